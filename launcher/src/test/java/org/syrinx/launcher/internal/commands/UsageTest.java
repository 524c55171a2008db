package org.syrinx.launcher.internal.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.api.AudioFileWriter;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.Subcommand;
import org.syrinx.launcher.internal.cli.ParsedCommand;
import org.syrinx.launcher.internal.shell.ShellCommand;
import picocli.CommandLine.ParameterException;

/**
 * Arguments that are wrong by themselves. The commands have no services here: nothing but the
 * arguments is looked at before they are refused.
 */
class UsageTest {
    @TempDir Path folder;

    private String refused(Subcommand command, String... arguments) {
        ParameterException e =
                assertThrows(
                        ParameterException.class,
                        () ->
                                ParsedCommand.of("syrinx x", command, List.of(arguments))
                                        .command()
                                        .run(FakeIo.in(folder)));
        return e.getMessage();
    }

    private static SayCommand say() {
        return new SayCommand(null, null, null, null, new OnlyWav());
    }

    @Test
    void aSampleFormatThatNobodyWrites() {
        String message = refused(say(), "hello", "--format", "mp3");
        assertTrue(message.contains("\"mp3\""), message);
        assertTrue(message.contains("f32, s16"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-2", "two", "1.5", "99999999999"})
    void aNumberOfThreadsThatIsNone(String threads) {
        String message = refused(say(), "hello", "--threads", threads);
        assertTrue(message.contains("\"" + threads + "\" is no whole number"), message);
    }

    @Test
    void aNumberOfThreads() {
        assertEquals(12, new Usage.Positive().convert("012"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "1.5", "soon", "", "99999999999999999999"})
    void aTimeOutThatIsNone(String seconds) {
        String message =
                refused(
                        new ResynthesizeCommand(null, null, null, null),
                        "in.wav",
                        "--timeout=" + seconds);
        assertTrue(message.contains("\"" + seconds + "\" is no whole number"), message);
        message = refused(new ShellCommand(null), "--idle=" + seconds);
        assertTrue(message.contains("\"" + seconds + "\" is no whole number"), message);
    }

    @Test
    void aRoleThatDoesNotExist() {
        String swap = refused(new SwapCommand(null, null), "mine", "vocodr", "other");
        assertTrue(swap.contains("\"vocodr\""), swap);
        assertTrue(swap.contains("encoder, latentspace, denoiser, vocoder"), swap);
        WireCommand none = new WireCommand(null, null, null);
        assertTrue(refused(none, "a/b", "vocoder=x").contains("\"a/b\""));
    }

    @Test
    void aModeThatDoesNotExist() {
        String message =
                refused(
                        new SwapCommand(null, null),
                        "mine",
                        "vocoder",
                        "other",
                        "--mode",
                        "quickly");
        assertTrue(message.contains("vailable or frugal"), message);
    }

    /** Says what it could write, and must not be asked to. */
    private static final class OnlyWav implements AudioFileWriter {
        @Override
        public List<String> formats() {
            return List.of("f32", "s16");
        }

        @Override
        public Recording toFile(Path file, String format, boolean raw, int sampleRate) {
            throw new SyrinxException("no file", "one was opened", "check first");
        }

        @Override
        public Recording toStream(OutputStream out, String format, boolean raw, int sampleRate) {
            throw new SyrinxException("no stream", "one was opened", "check first");
        }
    }
}
