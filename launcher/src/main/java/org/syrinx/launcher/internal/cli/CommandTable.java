package org.syrinx.launcher.internal.cli;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.syrinx.api.command.Subcommand;

/** The sub-commands that the bundles bring, as they are at this moment. */
public final class CommandTable implements Commands {
    private final BundleContext context;

    /**
     * Creates a view.
     *
     * @param context of the launcher
     */
    public CommandTable(BundleContext context) {
        this.context = context;
    }

    @Override
    public Map<String, String> summaries() {
        Map<String, String> all = new TreeMap<>();
        for (ServiceReference<Subcommand> ref : references("(" + Subcommand.NAME + "=*)")) {
            Object summary = ref.getProperty(Subcommand.SUMMARY);
            all.put(
                    String.valueOf(ref.getProperty(Subcommand.NAME)),
                    summary == null ? "" : summary.toString());
        }
        return all;
    }

    @Override
    public Optional<Use> open(String name) {
        return references("(" + Subcommand.NAME + "=" + escape(name) + ")").stream()
                .max(ServiceReference::compareTo)
                .flatMap(this::open);
    }

    /**
     * A fresh instance of one of several commands of a name.
     *
     * @param ref which
     * @return the instance, which the caller closes; empty if it has gone
     */
    public Optional<Use> open(ServiceReference<Subcommand> ref) {
        ServiceObjects<Subcommand> objects = context.getServiceObjects(ref);
        Subcommand command = objects == null ? null : objects.getService();
        return command == null ? Optional.empty() : Optional.of(new Prototype(objects, command));
    }

    /** A name is what a person typed: nothing in it may act as a filter. */
    private static String escape(String name) {
        return name.replaceAll("([\\\\*()])", "\\\\$1");
    }

    private Collection<ServiceReference<Subcommand>> references(String filter) {
        try {
            return context.getServiceReferences(Subcommand.class, filter);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(Constants.OBJECTCLASS, e);
        }
    }

    private record Prototype(ServiceObjects<Subcommand> objects, Subcommand command)
            implements Use {
        @Override
        public void close() {
            try {
                objects.ungetService(command);
            } catch (IllegalStateException e) {
                // the shell stopped the framework: there is nothing left to give back to
                return;
            }
        }
    }
}
