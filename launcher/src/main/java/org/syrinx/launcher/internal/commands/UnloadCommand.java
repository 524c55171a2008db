package org.syrinx.launcher.internal.commands;

import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.launcher.internal.model.ChangeReport;
import org.syrinx.launcher.internal.model.Unloader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code syrinx:unload default}: gives a model's memory back. */
@Component(
        scope = ServiceScope.PROTOTYPE,
        property = {
            Subcommand.NAME + "=unload",
            Subcommand.SUMMARY + "=give a model's memory back (for the shell)"
        })
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Unloads a model and shows the memory before and after, on the Java heap, of the"
                    + " process and on every GPU.",
            "Requests that run on it finish first. Pipelines stay as they are: the next request"
                    + " loads the model again."
        })
public final class UnloadCommand implements Subcommand {
    @Parameters(
            paramLabel = "MODEL",
            description = "A loaded model by name, as syrinx:models lists it.")
    private String model;

    private final Unloader unloader;

    /**
     * Creates the command for one use.
     *
     * @param unloader does it
     */
    @Activate
    public UnloadCommand(@Reference Unloader unloader) {
        this.unloader = unloader;
    }

    @Override
    public CommandResult run(CommandIo io) {
        ChangeReport report = unloader.unload(model);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", model);
        json.putAll(report.toJson());
        return CommandResult.of(model + " is unloaded\n" + Changes.text(report), json, 0);
    }
}
