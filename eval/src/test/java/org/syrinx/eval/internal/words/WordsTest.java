package org.syrinx.eval.internal.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.syrinx.api.Audio;
import org.syrinx.api.Progress;
import org.syrinx.audio.dsp.Fft;
import org.syrinx.audio.dsp.Levels;
import org.syrinx.eval.Recogniser;
import org.syrinx.eval.metric.Metric;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.MetricRunner;
import org.syrinx.eval.metric.MetricScores;
import org.syrinx.eval.metric.Sample;

class WordsTest {
    /** Hears what is written under the length of the sound. */
    private static final class Parrot implements Recogniser {
        private final Map<Integer, String> answers;
        private final List<Task> tasks;
        private final List<Audio> sounds = new ArrayList<>();
        private List<String> dictionary = List.of();
        private int open;

        Parrot(Map<Integer, String> answers, Task... tasks) {
            this.answers = answers;
            this.tasks = List.of(tasks);
        }

        @Override
        public String id() {
            return "parrot";
        }

        @Override
        public Optional<String> unavailable() {
            return Optional.empty();
        }

        @Override
        public List<Task> tasks() {
            return tasks;
        }

        @Override
        public List<String> unknown(Task task, List<String> words) {
            return words.stream().filter(w -> w.equals("zyzzyva")).toList();
        }

        @Override
        public Session open(Task task, List<String> words) {
            dictionary = words;
            open++;
            return new Session() {
                @Override
                public String recognise(Audio audio) {
                    sounds.add(audio);
                    return answers.get(audio.samples().length);
                }

                @Override
                public void close() {
                    open--;
                }
            };
        }
    }

    @Test
    void errorsArePooledOverTheWordsOfTheSet() {
        Parrot parrot = new Parrot(Map.of(1, "the cat sat", 2, "a dog"), Recogniser.Task.FULL);
        MetricScores scores =
                run(
                        RecogniserMetrics.of(parrot).get(0),
                        sample(1, "The cat sat on the mat."),
                        sample(2, "A dog."));
        // 3 deletions of 6 words, none of 2: 3 of 8, not the mean of 50 and 0
        assertEquals(37.5, scores.whole().value(), 1e-12);
        assertEquals(3L, scores.results().get(0).details().get("deletions"));
        assertEquals("the cat sat", scores.results().get(0).details().get("heard"));
        assertEquals(0, parrot.open);
        assertTrue(parrot.dictionary.isEmpty());
    }

    @Test
    void textAndHypothesisAreWrittenAlike() {
        Parrot parrot =
                new Parrot(
                        Map.of(1, "doctor smith paid five dollars at ten thirty"),
                        Recogniser.Task.FULL);
        assertEquals(
                0,
                run(RecogniserMetrics.of(parrot).get(0), sample(1, "Dr. Smith paid $5 at 10:30."))
                        .whole()
                        .value());
    }

    @Test
    void aClosedVocabularyHasTheWordsOfTheTextsAndSaysWhatItCannotHear() {
        Parrot parrot = new Parrot(Map.of(1, "a wug", 2, "a"), Recogniser.Task.OPEN);
        MetricScores scores =
                run(
                        RecogniserMetrics.of(parrot).get(0),
                        sample(1, "A wug."),
                        sample(2, "A zyzzyva."));
        assertTrue(parrot.dictionary.contains("wug"));
        assertFalse(parrot.dictionary.contains("zyzzyva"));
        assertTrue(parrot.dictionary.size() > 1000, "the fixed vocabulary is there too");
        assertEquals(
                "The recogniser parrot has no pronunciation of \"zyzzyva\".",
                scores.results().get(1).why());
        assertEquals(0, scores.whole().value());
    }

    @Test
    void theConditionIsPinkNoiseOfAKnownLevel() {
        float[] tone = new float[16_000];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (float) (0.5 * Math.sin(0.4 * i));
        }
        Audio sound = new Audio(tone, 16_000);
        Parrot parrot = new Parrot(Map.of(16_000, "a"), Recogniser.Task.FULL);
        Metric pink = RecogniserMetrics.of(parrot).get(1);
        assertEquals("wer.parrot.pink", pink.info().id());
        run(pink, Sample.of("x").text("a").audio(() -> sound).build());
        Audio heard = parrot.sounds.get(0);
        double power = 0;
        for (int i = 0; i < tone.length; i++) {
            double d = heard.samples()[i] - tone[i];
            power += d * d / tone.length;
        }
        assertEquals(Levels.of(sound).activeDbfs() + PinkNoise.LEVEL, 10 * Math.log10(power), 0.01);
        assertNotEquals(sound, heard);
    }

    @Test
    void pinkNoiseHasEqualPowerInEveryOctave() {
        double[] x = PinkNoise.unit(32_000, 16_000);
        double[] im = new double[x.length];
        new Fft(x.length).forward(x, im);
        double[] octaves = new double[6];
        for (int o = 0; o < octaves.length; o++) {
            for (int hz2 = 200 << o; hz2 < 400 << o; hz2++) { // bins of half a hertz
                octaves[o] += x[hz2] * x[hz2] + im[hz2] * im[hz2];
            }
        }
        for (double power : octaves) {
            assertEquals(octaves[0], power, 0.01 * octaves[0]);
        }
    }

    @Test
    void phonesAreComparedInTheRecognisersSet() {
        // hh ax0 l ow1 of the front end: the recogniser has no ax
        Parrot parrot = new Parrot(Map.of(1, "hh ah l uw"), Recogniser.Task.PHONES);
        List<Metric> metrics = RecogniserMetrics.of(parrot);
        assertEquals(1, metrics.size());
        MetricResult r = run(metrics.get(0), sample(1, "Hello.")).whole();
        assertEquals(25, r.value(), 1e-12);
        assertEquals(4, r.weight());
    }

    @Test
    void aTextWithoutWordsHasNoErrorRate() {
        Parrot parrot = new Parrot(Map.of(1, ""), Recogniser.Task.FULL);
        MetricResult r = run(RecogniserMetrics.of(parrot).get(0), sample(1, "...")).whole();
        assertEquals("The text has no words.", r.why());
    }

    private static Sample sample(int length, String text) {
        return Sample.of("s" + length)
                .text(text)
                .audio(() -> new Audio(new float[length], 16_000))
                .build();
    }

    private static MetricScores run(Metric metric, Sample... samples) {
        return MetricRunner.run(metric, List.of(samples), Progress.NONE);
    }
}
