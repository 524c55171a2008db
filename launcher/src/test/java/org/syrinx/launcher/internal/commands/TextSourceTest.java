package org.syrinx.launcher.internal.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.SyrinxException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class TextSourceTest {
    @TempDir Path folder;

    @Command
    private static final class Speaks {
        @Mixin private final TextSource source = new TextSource();
    }

    private static String read(FakeIo io, String... arguments) {
        Speaks command = new Speaks();
        new CommandLine(command).parseArgs(arguments);
        return command.source.read(io);
    }

    @Test
    void wordsAreOneText() {
        assertEquals("good morning", read(FakeIo.in(folder), "good", "morning"));
    }

    @Test
    void aFileIsReadAsUtf8AndStripped() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "\n na\u00efve caf\u00e9 \n");
        assertEquals("na\u00efve caf\u00e9", read(FakeIo.in(folder), "--file", "a.txt"));
    }

    @Test
    void aPipeIsReadWithoutBeingAskedFor() {
        assertEquals("from a pipe", read(FakeIo.piped(folder, "from a pipe\n")));
    }

    @Test
    void aDashReadsTheTerminalToo() {
        FakeIo io = new FakeIo(folder, "typed".getBytes(StandardCharsets.UTF_8), true);
        assertEquals("typed", read(io, "-"));
    }

    @Test
    void aTerminalIsNotWaitedFor() {
        ParameterException e =
                assertThrows(ParameterException.class, () -> read(FakeIo.in(folder)));
        assertTrue(e.getMessage().contains("there is no text"), e.getMessage());
    }

    @Test
    void aTextAndAFileAreOneTooMany() {
        ParameterException e =
                assertThrows(
                        ParameterException.class,
                        () -> read(FakeIo.in(folder), "--file", "a.txt", "word"));
        assertTrue(e.getMessage().contains("not both"), e.getMessage());
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        SyrinxException e =
                assertThrows(
                        SyrinxException.class,
                        () -> read(FakeIo.in(folder), "--file", "missing.txt"));
        assertTrue(e.getMessage().contains("missing.txt"), e.getMessage());
    }

    @Test
    void aByteThatIsNoUtf8IsRefusedFromAFileAndFromAPipe() throws IOException {
        byte[] latin1 = {'c', 'a', 'f', (byte) 0xe9};
        Files.write(folder.resolve("latin1.txt"), latin1);
        SyrinxException file =
                assertThrows(
                        SyrinxException.class,
                        () -> read(FakeIo.in(folder), "--file", "latin1.txt"));
        assertTrue(file.getMessage().contains("latin1.txt is not UTF-8"), file.getMessage());
        SyrinxException pipe =
                assertThrows(SyrinxException.class, () -> read(new FakeIo(folder, latin1, false)));
        assertTrue(pipe.getMessage().contains("Standard input is not UTF-8"), pipe.getMessage());
    }
}
