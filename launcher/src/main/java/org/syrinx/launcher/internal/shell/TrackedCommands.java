package org.syrinx.launcher.internal.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.Subcommand;
import org.syrinx.launcher.internal.cli.CommandTable;
import org.syrinx.launcher.internal.cli.Commands;

/**
 * The sub-commands as they come and go: each is a Gogo function while at least one bundle brings
 * it, and the open shells complete it as the newest of these bundles describes it. While a plug-in
 * is updated, two bundles bring a command of one name.
 */
final class TrackedCommands implements ServiceTrackerCustomizer<Subcommand, String>, AutoCloseable {
    private final BundleContext context;
    private final CommandTable table;
    private final CommandIo io;
    private final ServiceTracker<Subcommand, String> tracker;
    private final Map<String, List<ServiceReference<Subcommand>>> brought = new HashMap<>();
    private final Map<String, ServiceRegistration<Function>> functions = new HashMap<>();
    private final SessionCompletions completions =
            new SessionCompletions(this::definitions, this::likeIt);

    /**
     * A description is a fresh instance of the command, and making one may take locks that the
     * thread of a service event holds already.
     */
    private final ExecutorService describing;

    TrackedCommands(BundleContext context, CommandTable table, CommandIo io) {
        this.context = context;
        this.table = table;
        this.io = io;
        ThreadPoolExecutor one =
                new ThreadPoolExecutor(
                        1,
                        1,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        work -> {
                            Thread thread = new Thread(work, "syrinx-completion");
                            thread.setDaemon(true);
                            return thread;
                        });
        one.allowCoreThreadTimeOut(true);
        this.describing = one;
        try {
            this.tracker =
                    new ServiceTracker<>(
                            context,
                            context.createFilter(
                                    "(&(objectClass="
                                            + Subcommand.class.getName()
                                            + ")("
                                            + Subcommand.NAME
                                            + "=*)(!("
                                            + Subcommand.NAME
                                            + "=shell)))"),
                            this);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    void open() {
        tracker.open();
    }

    SessionCompletions completions() {
        return completions;
    }

    @Override
    public String addingService(ServiceReference<Subcommand> reference) {
        String name = reference.getProperty(Subcommand.NAME).toString();
        synchronized (brought) {
            List<ServiceReference<Subcommand>> all =
                    brought.computeIfAbsent(name, n -> new ArrayList<>());
            all.add(reference);
            if (all.size() == 1) {
                functions.put(
                        name,
                        context.registerService(
                                Function.class,
                                new SubcommandFunction(name, table, io),
                                GogoCommands.function(name)));
            }
        }
        describe(name);
        return name;
    }

    @Override
    public void modifiedService(ServiceReference<Subcommand> reference, String name) {
        describe(name);
    }

    @Override
    public void removedService(ServiceReference<Subcommand> reference, String name) {
        synchronized (brought) {
            List<ServiceReference<Subcommand>> all = brought.get(name);
            all.remove(reference);
            if (all.isEmpty()) {
                brought.remove(name);
                functions.remove(name).unregister();
            }
        }
        describe(name);
    }

    private CommandSession likeIt(CommandSession session) {
        return context.getService(context.getServiceReference(CommandProcessor.class))
                .createSession(session);
    }

    private void describe(String name) {
        try {
            describing.execute(
                    () -> {
                        try {
                            completions.changed(name);
                        } catch (Exception e) {
                            io.messages().println("syrinx: no completion of " + name + ": " + e);
                        }
                    });
        } catch (RejectedExecutionException e) {
            // the shell is being left
            return;
        }
    }

    /** From what is tracked and not from the registry, which still lists a service that goes. */
    private List<String> definitions(String name) {
        Optional<ServiceReference<Subcommand>> best;
        synchronized (brought) {
            best = brought.getOrDefault(name, List.of()).stream().max(Comparator.naturalOrder());
        }
        if (best.isEmpty()) {
            return List.of();
        }
        try (Commands.Use use = table.open(best.get()).orElse(null)) {
            if (use == null) {
                return List.of();
            }
            Object summary = best.get().getProperty(Subcommand.SUMMARY);
            return new Completion(name, use.command())
                    .definitions(summary == null ? "" : summary.toString());
        } catch (RuntimeException | LinkageError e) {
            // one that cannot be made says so when it is called, and does not spoil the others
            return List.of();
        }
    }

    @Override
    public void close() {
        describing.shutdownNow();
        tracker.close();
    }
}
