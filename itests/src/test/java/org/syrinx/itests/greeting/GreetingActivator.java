package org.syrinx.itests.greeting;

import java.util.Hashtable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.PrototypeServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A bundle that brings one sub-command, {@code greet}. Version 1 knows {@code --politely}, version
 * 2 knows {@code --merrily} instead.
 */
public final class GreetingActivator
        implements BundleActivator, PrototypeServiceFactory<Subcommand> {
    private boolean merry;

    @Override
    public void start(BundleContext context) {
        merry = context.getBundle().getVersion().getMajor() > 1;
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(Subcommand.NAME, "greet");
        properties.put(Subcommand.SUMMARY, "says hello");
        context.registerService(Subcommand.class, this, properties);
    }

    @Override
    public void stop(BundleContext context) {
        // the framework unregisters the command
    }

    @Override
    public Subcommand getService(Bundle user, ServiceRegistration<Subcommand> registration) {
        return merry ? new Merry() : new Polite();
    }

    @Override
    public void ungetService(
            Bundle user, ServiceRegistration<Subcommand> registration, Subcommand command) {
        // nothing is kept
    }

    /** Version 1. */
    @Command(mixinStandardHelpOptions = true)
    static final class Polite implements Subcommand {
        @Option(names = "--politely", description = "with a bow")
        private boolean politely;

        @Override
        public CommandResult run(CommandIo io) {
            return CommandResult.text(politely ? "good day, and a bow" : "good day");
        }
    }

    /** Version 2. */
    @Command(mixinStandardHelpOptions = true)
    static final class Merry implements Subcommand {
        @Option(names = "--merrily", description = "with a song")
        private boolean merrily;

        @Override
        public CommandResult run(CommandIo io) {
            return CommandResult.text(merrily ? "hello, and a song" : "hello");
        }
    }
}
