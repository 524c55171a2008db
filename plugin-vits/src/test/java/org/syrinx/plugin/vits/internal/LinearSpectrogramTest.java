package org.syrinx.plugin.vits.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.TensorScope;
import org.syrinx.engine.Operators;
import org.syrinx.plugin.vits.internal.model.VitsConfig;

class LinearSpectrogramTest {
    @Test
    @SuppressWarnings("try") // the scope works by being open
    void magnitudesAreThoseOfTheDefinition() {
        VitsConfig config =
                VitsConfig.of(
                        Map.of(
                                "model_type",
                                "vits",
                                "spectrogram_bins",
                                17,
                                "upsample_rates",
                                List.of(4, 2),
                                "upsample_kernel_sizes",
                                List.of(8, 4)),
                        "test");
        int fft = 32;
        int hop = 8;
        float[] x = NoiseSource.seeded(1).gaussian("x", 61);
        int frames = 8; // ceil(61 / 8), the last filled with silence
        int pad = 12;
        double[] padded = new double[64 + 2 * pad];
        for (int i = 0; i < padded.length; i++) {
            int at = i - pad;
            at = at < 0 ? -at : at >= 64 ? 126 - at : at;
            padded[i] = at < 61 ? x[at] : 0;
        }
        float[] expected = new float[17 * frames];
        for (int t = 0; t < frames; t++) {
            for (int k = 0; k < 17; k++) {
                double re = 0;
                double im = 0;
                for (int n = 0; n < fft; n++) {
                    double w = 0.5 - 0.5 * Math.cos(2 * Math.PI * n / fft);
                    re += w * padded[t * hop + n] * Math.cos(2 * Math.PI * k * n / fft);
                    im -= w * padded[t * hop + n] * Math.sin(2 * Math.PI * k * n / fft);
                }
                expected[k * frames + t] = (float) Math.sqrt(re * re + im * im + 1e-6);
            }
        }
        try (NDManager manager = Operators.engine().newBaseManager();
                TensorScope ignored = Fixtures.BACKEND.scope()) {
            NDArray s = LinearSpectrogram.of(manager, x, config);
            assertArrayEquals(new long[] {1, 17, frames}, s.getShape().getShape());
            assertArrayEquals(expected, s.toFloatArray(), 1e-4f);
        }
        assertEquals(13, LinearSpectrogram.minimum(config));
    }
}
