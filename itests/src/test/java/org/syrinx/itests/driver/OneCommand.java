package org.syrinx.itests.driver;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import picocli.CommandLine;

/**
 * Runs a sub-command as the shell does, without the streams of the process. Safe for use by several
 * threads, unlike a command line.
 */
final class OneCommand implements Function<List<String>, Map<String, Object>> {
    private final BundleContext context;

    OneCommand(BundleContext context) {
        this.context = context;
    }

    /** Takes the words; gives "text" and "json", or "error" (the plain message). */
    @Override
    public Map<String, Object> apply(List<String> words) {
        ServiceObjects<Subcommand> objects = context.getServiceObjects(find(words.get(0)));
        Subcommand command = objects.getService();
        try {
            new CommandLine(command)
                    .parseArgs(words.subList(1, words.size()).toArray(String[]::new));
            CommandResult result = command.run(new Silent());
            return Map.of("text", result.toText(), "json", result.toJson());
        } catch (SyrinxException e) {
            return Map.of("error", e.getMessage());
        } finally {
            objects.ungetService(command);
        }
    }

    private ServiceReference<Subcommand> find(String name) {
        try {
            Collection<ServiceReference<Subcommand>> found =
                    context.getServiceReferences(
                            Subcommand.class, "(" + Subcommand.NAME + "=" + name + ")");
            return found.iterator().next();
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static final class Silent implements CommandIo {
        @Override
        public OutputStream output() {
            return new ByteArrayOutputStream();
        }

        @Override
        public PrintStream messages() {
            return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        }

        @Override
        public InputStream input() {
            return new ByteArrayInputStream(new byte[0]);
        }

        @Override
        public boolean inputIsTerminal() {
            return false;
        }

        @Override
        public Progress progress() {
            return Progress.NONE;
        }

        @Override
        public Path resolve(Path path) {
            return path.toAbsolutePath();
        }

        @Override
        public boolean json() {
            return true;
        }
    }
}
