package org.syrinx.plugin.editing.internal.edits;

import java.util.Optional;
import org.syrinx.api.Denoiser;
import org.syrinx.api.Edit;
import org.syrinx.api.LatentSpec;

/** How strong an edit is in each frame of the hook, as a factor. Immutable. */
public sealed interface Envelope {
    /**
     * A factor for each frame.
     *
     * @param valid frames that are no padding
     * @param frames of the activation
     * @return {@code frames} values; those of padding have no meaning
     */
    float[] factors(int valid, int frames);

    /** Whether its times are shares of a sentence and not seconds of it. */
    boolean fraction();

    /**
     * The factor at a time.
     *
     * @param time in seconds, or as a share
     */
    double at(double time);

    /** The times, in seconds or as shares, between which the factor is a straight line. */
    double[] times();

    /** The envelope of an edit at the bottleneck of a denoiser; empty if it is constant. */
    static Optional<Envelope> of(Edit edit, Denoiser denoiser) {
        if (edit.envelope().isPresent()) {
            return Optional.of(new Sampled(edit.envelope().get(), seconds(denoiser)));
        }
        double seconds = seconds(denoiser);
        return edit.breakpoints().map(b -> new Linear(b, seconds));
    }

    /** How long a frame of the bottleneck is. */
    private static double seconds(Denoiser denoiser) {
        LatentSpec spec = denoiser.latentSpec();
        int stride = denoiser.bottleneck().map(b -> Math.max(1, b.timeStride())).orElse(1);
        return (double) spec.hop() * stride / spec.sampleRate();
    }

    /**
     * One value a frame of the hook; the last holds.
     *
     * @param values of the frames
     * @param seconds a frame of the hook
     */
    record Sampled(float[] values, double seconds) implements Envelope {
        @Override
        public float[] factors(int valid, int frames) {
            float[] out = new float[frames];
            for (int t = 0; t < frames; t++) {
                out[t] = value(t);
            }
            return out;
        }

        private float value(int frame) {
            return values.length == 0 ? 1 : values[Math.min(frame, values.length - 1)];
        }

        @Override
        public boolean fraction() {
            return false;
        }

        @Override
        public double at(double time) {
            return value((int) Math.max(0, time / seconds));
        }

        @Override
        public double[] times() {
            double[] out = new double[values.length];
            for (int t = 0; t < out.length; t++) {
                out[t] = (t + 0.5) * seconds;
            }
            return out;
        }
    }

    /**
     * Points, read at the middle of each frame.
     *
     * @param points of the edit
     * @param seconds a frame of the hook
     */
    record Linear(Edit.Breakpoints points, double seconds) implements Envelope {
        @Override
        public float[] factors(int valid, int frames) {
            float[] out = new float[frames];
            for (int t = 0; t < frames; t++) {
                double middle = t + 0.5;
                out[t] = (float) points.at(fraction() ? middle / valid : middle * seconds);
            }
            return out;
        }

        @Override
        public boolean fraction() {
            return points.unit() == Edit.TimeUnit.FRACTION;
        }

        @Override
        public double at(double time) {
            return points.at(time);
        }

        @Override
        public double[] times() {
            return points.points().stream().mapToDouble(Edit.Point::time).toArray();
        }
    }
}
