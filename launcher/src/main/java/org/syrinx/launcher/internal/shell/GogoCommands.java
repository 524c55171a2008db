package org.syrinx.launcher.internal.shell;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.launcher.internal.cli.CommandTable;

/**
 * All sub-commands, also those of bundles that come later, as Gogo functions in the scope {@code
 * syrinx}. They return their {@link CommandResult}, which a converter shows.
 */
final class GogoCommands implements AutoCloseable {
    static final String SCOPE = "syrinx";

    /** Ours first, so that {@code help syrinx:say} shows the options and not only the name. */
    static final String SCOPE_PATH = "syrinx:gogo:*";

    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final TrackedCommands commands;

    private GogoCommands(BundleContext context, CommandIo io) {
        CommandTable table = new CommandTable(context);
        registrations.add(
                context.registerService(
                        Converter.class,
                        new ResultConverter(),
                        properties(Converter.CONVERTER_CLASSES, CommandResult.class.getName())));
        registrations.add(
                context.registerService(Function.class, new HelpFunction(table), function("help")));
        Function exit =
                (session, arguments) -> {
                    context.getBundle(0).stop();
                    return null;
                };
        registrations.add(context.registerService(Function.class, exit, function("exit")));
        registrations.add(context.registerService(Function.class, exit, function("quit")));
        commands = new TrackedCommands(context, table, io);
        new CompletionFunctions(table, new Candidates(context, table), commands.completions(), io)
                .all()
                .forEach(
                        (name, function) ->
                                registrations.add(
                                        context.registerService(
                                                Function.class, function, function(name))));
        commands.open();
    }

    static GogoCommands register(BundleContext context, CommandIo io) {
        return new GogoCommands(context, io);
    }

    static Hashtable<String, Object> function(String name) {
        Hashtable<String, Object> properties = properties(CommandProcessor.COMMAND_SCOPE, SCOPE);
        properties.put(CommandProcessor.COMMAND_FUNCTION, name);
        return properties;
    }

    private static Hashtable<String, Object> properties(String key, Object value) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(key, value);
        return properties;
    }

    @Override
    public void close() {
        try {
            commands.close();
            registrations.forEach(ServiceRegistration::unregister);
        } catch (IllegalStateException e) {
            // the shell stopped the framework, which has unregistered everything
            registrations.clear();
        }
    }
}
