package org.syrinx.launcher.internal.commands;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.Role;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.launcher.internal.model.Pipelines;
import org.syrinx.launcher.internal.model.SavedPipelines;
import org.syrinx.launcher.internal.pipeline.PipelineStatus;
import picocli.CommandLine.Command;

/** {@code ./syrinx pipelines}: which chains of stages are configured, and which can speak. */
@Component(
        scope = ServiceScope.PROTOTYPE,
        property = {
            Subcommand.NAME + "=pipelines",
            Subcommand.SUMMARY + "=list the configured pipelines and why one cannot speak"
        })
@Command(
        mixinStandardHelpOptions = true,
        description = "Lists the pipelines with their stages; a refused one with its reason.")
public final class PipelinesCommand implements Subcommand {
    private final Pipelines pipelines;
    private final SavedPipelines saved;

    /**
     * Creates the command for one use.
     *
     * @param pipelines the pipelines
     * @param saved those of earlier processes
     */
    @Activate
    public PipelinesCommand(@Reference Pipelines pipelines, @Reference SavedPipelines saved) {
        this.pipelines = pipelines;
        this.saved = saved;
    }

    @Override
    public CommandResult run(CommandIo io) {
        List<PipelineStatus> all = pipelines.list();
        List<String> asleep = saved.asleep();
        String text =
                all.isEmpty()
                        ? "No pipeline is configured; say makes one for the model it speaks with."
                        : text(all);
        if (!asleep.isEmpty()) {
            text += "\nSaved, made when they are wanted: " + String.join(", ", asleep);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pipelines", all.stream().map(PipelinesCommand::json).toList());
        json.put("saved", asleep);
        return CommandResult.of(text, json, 0);
    }

    private static String text(List<PipelineStatus> all) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("PIPELINE", "ROLE", "STAGE"));
        List<String> problems = new ArrayList<>();
        for (PipelineStatus p : all) {
            Map<Role, StageInfo> bound = p.bound();
            p.targets()
                    .forEach(
                            (role, target) ->
                                    rows.add(
                                            List.of(
                                                    p.name(),
                                                    role.key(),
                                                    stage(bound.get(role), target))));
            p.problem().ifPresent(e -> problems.add(p.name() + ": " + e.getMessage()));
            p.pending()
                    .ifPresent(
                            e ->
                                    problems.add(
                                            p.name()
                                                    + " still speaks with the stages before: "
                                                    + e.getMessage()));
            if (p.abandoned() > 0) {
                problems.add(
                        p.name()
                                + ": "
                                + p.abandoned()
                                + " call(s) gave no sign of life and were left behind; their memory"
                                + " stays until a restart.");
            }
        }
        return Tables.align(rows) + (problems.isEmpty() ? "" : "\n" + String.join("\n", problems));
    }

    private static String stage(StageInfo info, String target) {
        if (info != null) {
            return info.model() + " (" + info.plugin() + ", " + info.device() + ")";
        }
        return "none".equals(target) ? "none" : "not wired: " + target;
    }

    private static Map<String, Object> json(PipelineStatus p) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", p.name());
        json.put("speaks", p.problem().isEmpty());
        json.put("problem", p.problem().map(SyrinxException::getMessage).orElse(null));
        json.put("pending", p.pending().map(SyrinxException::getMessage).orElse(null));
        json.put("abandoned_calls", p.abandoned());
        Map<String, Object> quarantined = new LinkedHashMap<>();
        p.quarantined().forEach((role, why) -> quarantined.put(role.key(), why.getMessage()));
        json.put("quarantined", quarantined);
        Map<String, Object> stages = new LinkedHashMap<>();
        p.bound().forEach((role, info) -> stages.put(role.key(), Tables.json(info)));
        json.put("stages", stages);
        Map<String, Object> targets = new LinkedHashMap<>();
        p.targets().forEach((role, target) -> targets.put(role.key(), target));
        json.put("targets", targets);
        return json;
    }
}
