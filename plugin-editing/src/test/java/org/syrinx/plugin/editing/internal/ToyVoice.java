package org.syrinx.plugin.editing.internal;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioSink;
import org.syrinx.api.Backend;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Encoder;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Vocoder;
import org.syrinx.plugin.editing.internal.capture.Voice;

/**
 * A voice whose physics are known: the first value of the speaker vector goes through the first
 * unit of the bottleneck to the first channel of the latent, and that is the pitch. Speakers are f1
 * to f4 and m1 to m4. A voice with styles has rows for soft and loud as well: they differ in the
 * second value, which goes through the second unit to the second channel.
 */
public final class ToyVoice {
    public static final List<String> SPEAKERS =
            List.of("f1", "f2", "f3", "f4", "m1", "m2", "m3", "m4");
    private static final int FRAMES = 32;

    /** Half a second: shorter sound has no loudness. */
    private static final int MEASURABLE_FRAMES = 64;

    private ToyVoice() {}

    /** What the second channel does to the sound. */
    public enum Styles {
        /** There are no rows for styles. */
        NONE,
        /** Loud is louder and no more. */
        LEVEL,
        /** Loud is louder, and its overtones are stronger. */
        EFFORT
    }

    /** Opens a voice without styles; {@code spoken} counts the sounds that it makes. */
    public static Voice open(Backend backend, NDManager manager, int[] spoken) {
        return open(backend, manager, spoken, Styles.NONE);
    }

    /** Opens a voice; {@code spoken} counts the sounds that it makes. */
    public static Voice open(Backend backend, NDManager manager, int[] spoken, Styles styles) {
        ToyDenoiser denoiser = new ToyDenoiser(backend, manager, 5);
        int in = denoiser.w1.length / (ToyDenoiser.C * ToyDenoiser.F);
        for (int i = 0; i < denoiser.w1.length; i++) {
            denoiser.w1[i] *= 0.2f;
        }
        denoiser.w1[in - 2] = 0.8f; // unit 0 hears the first value of the speaker
        for (int u = 0; u < ToyDenoiser.C * ToyDenoiser.F; u++) {
            denoiser.w2[u] = u == 0 ? 1 : 0; // channel 0 is unit 0
        }
        if (styles != Styles.NONE) {
            int units = ToyDenoiser.C * ToyDenoiser.F;
            denoiser.w1[2 * in - 1] = 0.8f; // unit 1 hears the second value of the speaker
            for (int u = 0; u < units; u++) {
                denoiser.w2[units + u] = u == 1 ? 1 : 0; // channel 1 is unit 1
            }
        }
        return new Voice(new ToyEncoder(manager, styles), denoiser, new ToyVocoder(spoken, styles));
    }

    private static StageInfo info() {
        return new StageInfo("toy", "toy", "1.0.0", "", "jvm", Map.of());
    }

    private record ToyEncoder(NDManager manager, Styles styles) implements Encoder {
        @Override
        public StageInfo info() {
            return ToyVoice.info();
        }

        @Override
        public LatentSpec latentSpec() {
            return ToyDenoiser.SPEC;
        }

        @Override
        public List<String> speakers() {
            return SPEAKERS;
        }

        @Override
        public List<String> languages() {
            return List.of();
        }

        @Override
        public Conditioning encode(Prompt prompt, NoiseSource noise, Progress progress) {
            String row = prompt.speaker().orElseThrow();
            String speaker = Voice.person(row);
            String style = Voice.style(row);
            if (!style.equals("neutral") && styles == Styles.NONE) {
                throw new SyrinxException("one of " + SPEAKERS, row, "choose one of them");
            }
            float effort = style.equals("loud") ? 1 : style.equals("soft") ? -1 : 0;
            float own = (speaker.charAt(1) - '2') * 0.15f;
            float gender = (speaker.charAt(0) == 'f' ? 1 : -1) + own;
            int frames = styles == Styles.NONE ? FRAMES : MEASURABLE_FRAMES;
            return ToyDenoiser.conditioning(
                    manager, frames, frames, gender, own + effort, prompt.text().hashCode());
        }
    }

    /**
     * A harmonic sound at {@code 150 * 2^(0.7 z)} Hz, z the mean of the first channel, and what the
     * second does.
     */
    private record ToyVocoder(int[] spoken, Styles styles) implements Vocoder {
        @Override
        public StageInfo info() {
            return ToyVoice.info();
        }

        @Override
        public LatentSpec latentSpec() {
            return ToyDenoiser.SPEC;
        }

        @Override
        public int sampleRate() {
            return 16000;
        }

        @Override
        public void decode(
                Latent latent,
                Conditioning conditioning,
                DecodeOptions options,
                AudioSink sink,
                Progress progress) {
            synchronized (spoken) {
                spoken[0]++;
            }
            float[] z = latent.frames().toFloatArray();
            int frames = (int) latent.length();
            double f0 = Math.max(70, Math.min(400, 150 * Math.pow(2, 0.7 * mean(z, 0, frames))));
            double effort = styles == Styles.NONE ? 0 : mean(z, 1, frames);
            double slope = styles == Styles.EFFORT ? 1 - 0.5 * effort : 1;
            float[] out = new float[frames * 128];
            for (int i = 0; i < out.length; i++) {
                out[i] = (float) (Math.pow(2, effort) * sample(i, f0, slope));
            }
            sink.accept(new Audio(out, 16000));
        }

        private static double mean(float[] z, int channel, int frames) {
            double mean = 0;
            for (int t = 0; t < frames; t++) {
                mean += z[channel * frames + t] / frames;
            }
            return mean;
        }

        private static double sample(int i, double f0, double slope) {
            double sum = 0;
            for (int k = 1; k * f0 < 4000; k++) {
                sum += Math.sin(2 * Math.PI * k * f0 * i / 16000 + k) / Math.pow(k, slope);
            }
            return 0.15 * sum;
        }
    }
}
