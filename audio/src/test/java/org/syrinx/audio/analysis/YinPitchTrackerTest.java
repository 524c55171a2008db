package org.syrinx.audio.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.Signals;

class YinPitchTrackerTest {
    private static final double[] TONES = {
        61, 70, 82.41, 100, 123.4, 150, 187.3, 220, 261.6, 311.1, 350, 400, 440, 490
    };

    private final PitchTracker tracker = new YinPitchTracker();

    private PitchTrack track(float[] x, int rate) {
        return tracker.track(new Audio(x, rate), PitchSpec.speech(rate));
    }

    private static double cents(double a, double b) {
        return Math.abs(1200 * Math.log(a / b) / Math.log(2));
    }

    private void check(float[] x, int rate, double f0, double tolerance) {
        PitchTrack track = track(x, rate);
        assertEquals(1 + x.length / Math.round(rate / 100f), track.frames());
        for (int t = 4; t < track.frames() - 4; t++) {
            assertTrue(track.voiced(t), f0 + " Hz at " + rate + ": frame " + t + " unvoiced");
            double error = cents(track.f0()[t], f0);
            assertTrue(error < tolerance, f0 + " Hz at " + rate + ": off by " + error + " cents");
            assertTrue(track.confidence()[t] > 0.7);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16000, 22050, 24000, 44100})
    void pureTonesAreFoundWithinThreeCents(int rate) {
        for (double f0 : TONES) {
            check(Signals.sine(f0, rate, rate / 2, 0.3, 0.7), rate, f0, 3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16000, 22050, 44100})
    void harmonicTonesAreFoundWithoutOctaveErrors(int rate) {
        for (double f0 : TONES) {
            check(Signals.voice(f0, rate, rate / 2), rate, f0, 3);
        }
    }

    @Test
    void aWeakOrMissingFundamentalIsStillFound() {
        int rate = 22050;
        for (double f0 : new double[] {80, 110, 150, 220}) {
            float[] x = new float[rate / 2];
            for (int k = 2; k <= 8; k++) {
                float[] partial = Signals.sine(k * f0, rate, x.length, k == 2 ? 0.3 : 0.06, k * k);
                for (int i = 0; i < x.length; i++) {
                    x[i] += partial[i];
                }
            }
            check(x, rate, f0, 6);
        }
    }

    @Test
    void toneInNoiseOf15DecibelsIsFound() {
        int rate = 16000;
        for (double f0 : TONES) {
            float[] x = Signals.voice(f0, rate, rate);
            double deviation = Signals.rms(x, 0, x.length) * Math.pow(10, -15 / 20.0);
            float[] noise = Signals.noise(x.length, deviation, 4);
            for (int i = 0; i < x.length; i++) {
                x[i] += noise[i];
            }
            check(x, rate, f0, 40);
        }
    }

    @Test
    void noiseSilenceAndConstantsAreUnvoiced() {
        int rate = 16000;
        assertTrue(track(Signals.noise(rate, 0.1, 5), rate).voicedRatio() < 0.05);
        assertEquals(0, track(new float[rate], rate).voicedRatio());
        float[] constant = new float[rate];
        Arrays.fill(constant, 0.5f);
        PitchTrack track = track(constant, rate);
        for (int t = 5; t < track.frames() - 5; t++) {
            assertFalse(track.voiced(t));
        }
        assertTrue(Double.isNaN(track(new float[rate], rate).median()));
    }

    @Test
    void aGlideIsFollowed() {
        int rate = 22050;
        float[] x = new float[rate];
        for (int i = 0; i < x.length; i++) {
            double t = (double) i / rate;
            double phase = 2 * Math.PI * (100 * t + 50 * t * t); // 100 to 200 Hz
            x[i] = (float) (0.3 * Math.sin(phase) + 0.2 * Math.sin(2 * phase + 1));
        }
        PitchTrack track = track(x, rate);
        for (int t = 4; t < track.frames() - 4; t++) {
            assertTrue(cents(track.f0()[t], 100 + 100 * track.time(t)) < 25, "frame " + t);
        }
    }

    @Test
    void voiceBetweenPausesIsCutWithinThreeFrames() {
        int rate = 16000;
        float[] x = Signals.noise(rate, 0.0005, 6);
        float[] voice = Signals.voice(130, rate, rate / 2);
        for (int i = 0; i < voice.length; i++) {
            x[rate / 4 + i] += voice[i];
        }
        PitchTrack track = track(x, rate);
        for (int t = 0; t < track.frames(); t++) {
            if (t < 22 || t > 78) {
                assertFalse(track.voiced(t), "frame " + t);
            } else if (t > 28 && t < 72) {
                assertEquals(130, track.f0()[t], 1);
            }
        }
        assertEquals(130, track.median(), 0.5);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "100, 1", "160, 2"})
    void shortSoundsHaveTheirFramesAndNoErrors(int n, int frames) {
        PitchTrack track = track(Signals.sine(200, 16000, n, 0.3), 16000);
        assertEquals(frames, track.frames());
    }

    @Test
    void alignedFramesCountAsLatentFrames() {
        PitchSpec spec = PitchSpec.aligned(22050, 256);
        for (int n : new int[] {255, 256, 5000, 5120}) {
            assertEquals(n / 256, spec.frames(n));
        }
        PitchTrack track = tracker.track(new Audio(new float[5120], 22050), spec);
        assertEquals(128 / 22050.0, track.time(0), 1e-12);
    }

    @Test
    void framesTooShortAndRangesTooHighAreRefused() {
        Audio audio = new Audio(new float[1000], 16000);
        PitchSpec brief = new PitchSpec(60, 500, 500, 160, 0);
        String message =
                assertThrows(SyrinxException.class, () -> tracker.track(audio, brief)).getMessage();
        assertTrue(message.contains("534") && message.contains("500"), message);
        PitchSpec high = new PitchSpec(60, 8000, 800, 160, 0);
        assertThrows(SyrinxException.class, () -> tracker.track(audio, high));
        assertThrows(SyrinxException.class, () -> new PitchSpec(500, 60, 800, 160, 0));
    }
}
