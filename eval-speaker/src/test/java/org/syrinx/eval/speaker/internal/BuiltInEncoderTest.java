package org.syrinx.eval.speaker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.syrinx.api.Audio;
import org.syrinx.audio.dsp.Resampler;
import org.syrinx.eval.metric.Embedding;
import org.syrinx.nn.internal.PyTorchBackend;

/** The encoder that comes with the bundle. */
class BuiltInEncoderTest {
    private final SpeakerEncoder encoder =
            new SpeakerEncoder(new PyTorchBackend(), Optional.empty());

    @Test
    void hearsThePitchAndFormantsAndNotTheLevelOrTheRate() {
        assertTrue(encoder.unavailable().isEmpty());
        try (Embedding.Session session = encoder.open()) {
            Audio voice = voice(120, 600);
            double[] e = session.embed(voice);
            assertEquals(128, e.length);
            assertEquals(1, Arrays.stream(e).map(v -> v * v).sum(), 1e-3);
            float[] soft = voice.samples().clone();
            for (int i = 0; i < soft.length; i++) {
                soft[i] *= 0.2f;
            }
            Audio resampled = Resampler.resample(new Audio(soft, 16_000), 48_000);
            double same = SpeakerSimilarity.cosine(e, session.embed(resampled));
            double other = SpeakerSimilarity.cosine(e, session.embed(voice(210, 900)));
            assertTrue(same > 0.98, "itself, softer and at 48 kHz: " + same);
            assertTrue(other < same - 0.2, "another: " + other + ", itself: " + same);
        }
    }

    @Test
    void theCosineIsThatOfTheAngleWhateverTheLengths() {
        double[] a = {3, 4};
        assertEquals(24 / 25.0, SpeakerSimilarity.cosine(a, new double[] {4, 3}), 1e-15);
        assertEquals(24 / 25.0, SpeakerSimilarity.cosine(a, new double[] {0.04, 0.03}), 1e-15);
        assertEquals(0, SpeakerSimilarity.cosine(a, new double[] {-4, 3}), 1e-15);
        assertEquals(-1, SpeakerSimilarity.cosine(a, new double[] {-30, -40}), 1e-15);
    }

    @Test
    void carriesWhatItsTrainerMeasured() {
        assertEquals(0.0735, encoder.measured().get("eer"), 0.001);
        assertTrue(encoder.measured().get("same") > encoder.measured().get("other") + 0.5);
    }

    /** Harmonics under one formant that moves, in syllables. */
    private static Audio voice(double f0, double formant) {
        float[] x = new float[32_000];
        for (int i = 0; i < x.length; i++) {
            double t = i / 16_000.0;
            double sum = 0;
            for (int h = 1; h * f0 < 7000; h++) {
                double place = (h * f0 - formant * (1 + 0.3 * Math.sin(5 * t))) / 300;
                sum += (0.05 / h + Math.exp(-place * place)) * Math.sin(2 * Math.PI * h * f0 * t);
            }
            x[i] = (float) (0.05 * sum * (1.1 + Math.sin(18 * t)));
        }
        return new Audio(x, 16_000);
    }
}
