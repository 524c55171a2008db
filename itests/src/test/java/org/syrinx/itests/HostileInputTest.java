package org.syrinx.itests;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.itests.framework.RunningSyrinx;
import org.syrinx.itests.framework.RunningSyrinx.Outcome;

/**
 * What a careless or malicious user can say, on the command line and in the shell: one plain line
 * and an exit code, or sound with a warning. Never a stack trace, never half an answer.
 */
class HostileInputTest {
    private static final RunningSyrinx SYRINX = RunningSyrinx.get();
    private static final Path MODEL =
            Path.of("..", "plugin-vits", "src", "test", "resources", "parity", "sdp-speakers")
                    .toAbsolutePath()
                    .normalize();

    @TempDir Path folder;

    private Outcome say(String... arguments) {
        return SYRINX.run(
                Stream.concat(
                                Stream.of(
                                        "say",
                                        "--model-dir",
                                        MODEL.toString(),
                                        "-o",
                                        folder.resolve("out.wav").toString()),
                                Arrays.stream(arguments))
                        .toArray(String[]::new));
    }

    /** One line that says what is wrong; wrong usage adds where the help is. */
    private static void plain(Outcome outcome, String... says) {
        assertTrue(outcome.code() == 1 || outcome.code() == 2, "exit code " + outcome.code());
        assertEquals("", outcome.text(), "nothing on standard output");
        List<String> lines = new ArrayList<>(outcome.err().lines().toList());
        if (outcome.code() == 2) {
            assertTrue(lines.remove(lines.size() - 1).startsWith("Try ./syrinx"), outcome.err());
        }
        assertEquals(1, lines.size(), outcome.err());
        assertTrue(lines.get(0).startsWith("syrinx"), outcome.err());
        assertTrue(lines.get(0).length() < 13_000, "short");
        assertTrue(lines.get(0).chars().noneMatch(Character::isISOControl), outcome.err());
        for (String trace : List.of("\tat ", "Exception", "unforeseen", "failed with")) {
            assertFalse(outcome.err().contains(trace), outcome.err());
        }
        for (String word : says) {
            assertTrue(outcome.err().contains(word), word + " in: " + outcome.err());
        }
    }

    private void unwritten() {
        assertFalse(Files.exists(folder.resolve("out.wav")), "no sound was written");
    }

    static Stream<String> wordless() {
        return Stream.of(
                "",
                " ",
                "\t\n  \n",
                "\u0000\u0007\u001b",
                "\uD83D\uDE00\uD83D\uDC26",
                "...!?",
                "\u202e\u2066",
                "\u4e16\u754c",
                "\uD800",
                "\u0301\u0301");
    }

    /** The same in the shell; what its grammar cannot quote goes through a file. */
    private Outcome sayInShell(String... arguments) {
        StringBuilder line = new StringBuilder("syrinx:say --model-dir '" + MODEL + "' -o '");
        line.append(folder.resolve("out.wav")).append('\'');
        for (String argument : arguments) {
            line.append(" '").append(argument).append('\'');
        }
        return SYRINX.runWithInput(line + "\n", "shell");
    }

    private String file(String text) throws IOException {
        // not as a string: half a character becomes what an editor would write for it
        byte[] bytes = text.getBytes(UTF_8);
        return Files.write(folder.resolve("text.txt"), bytes).toString();
    }

    @ParameterizedTest
    @MethodSource("wordless")
    void aTextWithoutAWordIsOneError(String text) throws IOException {
        plain(say("--", text));
        plain(sayInShell("--file", file(text)));
        unwritten();
    }

    @Test
    void emptyStandardInputIsOneErrorToo() {
        plain(SYRINX.runWithInput("", "say", "--model-dir", MODEL.toString(), "-o", "-"));
        plain(SYRINX.runWithInput(" \n\n", "say", "--model-dir", MODEL.toString(), "-o", "-"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello \uD83D\uDE00 bob",
                "hello \u043c\u0438\u0440 \u4e16\u754c bob",
                "hel\u0007lo \u001b[31mbob",
                "a\u0301\u0302\u0303\u0304\u0305\u0306\u0307 bob"
            })
    void whatCanBeSaidOfAMixtureIsSaidAndTheRestIsNamed(String text) throws IOException {
        for (boolean shell : new boolean[] {false, true}) {
            Outcome outcome = shell ? sayInShell("--file", file(text)) : say("--", text);
            assertEquals(0, outcome.code(), outcome.err());
            assertTrue(outcome.err().contains("left out"), outcome.err());
            Files.delete(folder.resolve("out.wav"));
        }
    }

    static Stream<Arguments> sliders() {
        List<Arguments> all = new ArrayList<>();
        for (String option : List.of("--speed", "--noise", "--duration-noise", "--pause")) {
            for (String value : List.of("NaN", "Infinity", "-Infinity", "-1", "1e999", "x", "")) {
                all.add(Arguments.of(option, value));
            }
        }
        for (String more :
                List.of(
                        "--speed=0",
                        "--speed=1e-300",
                        "--speed=1e300",
                        "--guidance=NaN",
                        "--guidance=Infinity",
                        "--steps=0",
                        "--steps=-1",
                        "--steps=99999999999",
                        "--chunk=-1",
                        "--chunk=2000000000",
                        "--seed=1.5",
                        "--threads=0",
                        "--threads=-3",
                        "--edit=gender=NaN",
                        "--edit=gender=Infinity",
                        "--edit=gender",
                        "--speaker=nobody",
                        "--speaker=-1",
                        "--speaker=99999999999999999999",
                        "--language=xx",
                        "--language=",
                        "--format=mp3",
                        "--device=gpu99",
                        "--pipeline=nowhere",
                        "--vocoder=nobody",
                        "--voice=nobody")) {
            int at = more.indexOf('=');
            all.add(Arguments.of(more.substring(0, at), more.substring(at + 1)));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("sliders")
    void aValueThatCannotBeIsOneError(String option, String value) {
        plain(say(option + "=" + value, "hello bob"));
        unwritten();
    }

    @ParameterizedTest
    @MethodSource("sliders")
    void theShellSaysTheSame(String option, String value) {
        assumeTrue(!value.isEmpty() && !option.equals("--threads"));
        Outcome outcome = sayInShell(option + "=" + value, "hello bob");
        plain(outcome);
        unwritten();
    }

    @Test
    void aHundredThousandCharactersAreSpokenSentenceBySentence() throws IOException {
        Path text = folder.resolve("long.txt");
        String sentence = "the quick brown fox jumps over the lazy dog. ";
        Files.writeString(text, sentence.repeat(100_000 / sentence.length() + 1));
        Outcome outcome = say("--file", text.toString(), "--duration-noise", "0", "--speed", "10");
        assertEquals(0, outcome.code(), outcome.err());
        ByteBuffer wave =
                ByteBuffer.wrap(Files.readAllBytes(folder.resolve("out.wav")))
                        .order(ByteOrder.LITTLE_ENDIAN);
        int rate = wave.getInt(24);
        // at most 300 characters at once, and a quarter of a second of silence between two pieces
        long pauses = 100_000 / 300 - 1;
        assertTrue(wave.capacity() > 2 * pauses * rate / 4, wave.capacity() + " bytes");
    }

    @Test
    void aHundredThousandLettersWithoutABreakAreCutAndAllAtOnceRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("long.txt"), "a".repeat(100_000));
        plain(say("--file", text.toString(), "--no-split"), "attention over", "--split");
        plain(sayInShell("--file", text.toString(), "--no-split"), "attention over", "--split");
        unwritten();
        Files.writeString(text, "a".repeat(3_000));
        assertEquals(0, say("--file", text.toString(), "--speed", "10").code());
        assertEquals(0, sayInShell("--file", text.toString(), "--speed", "10").code());
    }

    @Test
    void aTextFileThatIsNoTextIsOneError() throws Exception {
        Path binary = Files.write(folder.resolve("x"), new byte[] {(byte) 0xff, 0, (byte) 0xc3});
        plain(say("--file", binary.toString()), "UTF-8");
        plain(say("--file", folder.toString()));
        plain(say("--file", folder.resolve("none").toString()), "no file");
    }

    static Stream<Arguments> recordings() {
        byte[] sound = new byte[2000];
        return Stream.of(
                Arguments.of("empty", new byte[0], "empty"),
                Arguments.of("text", "hello".getBytes(US_ASCII), "neither WAV nor FLAC"),
                Arguments.of("longer than it is", wav(1, 16, 16000, sound, 4000), "cut short"),
                Arguments.of("far longer", wav(1, 16, 16000, sound, 0x7ffffff), "cut short"),
                Arguments.of("no rate", wav(1, 16, 0, sound, 2000), "0 Hz"),
                Arguments.of("nan", wav(3, 32, 16000, floats(Float.NaN), 2000), "NaN"),
                Arguments.of(
                        "infinite",
                        wav(3, 32, 16000, floats(Float.NEGATIVE_INFINITY), 2000),
                        "Infinity"),
                Arguments.of("64 channels of 3 bits", wav(1, 3, 16000, sound, 2000), "blocks"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void aRecordingThatLiesIsOneError(String what, byte[] bytes, String says) throws IOException {
        Path wav = Files.write(folder.resolve("in.wav"), bytes);
        Path out = folder.resolve("out.wav");
        plain(SYRINX.run("resynthesize", wav.toString(), "-o", out.toString()), says);
        unwritten();
        plain(
                SYRINX.runWithInput(
                        "syrinx:resynthesize '" + wav + "' -o '" + out + "'\n", "shell"),
                says);
        unwritten();
    }

    @Test
    void aModelFolderWithAPipeIsRefusedAtOnce() throws Exception {
        Path model = Files.createDirectory(folder.resolve("model"));
        assumeTrue(
                new ProcessBuilder("mkfifo", model.resolve("config.json").toString())
                                .start()
                                .waitFor()
                        == 0);
        Outcome outcome = SYRINX.run("say", "--model-dir", model.toString(), "hello");
        plain(outcome, "pipe");
    }

    /** The process has opened no port: what the kernel lists for its sockets. */
    @Test
    void nothingListens() throws IOException {
        assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")));
        assertEquals(0, say("hello bob").code());
        Set<String> own = new HashSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            for (Path fd : files.toList()) {
                if (Files.exists(fd, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                    String target = Files.readSymbolicLink(fd).toString();
                    if (target.startsWith("socket:[")) {
                        own.add(target.substring(8, target.length() - 1));
                    }
                }
            }
        }
        List<String> listening = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
            Path file = Path.of("/proc/net", table);
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                String[] f = line.strip().split("\\s+");
                // state 0A is LISTEN; a UDP socket that is bound receives without that state
                if (f.length > 9
                        && own.contains(f[9])
                        && (f[3].equals("0A") || f[3].equals("07"))) {
                    listening.add(table + " " + line.strip());
                }
            }
        }
        assertEquals(List.of(), listening);
    }

    private static byte[] floats(float strange) {
        ByteBuffer b = ByteBuffer.allocate(2000).order(ByteOrder.LITTLE_ENDIAN);
        b.putFloat(800, strange);
        return b.array();
    }

    private static byte[] wav(int tag, int bits, int rate, byte[] data, int claimed) {
        int block = bits == 3 ? 64 : bits / 8;
        return ByteBuffer.allocate(44 + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(US_ASCII))
                .putInt(36 + claimed)
                .put("WAVEfmt ".getBytes(US_ASCII))
                .putInt(16)
                .putShort((short) tag)
                .putShort((short) (bits == 3 ? 64 : 1))
                .putInt(rate)
                .putInt(rate * block)
                .putShort((short) (bits == 3 ? 3 : block))
                .putShort((short) bits)
                .put("data".getBytes(US_ASCII))
                .putInt(claimed)
                .put(data)
                .array();
    }
}
