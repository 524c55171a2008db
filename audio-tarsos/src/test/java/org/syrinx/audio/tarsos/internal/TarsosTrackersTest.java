// SPDX-License-Identifier: GPL-3.0-only
package org.syrinx.audio.tarsos.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.analysis.PitchSpec;
import org.syrinx.audio.analysis.PitchTrack;
import org.syrinx.audio.analysis.PitchTracker;

class TarsosTrackersTest {
    /** Among them 100, 350 and 400 Hz, on which FastYin fails, and 61 to 79 Hz for McLeod. */
    private static final double[] TONES = {
        61, 70, 79, 100, 123.4, 150, 187, 220, 262, 311, 350, 400, 440, 490
    };

    static Stream<PitchTracker> all() {
        return Stream.of(
                new TarsosYinTracker(), new TarsosMcLeodTracker(), new TarsosWaveletTracker());
    }

    static Stream<PitchTracker> forSpeech() {
        return Stream.of(new TarsosYinTracker(), new TarsosMcLeodTracker());
    }

    static float[] tone(double f0, int rate, int length, int harmonics, double offset) {
        float[] x = new float[length];
        for (int i = 0; i < length; i++) {
            double sum = offset;
            for (int k = 1; k <= harmonics && k * f0 < 0.45 * rate; k++) {
                sum += 0.25 / k * Math.sin(2 * Math.PI * k * f0 * i / rate + k * k);
            }
            x[i] = (float) sum;
        }
        return x;
    }

    private static void check(
            PitchTracker tracker, float[] x, int rate, double f0, double cents, double share) {
        PitchTrack track = tracker.track(new Audio(x, rate), PitchSpec.speech(rate));
        int good = 0;
        int inside = 0;
        for (int t = 5; t < track.frames() - 5; t++) {
            inside++;
            double error = Math.abs(1200 * Math.log(track.f0()[t] / f0) / Math.log(2));
            assertTrue(
                    !track.voiced(t) || error < 600,
                    tracker.getClass().getSimpleName() + ": octave error at " + f0 + " Hz");
            good += error < cents ? 1 : 0;
        }
        assertTrue(
                good >= share * inside,
                tracker.getClass().getSimpleName()
                        + " at "
                        + f0
                        + " Hz: "
                        + good
                        + " of "
                        + inside
                        + " frames");
    }

    @ParameterizedTest
    @MethodSource("all")
    void pureTonesFrom61To490HertzAreFoundInEveryFrame(PitchTracker tracker) {
        for (double f0 : TONES) {
            int rate = f0 == 123.4 || f0 == 187 ? 22050 : 16000;
            check(tracker, tone(f0, rate, rate / 4, 1, 0), rate, f0, 10, 1);
        }
    }

    @ParameterizedTest
    @MethodSource("forSpeech")
    void harmonicTonesAreFoundInEveryFrameWithoutOctaveErrors(PitchTracker tracker) {
        for (double f0 : TONES) {
            int rate = f0 == 123.4 || f0 == 187 ? 22050 : 16000;
            check(tracker, tone(f0, rate, rate / 4, 20, 0), rate, f0, 10, 1);
        }
    }

    @Test
    void theWaveletFindsHarmonicTonesWhoseHarmonicsTheLowPassRemoves() {
        for (double f0 : TONES) {
            if (f0 > 280) {
                float[] x = tone(f0, 16000, 8000, 20, 0);
                check(new TarsosWaveletTracker(), x, 16000, f0, 30, 0.9);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aConstantOffsetChangesNothing(PitchTracker tracker) {
        for (double f0 : new double[] {70, 100, 220, 400}) {
            check(tracker, tone(f0, 16000, 8000, 1, 0.3), 16000, f0, 10, 1);
        }
    }

    @ParameterizedTest
    @MethodSource("forSpeech")
    void tonesInNoiseHaveNoOctaveErrors(PitchTracker tracker) {
        Random random = new Random(2);
        for (double f0 : TONES) {
            float[] x = tone(f0, 16000, 8000, 10, 0);
            for (int i = 0; i < x.length; i++) {
                x[i] += (float) (0.02 * random.nextGaussian());
            }
            check(tracker, x, 16000, f0, 40, 0.8);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void noiseSilenceAndConstantsAreUnvoiced(PitchTracker tracker) {
        Random random = new Random(1);
        float[] noise = new float[16000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) (0.1 * random.nextGaussian());
        }
        float[] constant = new float[16000];
        Arrays.fill(constant, 0.5f);
        PitchSpec spec = PitchSpec.speech(16000);
        double limit = tracker instanceof TarsosWaveletTracker ? 1 : 0.05;
        assertTrue(tracker.track(new Audio(noise, 16000), spec).voicedRatio() <= limit);
        assertEquals(0, tracker.track(new Audio(new float[16000], 16000), spec).voicedRatio());
        PitchTrack track = tracker.track(new Audio(constant, 16000), spec);
        for (int t = 5; t < track.frames() - 5; t++) {
            assertTrue(!track.voiced(t));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void shortSoundsHaveTheirFrames(PitchTracker tracker) {
        for (int n : new int[] {0, 1, 2, 3, 50, 160, 161}) {
            float[] x = tone(200, 16000, n, 1, 0);
            PitchTrack track = tracker.track(new Audio(x, 16000), PitchSpec.speech(16000));
            assertEquals(n == 0 ? 0 : 1 + n / 160, track.frames());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void framesTooShortForTheRangeAreRefused(PitchTracker tracker) {
        Audio audio = new Audio(new float[1000], 16000);
        PitchSpec brief = new PitchSpec(60, 500, 512, 160, 0);
        String message =
                assertThrows(SyrinxException.class, () -> tracker.track(audio, brief)).getMessage();
        assertTrue(message.contains("538") && message.contains("512"), message);
        PitchSpec high = new PitchSpec(60, 5000, 800, 160, 0);
        assertThrows(SyrinxException.class, () -> tracker.track(audio, high));
    }
}
