package org.syrinx.launcher.internal.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.syrinx.api.Progress;
import org.syrinx.api.command.CommandIo;

/** The streams of one command on the command line. */
final class ConsoleIo implements CommandIo {
    private final LaunchContext launch;
    private final ConsoleProgress progress;
    private final boolean json;
    private boolean outputTaken;

    ConsoleIo(LaunchContext launch, boolean json) {
        this.launch = launch;
        this.json = json;
        this.progress =
                new ConsoleProgress(launch.messages(), launch.terminal(2), launch.interrupted());
    }

    @Override
    public OutputStream output() {
        outputTaken = true;
        return launch.output();
    }

    /** Whether a command has taken standard output for itself: then nothing else goes there. */
    boolean outputTaken() {
        return outputTaken;
    }

    void clearProgress() {
        progress.clear();
    }

    @Override
    public PrintStream messages() {
        progress.clear();
        return launch.messages();
    }

    @Override
    public InputStream input() {
        return launch.input();
    }

    @Override
    public boolean inputIsTerminal() {
        return launch.terminal(0);
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public Path resolve(Path path) {
        return launch.directory().resolve(path).normalize();
    }

    @Override
    public boolean json() {
        return json;
    }
}
