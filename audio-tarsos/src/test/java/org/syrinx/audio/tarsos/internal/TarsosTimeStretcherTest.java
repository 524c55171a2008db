// SPDX-License-Identifier: GPL-3.0-only
package org.syrinx.audio.tarsos.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.analysis.PitchSpec;
import org.syrinx.audio.analysis.PitchTrack;
import org.syrinx.audio.analysis.TimeStretcher;
import org.syrinx.audio.analysis.YinPitchTracker;

class TarsosTimeStretcherTest {
    private final TimeStretcher stretcher = new TarsosTimeStretcher();

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 0.8, 1, 1.25, 1.5, 2, 3, 4})
    void lengthIsExactAtEverySpeed(double speed) {
        for (int n : new int[] {0, 1, 100, 16000, 22051}) {
            for (int rate : new int[] {8000, 22050}) {
                Audio out = stretcher.stretch(new Audio(new float[n], rate), speed);
                assertEquals(Math.round(n / speed), out.samples().length);
                assertEquals(rate, out.sampleRate());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 0.8, 1.25, 1.5, 2, 3, 4})
    void pitchAndLevelStay(double speed) {
        int rate = 16000;
        for (double f0 : new double[] {62, 110, 150, 233, 400}) {
            float[] x = TarsosTrackersTest.tone(f0, rate, 3 * rate, 8, 0);
            Audio out = stretcher.stretch(new Audio(x, rate), speed);
            PitchTrack track = new YinPitchTracker().track(out, PitchSpec.speech(rate));
            assertEquals(f0, track.median(), f0 * 0.01, f0 + " Hz at speed " + speed);
            double before = rms(x, rate / 10, x.length - rate / 10);
            int margin = rate / 20;
            for (int at = margin; at + 800 < out.samples().length - margin; at += 400) {
                double level = rms(out.samples(), at, at + 800) / before;
                assertTrue(level > 0.75 && level < 1.25, f0 + " Hz: level " + level + " at " + at);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 0.8, 1.25, 1.5, 2, 3, 4})
    void eventsStandWhereTheyShould(double speed) {
        int rate = 16000;
        float[] x = new float[rate * 3];
        for (int k = 0; k < 5; k++) {
            for (int i = -800; i < 800; i++) {
                int at = 4000 + k * 9000 + i;
                double swell = 0.5 + 0.5 * Math.cos(Math.PI * i / 800);
                x[at] = (float) (0.5 * swell * Math.sin(2 * Math.PI * 200 * at / rate));
            }
        }
        float[] y = stretcher.stretch(new Audio(x, rate), speed).samples();
        for (int k = 0; k < 5; k++) {
            double wanted = (4000 + k * 9000) / speed;
            double sum = 0;
            double energy = 0;
            int from = (int) Math.max(0, wanted - 4000 / speed);
            for (int i = from; i < Math.min(y.length, wanted + 4000 / speed); i++) {
                sum += i * (double) y[i] * y[i];
                energy += (double) y[i] * y[i];
            }
            double error = (sum / energy - wanted) * speed / rate * 1000;
            assertEquals(0, error, 12, "ms of input time, event " + k);
        }
    }

    @Test
    void speedOneCopies() {
        float[] x = TarsosTrackersTest.tone(100, 16000, 1000, 3, 0);
        float[] y = stretcher.stretch(new Audio(x, 16000), 1).samples();
        assertArrayEquals(x, y);
        assertNotSame(x, y);
    }

    @Test
    void nothingReachesStandardOutputAndOthersStillCan() {
        PrintStream original = System.out;
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        PrintStream ours = new PrintStream(seen, true, StandardCharsets.UTF_8);
        System.setOut(ours);
        try {
            stretcher.stretch(new Audio(new float[4000], 16000), 1.5);
            ThreadMute.run(
                    () -> {
                        System.out.println("muted");
                        Thread other = new Thread(() -> System.out.print("heard"));
                        other.start();
                        try {
                            other.join();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        return null;
                    });
            assertTrue(System.out == ours);
        } finally {
            System.setOut(original);
        }
        assertEquals("heard", seen.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 0.2, 5, Double.NaN})
    void otherSpeedsAreRefused(double speed) {
        Audio audio = new Audio(new float[10], 16000);
        assertThrows(SyrinxException.class, () -> stretcher.stretch(audio, speed));
    }

    private static double rms(float[] x, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) x[i] * x[i];
        }
        return Math.sqrt(sum / (to - from));
    }
}
