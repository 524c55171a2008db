package org.syrinx.launcher.internal.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.syrinx.api.command.CommandIo;
import org.syrinx.launcher.internal.cli.Commands;

/**
 * What the terminal calls for completion: {@code _completions} once at its start
 * (etc/gosh_profile), from when on that shell is told of commands that come and go, and {@code
 * _arguments COMMAND WORDS INDEX} at each TAB. Names that begin with a line are not offered for
 * completion themselves.
 */
final class CompletionFunctions {
    private final Commands table;
    private final Candidates candidates;
    private final SessionCompletions completions;
    private final CommandIo io;

    CompletionFunctions(
            Commands table, Candidates candidates, SessionCompletions completions, CommandIo io) {
        this.table = table;
        this.candidates = candidates;
        this.completions = completions;
        this.io = io;
    }

    Map<String, Function> all() {
        return Map.of(
                "_completions", this::define,
                "_arguments", this::arguments);
    }

    private Object define(CommandSession session, List<Object> arguments) throws Exception {
        completions.open(session, table.summaries().keySet());
        return null;
    }

    private Object arguments(CommandSession session, List<Object> arguments) {
        String name = String.valueOf(arguments.get(0));
        List<String> words = ((List<?>) arguments.get(1)).stream().map(String::valueOf).toList();
        // a number from the terminal, text when it is typed
        int index = Integer.parseInt(String.valueOf(arguments.get(2)));
        try (Commands.Use use = table.open(name).orElse(null)) {
            Optional<Completion.Kind> kind =
                    use == null
                            ? Optional.empty()
                            : new Completion(name, use.command()).wanted(words, index);
            return kind.map(k -> candidates.of(k, directory(session))).orElse(List.of());
        }
    }

    private Path directory(CommandSession session) {
        Path current = session.currentDir();
        return current == null ? io.resolve(Path.of("")) : current;
    }
}
