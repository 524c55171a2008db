package org.syrinx.launcher.internal.commands;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.syrinx.api.Progress;
import org.syrinx.api.command.CommandIo;

/** The streams of a command, in memory; paths are resolved against a folder of the test. */
final class FakeIo implements CommandIo {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream messages = new PrintStream(err, true, StandardCharsets.UTF_8);
    private final Path folder;
    private final InputStream input;
    private final boolean terminal;

    FakeIo(Path folder, byte[] input, boolean terminal) {
        this.folder = folder;
        this.input = new ByteArrayInputStream(input);
        this.terminal = terminal;
    }

    static FakeIo in(Path folder) {
        return new FakeIo(folder, new byte[0], true);
    }

    static FakeIo piped(Path folder, String text) {
        return new FakeIo(folder, text.getBytes(StandardCharsets.UTF_8), false);
    }

    @Override
    public OutputStream output() {
        return out;
    }

    @Override
    public PrintStream messages() {
        return messages;
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public boolean inputIsTerminal() {
        return terminal;
    }

    @Override
    public Progress progress() {
        return Progress.NONE;
    }

    @Override
    public Path resolve(Path path) {
        return folder.resolve(path);
    }

    @Override
    public boolean json() {
        return false;
    }
}
