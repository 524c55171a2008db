package org.syrinx.launcher.internal.shell;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Map;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.launcher.internal.commands.Usage;
import org.syrinx.launcher.internal.model.IdleModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./syrinx shell}: Felix Gogo with all sub-commands in the scope {@code syrinx}. On a
 * terminal the JLine shell runs until it is left; otherwise commands are read line by line.
 */
@Component(
        scope = ServiceScope.PROTOTYPE,
        property = {
            Subcommand.NAME + "=shell",
            Subcommand.SUMMARY + "=an interactive shell, or commands from standard input"
        })
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Starts the shell. Every sub-command is there as syrinx:NAME; help syrinx:NAME"
                    + " describes it.",
            "Without a terminal it reads commands from standard input, one a line, and stops at the"
                    + " first that fails.",
            "On a terminal, an apostrophe inside double quotes has to be typed as \u2019, or as \\'"
                    + " outside of them: Gogo takes it for another quotation.",
            "With --deploy, bundles that are put into a folder are run, and replaced when their"
                    + " file changes: give nobody write access to it whom you would not let run"
                    + " programs."
        })
public final class ShellCommand implements Subcommand {
    private static final String TERMINAL = "org.apache.felix.gogo.jline";

    /** Obeyed by the launcher before this command exists; here for its help. */
    @Option(
            names = "--deploy",
            paramLabel = "DIR",
            description = "Run the bundles in this folder; also SYRINX_DEPLOY. Off by default.")
    private String deploy;

    @Option(
            names = "--idle",
            paramLabel = "SECONDS",
            converter = Usage.Seconds.class,
            description =
                    "Give the memory of a model back when nobody has used it for so long; the next"
                            + " request loads it again. Off by default, and with 0.")
    private Long idle;

    private final BundleContext context;

    /**
     * Creates the command for one use.
     *
     * @param context of the launcher
     */
    @Activate
    public ShellCommand(BundleContext context) {
        this.context = context;
    }

    @Override
    public CommandResult run(CommandIo io) {
        try {
            return start(io);
        } catch (NoClassDefFoundError e) {
            throw notStarted(e);
        }
    }

    private CommandResult start(CommandIo io) {
        ServiceReference<CommandProcessor> ref =
                context.getServiceReference(CommandProcessor.class);
        if (ref == null) {
            throw notStarted(null);
        }
        CommandProcessor processor = context.getService(ref);
        unloadIdle();
        GogoCommands commands = GogoCommands.register(context, io);
        try {
            if (io.inputIsTerminal()) {
                startTerminal();
                awaitEnd();
                return CommandResult.text("");
            }
            return CommandResult.of("", Map.of(), PipedShell.run(processor, io));
        } finally {
            commands.close();
        }
    }

    /** Only now, so that its profile finds our commands and what completes them. */
    private void startTerminal() {
        for (Bundle bundle : context.getBundles()) {
            if (TERMINAL.equals(bundle.getSymbolicName())) {
                try {
                    bundle.start();
                } catch (BundleException e) {
                    throw notStarted(e);
                }
                return;
            }
        }
        throw notStarted(null);
    }

    private void unloadIdle() {
        if (idle == null) {
            return;
        }
        ConfigurationAdmin admin =
                context.getService(context.getServiceReference(ConfigurationAdmin.class));
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("seconds", idle);
        try {
            admin.getConfiguration(IdleModels.PID, "?").update(properties);
        } catch (IOException e) {
            throw new SyrinxException(
                    "a place for the configuration " + IdleModels.PID,
                    "it cannot be written: " + e.getMessage(),
                    "check permissions and disk space",
                    e);
        }
    }

    /** The JLine bundle runs the shell on its own thread and stops the framework at its end. */
    private void awaitEnd() {
        try {
            context.getBundle(0).adapt(Framework.class).waitForStop(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static SyrinxException notStarted(Throwable cause) {
        return new SyrinxException(
                "the shell's bundles to be running",
                "they are not",
                "start it as ./syrinx shell",
                cause);
    }
}
