package org.syrinx.audio.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.api.Audio;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;

class GriffinLimTest {
    private static final StftSpec SPEC = StftSpec.centred(1024, 256);
    private static final Audio SOUND = MelTest.signal(22050, 256 * 40);

    private static double[][] magnitudes(float[] x) {
        float[][] m = new Stft(SPEC).forward(x).magnitude(0);
        double[][] out = new double[m.length][m[0].length];
        for (int t = 0; t < m.length; t++) {
            for (int k = 0; k < m[t].length; k++) {
                out[t][k] = m[t][k];
            }
        }
        return out;
    }

    /** Spectral convergence, dB: the error of the magnitudes relative to them. */
    private static double convergence(double[][] wanted, float[] y) {
        double[][] got = magnitudes(y);
        double error = 0;
        double total = 0;
        for (int t = 0; t < wanted.length; t++) {
            for (int k = 0; k < wanted[t].length; k++) {
                error += Math.pow(wanted[t][k] - got[t][k], 2);
                total += wanted[t][k] * wanted[t][k];
            }
        }
        return 10 * Math.log10(error / total);
    }

    @Test
    void momentumGetsCloserThanTheOriginalAlgorithmInTheSameRounds() {
        double[][] wanted = magnitudes(SOUND.samples());
        float[] none = new GriffinLim(SPEC, 0).invert(wanted, 1, Progress.NONE);
        float[] slow = new GriffinLim(SPEC, 60, 0).invert(wanted, 1, Progress.NONE);
        float[] fast = new GriffinLim(SPEC, 60).invert(wanted, 1, Progress.NONE);
        assertEquals(SOUND.samples().length, fast.length);
        double start = convergence(wanted, none);
        double original = convergence(wanted, slow);
        double accelerated = convergence(wanted, fast);
        String figures =
                start + " dB at random, " + original + " dB slow, " + accelerated + " fast";
        assertTrue(original < start - 8, figures);
        assertTrue(accelerated < original - 1, figures);
        assertTrue(accelerated < -20, figures);
    }

    @Test
    void oneSeedGivesOneSoundAndAnotherSeedAnother() {
        double[][] wanted = magnitudes(Arrays.copyOf(SOUND.samples(), 2560));
        GriffinLim algorithm = new GriffinLim(SPEC, 8);
        float[] a = algorithm.invert(wanted, 5, Progress.NONE);
        assertArrayEquals(a, algorithm.invert(wanted, 5, Progress.NONE));
        assertFalse(Arrays.equals(a, algorithm.invert(wanted, 6, Progress.NONE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hifigan22k", "vits16k", "vocos24k", "clap48k"})
    void melToMagnitudesExplainsTheMelItCameFrom(String name) {
        MelSpec spec = MelTest.spec(name);
        MelSpectrogram analysis = new MelSpectrogram(spec);
        float[][] mel = analysis.compute(MelTest.signal(spec.sampleRate(), 12000));
        double[][] magnitudes = new MelInversion(analysis).magnitudes(mel);
        MelFilterBank filters = new MelFilterBank(spec);
        double error = 0;
        double total = 0;
        for (int t = 0; t < mel.length; t++) {
            double[] bins = new double[magnitudes[t].length];
            for (int k = 0; k < bins.length; k++) {
                assertTrue(magnitudes[t][k] >= 0);
                double p = magnitudes[t][k] * magnitudes[t][k] + spec.magnitudeEpsilon();
                bins[k] = spec.power() == 2 ? p : Math.sqrt(p);
            }
            double[] again = filters.apply(bins);
            for (int b = 0; b < again.length; b++) {
                double wanted = analysis.expand(mel[t][b]);
                error += Math.pow(again[b] - wanted, 2);
                total += wanted * wanted;
            }
        }
        assertTrue(10 * Math.log10(error / total) < -35, 10 * Math.log10(error / total) + " dB");
    }

    @Test
    void soundFromMelHasTheSameMel() {
        MelSpec spec = MelSpec.hifiGan22k();
        MelSpectrogram analysis = new MelSpectrogram(spec);
        float[][] mel = analysis.compute(SOUND);
        Audio audio = GriffinLim.fromMel(mel, spec, 60, 3, Progress.NONE);
        assertEquals(22050, audio.sampleRate());
        assertEquals(40 * 256, audio.samples().length);
        float[][] again = analysis.compute(audio);
        // where there is sound; between the partials phases leave what they like
        double error = 0;
        int loud = 0;
        for (int t = 2; t < mel.length - 2; t++) {
            for (int b = 0; b < 80; b++) {
                if (mel[t][b] > -2) {
                    error += Math.abs(mel[t][b] - again[t][b]);
                    loud++;
                }
            }
        }
        assertTrue(loud > 200 && error / loud < 0.25, "mean error " + error / loud + " of " + loud);
    }

    @Test
    void progressIsReportedAndCancels() {
        double[][] wanted = magnitudes(Arrays.copyOf(SOUND.samples(), 2560));
        List<Long> seen = new ArrayList<>();
        new GriffinLim(SPEC, 3).invert(wanted, 1, (phase, done, total) -> seen.add(done));
        assertEquals(List.of(1L, 2L, 3L), seen);
        Progress stop =
                (phase, done, total) -> {
                    throw new CancelledException(phase);
                };
        GriffinLim algorithm = new GriffinLim(SPEC, 3);
        assertThrows(CancelledException.class, () -> algorithm.invert(wanted, 1, stop));
    }

    @Test
    void silenceNothingAndForeignShapesAreHandled() {
        GriffinLim algorithm = new GriffinLim(SPEC, 3);
        assertArrayEquals(new float[0], algorithm.invert(new double[0][], 1, Progress.NONE));
        assertArrayEquals(
                new float[768], algorithm.invert(new double[4][513], 1, Progress.NONE), 0);
        assertThrows(
                SyrinxException.class,
                () -> algorithm.invert(new double[4][100], 1, Progress.NONE));
        MelSpec spec = MelSpec.vocos24k();
        float[][] foreign = new float[2][80];
        assertThrows(
                SyrinxException.class,
                () -> GriffinLim.fromMel(foreign, spec, 1, 1, Progress.NONE));
        float[][] broken = new float[1][100];
        broken[0][7] = Float.NaN;
        assertThrows(
                SyrinxException.class, () -> GriffinLim.fromMel(broken, spec, 1, 1, Progress.NONE));
    }
}
