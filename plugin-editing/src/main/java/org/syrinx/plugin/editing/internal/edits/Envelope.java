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

    /** The factor that is furthest from 0. */
    double largest();

    /** The envelope of an edit at the bottleneck of a denoiser; empty if it is constant. */
    static Optional<Envelope> of(Edit edit, Denoiser denoiser) {
        if (edit.envelope().isPresent()) {
            return Optional.of(new Sampled(edit.envelope().get()));
        }
        LatentSpec spec = denoiser.latentSpec();
        int stride = denoiser.bottleneck().map(b -> Math.max(1, b.timeStride())).orElse(1);
        double seconds = (double) spec.hop() * stride / spec.sampleRate();
        return edit.breakpoints().map(b -> new Linear(b, seconds));
    }

    /** One value a frame of the hook; the last holds. */
    record Sampled(float[] values) implements Envelope {
        @Override
        public float[] factors(int valid, int frames) {
            float[] out = new float[frames];
            for (int t = 0; t < frames; t++) {
                out[t] = values.length == 0 ? 1 : values[Math.min(t, values.length - 1)];
            }
            return out;
        }

        @Override
        public double largest() {
            double most = 0;
            for (float v : values) {
                most = Math.abs(v) > Math.abs(most) ? v : most;
            }
            return most;
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
            boolean fraction = points.unit() == Edit.TimeUnit.FRACTION;
            float[] out = new float[frames];
            for (int t = 0; t < frames; t++) {
                double middle = t + 0.5;
                out[t] = (float) points.at(fraction ? middle / valid : middle * seconds);
            }
            return out;
        }

        @Override
        public double largest() {
            double most = 0;
            for (Edit.Point p : points.points()) {
                most = Math.abs(p.value()) > Math.abs(most) ? p.value() : most;
            }
            return most;
        }
    }
}
