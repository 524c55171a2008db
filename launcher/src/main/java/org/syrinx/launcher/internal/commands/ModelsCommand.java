package org.syrinx.launcher.internal.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.Role;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.launcher.internal.model.ModelEntry;
import org.syrinx.launcher.internal.model.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./syrinx models}: what there is to speak with. */
@Component(
        scope = ServiceScope.PROTOTYPE,
        property = {
            Subcommand.NAME + "=models",
            Subcommand.SUMMARY + "=list the installed models and what they can do"
        })
@Command(
        mixinStandardHelpOptions = true,
        description = "Lists the models: loaded, available, and failed with the reason.")
public final class ModelsCommand implements Subcommand {
    @Option(
            names = "--load",
            paramLabel = "NAME",
            description = "Load a model, by name or folder, before listing.")
    private List<String> load = new ArrayList<>();

    @Option(names = "--device", paramLabel = "DEVICE", description = "auto, cpu, gpu0 ...")
    private String device;

    private final Models models;

    /**
     * Creates the command for one use.
     *
     * @param models the model instances
     */
    @Activate
    public ModelsCommand(@Reference Models models) {
        this.models = models;
    }

    @Override
    public CommandResult run(CommandIo io) {
        for (String name : load) {
            models.ensure(Arguments.model(name, io), device);
        }
        List<ModelEntry> all = models.list();
        boolean failed = all.stream().anyMatch(e -> e.state() == ModelEntry.State.FAILED);
        return CommandResult.of(
                text(all),
                Map.of("models", all.stream().map(ModelEntry::toJson).toList()),
                failed ? 1 : 0);
    }

    private static String text(List<ModelEntry> all) {
        if (all.isEmpty()) {
            return "No model is installed: install a plug-in, or name a folder with --model-dir.";
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("MODEL", "FAMILY", "STATE", "ROLES", "ABOUT"));
        for (ModelEntry e : all) {
            String state = e.state().name().toLowerCase(Locale.ROOT);
            rows.add(
                    List.of(
                            e.name(),
                            e.family(),
                            e.info().map(i -> state + " on " + i.device()).orElse(state),
                            e.roles().stream().map(Role::key).collect(Collectors.joining(",")),
                            e.failure().map(SyrinxException::getMessage).orElse(e.about())));
        }
        return Tables.align(rows);
    }
}
