package org.syrinx.launcher.internal.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.felix.service.command.CommandSession;

/**
 * What TAB offers after our commands, in each shell that is open. A command that comes or goes
 * later changes it in all of them: Gogo itself keeps what a profile defined at the start.
 */
final class SessionCompletions {
    /** Where a terminal looks (org.apache.felix.gogo.jline.Shell): command to definitions. */
    static final String VARIABLE = ".completions";

    private final List<Map<Object, Object>> tables = new CopyOnWriteArrayList<>();
    private final Function<String, List<String>> definitions;
    private final UnaryOperator<CommandSession> likeIt;

    /** Understands the definitions; guarded by this. */
    private CommandSession reader;

    /**
     * Creates the list of shells.
     *
     * @param definitions name of a command to lines of {@code complete}; empty when there is no
     *     such command any more
     * @param likeIt makes a session that knows what another one knows
     */
    SessionCompletions(
            Function<String, List<String>> definitions, UnaryOperator<CommandSession> likeIt) {
        this.definitions = definitions;
        this.likeIt = likeIt;
    }

    /** Fills a shell's table, and from now on keeps it. */
    void open(CommandSession session, Iterable<String> names) throws Exception {
        // the terminal's own is a plain map: it would be changed on one thread and read on another
        Map<Object, Object> table = new ConcurrentHashMap<>();
        if (session.get(VARIABLE) instanceof Map<?, ?> old) {
            table.putAll(old);
        }
        session.put(VARIABLE, table);
        synchronized (this) {
            if (reader == null) {
                // a session runs one job in the foreground: the user's may be at work when a
                // command comes
                reader = likeIt.apply(session);
            }
        }
        // before it is filled: a command that comes now is defined twice rather than not at all
        tables.add(table);
        for (String name : names) {
            define(name);
        }
    }

    /** A command came, went or was replaced. */
    void changed(String name) throws Exception {
        if (!tables.isEmpty()) {
            define(name);
        }
    }

    private synchronized void define(String name) throws Exception {
        List<String> lines = definitions.apply(name);
        String key = GogoCommands.SCOPE + ":" + name;
        Map<Object, Object> read = new HashMap<>();
        if (!lines.isEmpty()) {
            reader.put(VARIABLE, read);
            reader.execute(String.join("\n", lines));
        }
        Object defined = read.get(key);
        for (Map<Object, Object> table : tables) {
            if (defined == null) {
                table.remove(key);
            } else {
                table.put(key, defined);
            }
        }
    }
}
