package org.syrinx.eval.internal.prosody;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.syrinx.api.Audio;
import org.syrinx.api.Progress;
import org.syrinx.eval.Signals;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.MetricRunner;
import org.syrinx.eval.metric.Sample;
import org.syrinx.eval.metric.UtteranceMetric;

class ProsodyTest {
    private static final int RATE = 16_000;
    private static final double SEMITONE = Math.pow(2, 1 / 12.0);

    @Test
    void aSemitoneHigherIsAHundredCents() {
        Audio low = Signals.voice(RATE, 2, 120, 1, 0.0005, 1);
        Audio high = Signals.voice(RATE, 2, 120 * SEMITONE, 1, 0.0005, 2);
        Sample copy = Signals.pair(high, low, true);
        assertEquals(100, value(new F0Error(), copy), 8);
        assertEquals(100, value(new F0Level(), copy), 5);
        assertTrue(value(new VoicingError(), copy) < 10);
        assertEquals(100, value(new F0Error(), Signals.pair(high, low, false)), 25);
        assertEquals(0, value(new F0Error(), Signals.pair(low, low, false)));
        assertEquals(0, value(new VoicingError(), Signals.pair(low, low, true)));
    }

    @Test
    void theVoicingErrorIsTheShareThatHasAVoiceInOneOfTheTwo() {
        Audio voiced = voicedAfter(0);
        // an analysis window of 50 ms sees both where they meet
        assertEquals(50, value(new VoicingError(), Signals.pair(voiced, voicedAfter(1), true)), 4);
        assertEquals(50, value(new VoicingError(), Signals.pair(voicedAfter(1), voiced, true)), 4);
        assertEquals(
                25, value(new VoicingError(), Signals.pair(voicedAfter(0.5), voiced, true)), 4);
        assertEquals(
                25,
                value(new VoicingError(), Signals.pair(voicedAfter(0.5), voicedAfter(1), true)),
                4);
    }

    /** Two seconds: noise, and from then on ten harmonics of 150 Hz. */
    private static Audio voicedAfter(double seconds) {
        double[] noise = Signals.noise(2 * RATE, 4);
        float[] x = new float[2 * RATE];
        for (int i = 0; i < x.length; i++) {
            double sum = 0;
            for (int h = 1; h <= 10; h++) {
                sum += 0.05 * Math.sin(2 * Math.PI * 150 * h * i / RATE);
            }
            x[i] = (float) (i < seconds * RATE ? 0.1 * noise[i] : sum);
        }
        return new Audio(x, RATE);
    }

    @Test
    void theRangeIsThatOfTheGlide() {
        // f0 (1 + 0.1 cos 7 t): the middle 80 % of a cosine's values reach to cos(0.1 pi)
        double reach = 0.1 * Math.cos(0.1 * Math.PI);
        double expected = 1200 * Math.log((1 + reach) / (1 - reach)) / Math.log(2);
        Audio voice = Signals.voice(RATE, 20 * Math.PI / 7, 150, 1, 0.0005, 1);
        assertEquals(expected, value(new F0Range(), Signals.pair(voice, voice, true)), 15);
    }

    @Test
    void noiseHasNoPitch() {
        Audio noise = Signals.degraded(new Audio(new float[RATE], RATE), 1, 0.1, 3);
        MetricResult r = run(new F0Level(), Signals.pair(noise, noise, true));
        assertFalse(r.available());
        assertTrue(r.why().contains("voiced"), r.why());
    }

    @Test
    void pausesAreTheSilencesInsideThatAreLongEnough() {
        // 0.2 silent, 0.5, pause 0.3, 0.4, closure 0.1, 0.3, 0.2 silent
        Sample s = tone("Hello.", 0.2, 0.5, 0.3, 0.4, 0.1, 0.3, 0.2);
        MetricResult r = run(new PauseShare(), s);
        assertEquals(100 * 0.3 / 1.6, r.value(), 1e-6);
        assertEquals(1.6, r.weight(), 1e-6);
        assertEquals(1, r.details().get("pauses"));
        assertEquals(0.3, (double) r.details().get("longest_pause"), 1e-9);
        // hh ax l ow in 1.3 seconds
        assertEquals(4 / 1.3, value(new SpeakingRate(), s), 1e-6);
    }

    @Test
    void silenceHasNeitherPausesNorRate() {
        Sample s = tone("Hello.", 1);
        assertFalse(run(new PauseShare(), s).available());
        assertFalse(run(new SpeakingRate(), s).available());
    }

    @Test
    void durationErrorIsRelativeToTheReference() {
        Sample s =
                Signals.pair(
                        new Audio(new float[900], RATE), new Audio(new float[1000], RATE), false);
        MetricResult r = run(new DurationError(), s);
        assertEquals(10, r.value(), 1e-9);
        assertEquals(0.9, (double) r.details().get("ratio"), 1e-9);
    }

    /** Silence and tone in turn, beginning with silence. */
    private static Sample tone(String text, double... seconds) {
        int n = 0;
        for (double s : seconds) {
            n += (int) Math.round(s * RATE);
        }
        float[] x = new float[n];
        int at = 0;
        for (int part = 0; part < seconds.length; part++) {
            int end = at + (int) Math.round(seconds[part] * RATE);
            for (; at < end; at++) {
                x[at] = part % 2 == 0 ? 0 : (float) (0.3 * Math.sin(0.2 * at));
            }
        }
        Audio audio = new Audio(x, RATE);
        return Sample.of("tone").text(text).audio(() -> audio).build();
    }

    private static MetricResult run(UtteranceMetric metric, Sample sample) {
        return MetricRunner.run(metric, List.of(sample), Progress.NONE).results().get(0);
    }

    private static double value(UtteranceMetric metric, Sample sample) {
        MetricResult r = run(metric, sample);
        assertTrue(r.available(), metric.info().id() + ": " + r.why());
        return r.value();
    }
}
