package org.syrinx.launcher.internal.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;

/**
 * With {@code --debug}: prints the log of the framework and of Declarative Services to standard
 * error. Without it nobody hears why a component did not come up.
 */
@Component(
        service = {},
        immediate = true)
public final class DebugLog implements LogListener {
    private final LogReaderService log;
    private final PrintStream out = System.err;

    /**
     * Starts to listen, if somebody asked for it.
     *
     * @param log of the framework
     * @param properties what the boot part registered
     */
    @Activate
    public DebugLog(
            @Reference LogReaderService log,
            @Reference(service = Object.class, target = "(launcher.arguments=*)", name = "launcher")
                    Map<String, Object> properties) {
        this.log = log;
        if (List.of((String[]) properties.get(LaunchContext.ARGUMENTS)).contains("--debug")) {
            log.addLogListener(this);
        }
    }

    @Override
    public void logged(LogEntry entry) {
        if (String.valueOf(entry.getLoggerName()).startsWith("Events.Service")) {
            return; // thousands, and none says why something is not there
        }
        out.println(
                Instant.ofEpochMilli(entry.getTime())
                        + " "
                        + entry.getLogLevel()
                        + " "
                        + entry.getBundle().getSymbolicName()
                        + ": "
                        + entry.getMessage());
        if (entry.getException() != null) {
            PrintWriter trace = new PrintWriter(out);
            StackTraces.write(entry.getException(), trace);
            trace.flush();
        }
    }

    @Deactivate
    void stop() {
        log.removeLogListener(this);
    }
}
