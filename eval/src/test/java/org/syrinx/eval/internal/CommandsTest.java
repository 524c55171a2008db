package org.syrinx.eval.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioSink;
import org.syrinx.api.Backend;
import org.syrinx.api.MemoryReport;
import org.syrinx.api.Pipeline;
import org.syrinx.api.Pipelines;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;
import org.syrinx.api.Role;
import org.syrinx.api.SpeechResult;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.audio.io.WavWriter;
import org.syrinx.eval.Recogniser;
import org.syrinx.eval.Signals;
import picocli.CommandLine;

/** {@code evaluate} and {@code bench} with a voice and a recogniser whose figures are known. */
class CommandsTest {
    private static final int RATE = 16_000;
    private static final List<String> TEXTS = List.of("One two.", "Three four five.");

    @TempDir private Path folder;
    private final List<Prompt> spoken = new ArrayList<>();

    @BeforeEach
    void writeCorpus() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < TEXTS.size(); i++) {
            Audio teacher = Signals.voice(RATE, 0.75, 120, 1, 0.0005, i + 1);
            Path wav = folder.resolve("m1_digits_" + i + ".wav");
            WavWriter.of(SampleFormat.S16).write(wav, teacher);
            lines.add(
                    String.format(
                            "{\"id\":\"m1_digits_%d\",\"split\":\"test\",\"speaker\":\"m1\",\"gender\":\"male\","
                                + "\"style\":\"neutral\",\"text\":\"%s\",\"audio\":\"m1_digits_%d.wav\",\"sample_rate\":%d,"
                                + "\"samples\":%d,\"sha256\":\"%s\",\"phones\":[[\"pau\",0,%d]],\"f0_mean\":120.0,"
                                + "\"active_dbfs\":-20.0,\"clipped\":0}",
                            i,
                            TEXTS.get(i),
                            i,
                            RATE,
                            teacher.samples().length,
                            "0".repeat(64),
                            teacher.samples().length));
        }
        Files.write(folder.resolve("manifest.jsonl"), lines);
        Files.writeString(folder.resolve("corpus.json"), "{}");
    }

    /** A semitone above the teacher, with silence after it, twice as fast as real time. */
    private final class Voice implements Pipeline {
        private final String weights;

        Voice(String weights) {
            this.weights = weights;
        }

        @Override
        public String name() {
            return "voice";
        }

        @Override
        public Map<Role, StageInfo> stages() {
            return Map.of(
                    Role.VOCODER,
                    new StageInfo("small", "test", "1.0.0", weights, "cpu", Map.of()));
        }

        @Override
        public int sampleRate() {
            return RATE;
        }

        @Override
        public SpeechResult speak(Prompt prompt, AudioSink sink, Progress progress) {
            spoken.add(prompt);
            Audio speech =
                    Signals.voice(
                            RATE, 0.75, 120 * Math.pow(2, 1 / 12.0), 1, 0.0005, spoken.size());
            Audio audio = new Audio(Arrays.copyOf(speech.samples(), (int) (0.9 * RATE)), RATE);
            sink.accept(audio);
            return new SpeechResult(
                    "voice",
                    Map.of(),
                    RATE,
                    audio.samples().length,
                    1,
                    0,
                    // the first is slow, as first ones are
                    Map.of(
                            "total",
                            spoken.size() == 1 ? 90 : 0.45,
                            "first_audio",
                            0.1,
                            "vocoder",
                            0.2 + 0.1 * spoken.size()),
                    Map.of(),
                    List.of());
        }
    }

    /**
     * Hears the teacher (0.75 s) right and the voice (0.9 s) always as "one two", and writes with
     * case, punctuation and digits, as Whisper does.
     */
    private static final class Ears implements Recogniser {
        private int teacher;

        @Override
        public String id() {
            return "ears";
        }

        @Override
        public Optional<String> unavailable() {
            return Optional.empty();
        }

        @Override
        public List<Task> tasks() {
            return List.of(Task.DIGITS);
        }

        @Override
        public Session open(Task task, List<String> dictionary) {
            return new Session() {
                @Override
                public String recognise(Audio audio) {
                    return audio.seconds() > 0.8
                            ? " One, two!"
                            : List.of("1 two.", "Three four five.").get(teacher++);
                }

                @Override
                public void close() {}
            };
        }
    }

    @Test
    void evaluateReportsErrorsBesideTheTeachersAndTheWrongSentences() throws IOException {
        CommandResult r = evaluate("sha256:1");
        Map<?, ?> score = (Map<?, ?>) ((List<?>) r.toJson().get("scores")).get(0);
        // "one two" is right once, and thrice wrong in "three four five": 3 of 5
        assertEquals(0.6, (double) score.get("error_rate"), 1e-12);
        assertEquals(0.0, score.get("teacher_error_rate"));
        // scored against the other sentence: 3 of 3, then 0 of 2
        assertEquals(0.6, (double) score.get("wrong_sentence_error_rate"), 1e-12);
        // draws of two sentences: one is never wrong, the other always
        assertEquals(List.of(0.0, 1.0), score.get("interval_95"));
        assertEquals(2, score.get("interval_clusters"));
        assertEquals("sentence", score.get("interval_by"));
        Map<?, ?> prosody = (Map<?, ?>) r.toJson().get("prosody");
        assertEquals(100, (double) prosody.get("f0_error_cents"), 10);
        assertEquals(1.2, (double) prosody.get("duration_ratio"), 1e-6);
        assertEquals(0.2, (double) prosody.get("duration_error"), 1e-6);
        assertEquals(0, prosody.get("silent_files"));
        assertEquals(0.5, (double) r.toJson().get("real_time_factor"), 1e-12, "the first is none");
        assertTrue(r.toText().contains("60.0"), r.toText());
        assertTrue(r.toText().contains("(  0.0 - 100.0, 2 sentences)"), r.toText());
        assertTrue(Files.readString(folder.resolve("out/heard.tsv")).contains("three four five"));
        assertEquals(3, spoken.size(), "one to warm up, and two");
    }

    @Test
    void soundIsJudgedAgainWithoutSpeaking() {
        CommandResult r = evaluate("sha256:1");
        for (String mode : List.of("--wavs", "--speakers=m1")) {
            CommandResult again = evaluate("sha256:1", mode);
            assertEquals(r.toJson().get("scores"), again.toJson().get("scores"));
            assertEquals("default", again.toJson().get("voice"));
            assertFalse(again.toJson().containsKey("real_time_factor"));
        }
        assertEquals(3, spoken.size());
    }

    @Test
    void whatAStoppedRunLeftIsTakenOverAndTheRestMade() throws IOException {
        evaluate("sha256:1");
        byte[] whole = Files.readAllBytes(wav(1));
        Files.delete(wav(1));
        Path record = folder.resolve("out/spoken.json");
        evaluate("sha256:1");
        assertEquals(5, spoken.size(), "one to warm up, and one");
        assertEquals(whole.length, Files.size(wav(1)));
        // a file that was never recorded is made again, and so is one that another seed made
        Map<String, Object> json = JSON.std.mapFrom(Files.readString(record));
        ((Map<?, ?>) json.get("files")).remove("m1_digits_1");
        Files.writeString(record, JSON.std.asString(json));
        evaluate("sha256:1");
        assertEquals(7, spoken.size());
        evaluate("sha256:1", "--seed", "9");
        assertEquals(10, spoken.size());
        assertEquals(9, spoken.get(7).seed());
    }

    @Test
    void soundOfAnotherVoiceOrOfOtherWeightsIsNotJudgedUnderThisName() throws IOException {
        evaluate("sha256:1");
        String weights =
                assertThrows(SyrinxException.class, () -> evaluate("sha256:2")).getMessage();
        assertTrue(weights.contains("sha256:2") && weights.contains("sha256:1"), weights);
        assertThrows(SyrinxException.class, () -> evaluate("sha256:1", "--voice", "other"));
        assertThrows(
                SyrinxException.class, () -> evaluate("sha256:1", "--voice", "other", "--wavs"));
        Files.delete(folder.resolve("out/spoken.json"));
        String unknown =
                assertThrows(SyrinxException.class, () -> evaluate("sha256:1")).getMessage();
        assertTrue(unknown.contains("nobody knows whom"), unknown);
        assertEquals(3, spoken.size());
        assertTrue(
                evaluate("sha256:1", "--wavs").toText().startsWith("Errors of the WAV files in "));
        assertEquals("other", evaluate("", "--wavs", "--voice", "other").toJson().get("voice"));
    }

    private Path wav(int i) {
        return folder.resolve("out/wav/m1_digits_" + i + ".wav");
    }

    private CommandResult evaluate(String weights, String... more) {
        List<String> all = new ArrayList<>();
        all.addAll(List.of("--corpus", folder.toString()));
        all.addAll(List.of("--out", folder.resolve("out").toString()));
        all.addAll(List.of(more));
        return run(
                new EvaluateCommand(pipelines(weights), List.of(new Ears())),
                all.toArray(String[]::new));
    }

    @Test
    void evaluateSaysWhatIsMissing() {
        String out = folder.resolve("out").toString();
        String corpus = folder.toString();
        EvaluateCommand deaf = new EvaluateCommand(pipelines(), List.of());
        assertTrue(message(deaf, "--corpus", corpus, "--out", out).contains("--meters"));
        EvaluateCommand other = new EvaluateCommand(pipelines(), List.of(new Ears()));
        assertTrue(
                message(other, "--corpus", corpus, "--out", out, "--speakers", "f9")
                        .contains("m1"));
        EvaluateCommand silent = new EvaluateCommand(pipelines(), List.of(new Ears()));
        assertTrue(message(silent, "--corpus", corpus, "--out", out, "--wavs").contains("--wavs"));
    }

    @Test
    void benchReportsMediansOfTheCountedRuns() {
        CommandResult r =
                run(new BenchCommand(pipelines(), backend()), "--runs", "3", "--warm-up", "2");
        assertEquals(5, spoken.size());
        assertEquals(0.5, (double) r.toJson().get("rtf"), 1e-12);
        // calls 3, 4, 5 counted: 0.5, 0.6, 0.7
        assertEquals(0.6, (double) ((Map<?, ?>) r.toJson().get("seconds")).get("vocoder"), 1e-12);
        assertEquals(7_000_000L, r.toJson().get("peak_resident_bytes"));
        assertTrue(r.toText().contains("real-time factor 0.500 (median of 3)"), r.toText());
        assertTrue(
                message(new BenchCommand(pipelines(), backend()), "--runs", "0")
                        .contains("--runs"));
    }

    private static String message(Subcommand command, String... arguments) {
        return assertThrows(SyrinxException.class, () -> run(command, arguments)).getMessage();
    }

    private static CommandResult run(Subcommand command, String... arguments) {
        new CommandLine(command).parseArgs(arguments);
        return command.run(
                answering(
                        CommandIo.class,
                        Map.of("progress", Progress.NONE),
                        (method, argument) -> argument));
    }

    private Pipelines pipelines() {
        return pipelines("");
    }

    private Pipelines pipelines(String weights) {
        return answering(Pipelines.class, Map.of("open", new Voice(weights)), (m, a) -> null);
    }

    private static Backend backend() {
        return answering(
                Backend.class,
                Map.of(
                        "memory",
                        new MemoryReport(1, 1, 5_000_000, 7_000_000, Map.of()),
                        "threads",
                        2,
                        "description",
                        "nothing"),
                (m, a) -> null);
    }

    /** An object that answers some methods, and the others by a function of their argument. */
    private static <T> T answering(
            Class<T> type,
            Map<String, Object> answers,
            java.util.function.BiFunction<String, Object, Object> otherwise) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) ->
                                answers.containsKey(method.getName())
                                        ? answers.get(method.getName())
                                        : otherwise.apply(
                                                method.getName(),
                                                arguments == null ? null : arguments[0])));
    }
}
