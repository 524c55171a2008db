package org.syrinx.launcher.internal.shell;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.apache.felix.service.command.CommandSession;
import org.syrinx.api.Progress;
import org.syrinx.api.command.CommandIo;

/** The streams of one command in a shell session. */
final class SessionIo implements CommandIo {
    private final CommandSession session;
    private final CommandIo process;
    private final boolean json;

    SessionIo(CommandSession session, CommandIo process, boolean json) {
        this.session = session;
        this.process = process;
        this.json = json;
    }

    @Override
    public OutputStream output() {
        return session.getConsole();
    }

    @Override
    public PrintStream messages() {
        return process.messages();
    }

    /** Gogo gives each command of a pipe its own standard input, on its own thread. */
    @Override
    public InputStream input() {
        return System.in;
    }

    /** In a shell the text is always an argument or comes from a file. */
    @Override
    public boolean inputIsTerminal() {
        return true;
    }

    @Override
    public Progress progress() {
        return process.progress();
    }

    @Override
    public Path resolve(Path path) {
        Path directory = session.currentDir();
        return (directory == null ? process.resolve(path) : directory.resolve(path)).normalize();
    }

    @Override
    public boolean json() {
        return json;
    }
}
