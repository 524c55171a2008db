package org.syrinx.training.spectra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.dsp.MelSpec;
import org.syrinx.audio.dsp.MelSpectrogram;
import org.syrinx.engine.Operators;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.autograd.Autograd;

class SpectrogramsTest {
    private NDManager manager;
    private NDScope scope;

    @BeforeEach
    void open() {
        Autograd.prepareThread(true);
        manager = Operators.engine().newBaseManager();
        scope = new NDScope();
    }

    @AfterEach
    void close() {
        scope.close();
        manager.close();
    }

    @Test
    void stftLossIsConvergenceAndLogDistance() {
        NDArray real = Tensors.of(manager, new float[] {3, 4, 1, 2}, 1, 2, 2);
        NDArray fake = Tensors.of(manager, new float[] {3, 2, 1, 1}, 1, 2, 2);
        double convergence = Math.sqrt(4 + 1) / Math.sqrt(9 + 16 + 1 + 4);
        double logs = (Math.log(2) + Math.log(2)) / 4;
        assertEquals(convergence + logs, Spectrograms.distance(fake, real).getFloat(), 1e-6);
    }

    @Test
    void melEqualsTheOneOfPlainArrays() {
        for (MelSpec spec :
                List.of(MelSpec.vits(16000), MelSpec.hifiGan22k(), MelSpec.vocos24k())) {
            float[] x = new float[256 * 12];
            Random random = new Random(3);
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) (0.3 * Math.sin(i * 0.05) + 0.02 * random.nextGaussian());
            }
            float[][] expected =
                    new MelSpectrogram(spec)
                            .compute(new Audio(x, spec.sampleRate())); // [frame][band]
            try (Spectrograms spectra = new Spectrograms(manager, spec)) {
                NDArray mel = spectra.melOfAudio(Tensors.of(manager, x, 1, 1, x.length));
                assertEquals(spec.bands(), mel.getShape().get(1));
                assertEquals(expected.length, mel.getShape().get(2));
                float[] found = mel.toFloatArray();
                for (int t = 0; t < expected.length; t++) {
                    for (int b = 0; b < spec.bands(); b++) {
                        assertEquals(
                                expected[t][b], found[b * expected.length + t], 2e-3, t + " " + b);
                    }
                }
            }
        }
    }

    @Test
    void anotherKindOfSpectrogramIsRefused() {
        MelSpec v = MelSpec.vits(16000);
        MelSpec power =
                new MelSpec(
                        v.sampleRate(),
                        v.stft(),
                        v.bands(),
                        v.fMin(),
                        v.fMax(),
                        v.scale(),
                        v.norm(),
                        2,
                        v.magnitudeEpsilon(),
                        v.log(),
                        v.floor());
        assertThrows(SyrinxException.class, () -> new Spectrograms(manager, power));
    }

    @Test
    void multiResolutionDistanceOfEqualSoundsIsZero() {
        float[] x = new float[4096];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) Math.sin(i * 0.1);
        }
        try (Spectrograms spectra = new Spectrograms(manager, MelSpec.vits(16000))) {
            NDArray a = Tensors.of(manager, x, 1, 1, x.length);
            assertEquals(0, spectra.multiResolution(a, a).getFloat(), 1e-6);
        }
    }
}
