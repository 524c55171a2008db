package org.syrinx.api.command;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;
import org.syrinx.api.Progress;

/** The streams of a command. {@code System.out} is never used: it belongs to the audio. */
@ProviderType
public interface CommandIo {
    /**
     * The real standard output, for bytes that were asked for with {@code -o -}.
     *
     * @return raw, unbuffered; flush it
     */
    OutputStream output();

    /**
     * For messages to people; standard error on the command line.
     *
     * @return a print stream
     */
    PrintStream messages();

    /**
     * Standard input.
     *
     * @return the stream
     */
    InputStream input();

    /**
     * Whether {@link #input()} is a terminal, where reading would wait for a person.
     *
     * @return true when nobody has redirected it
     */
    boolean inputIsTerminal();

    /**
     * A progress line with the time left, shown on a terminal only, cancelled by an interrupt.
     *
     * @return progress for long work
     */
    Progress progress();

    /**
     * Resolves a path that the user gave against the directory that the user is in.
     *
     * @param path as typed
     * @return absolute
     */
    Path resolve(Path path);

    /**
     * Whether results are to be JSON.
     *
     * @return true after {@code --json}
     */
    boolean json();
}
