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

    /**
     * Creates the command for one use.
     *
     * @param pipelines the pipelines
     */
    @Activate
    public PipelinesCommand(@Reference Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    @Override
    public CommandResult run(CommandIo io) {
        List<PipelineStatus> all = pipelines.list();
        return CommandResult.of(
                all.isEmpty()
                        ? "No pipeline is configured; say makes one for the model it speaks with."
                        : text(all),
                Map.of("pipelines", all.stream().map(PipelinesCommand::json).toList()),
                0);
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
        }
        return Tables.align(rows) + (problems.isEmpty() ? "" : "\n" + String.join("\n", problems));
    }

    private static String stage(StageInfo info, String target) {
        if (info != null) {
            return info.model() + " (" + info.plugin() + ", " + info.device() + ")";
        }
        return "none".equals(target) ? "none" : "missing: " + target;
    }

    private static Map<String, Object> json(PipelineStatus p) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", p.name());
        json.put("speaks", p.problem().isEmpty());
        json.put("problem", p.problem().map(SyrinxException::getMessage).orElse(null));
        Map<String, Object> stages = new LinkedHashMap<>();
        p.bound().forEach((role, info) -> stages.put(role.key(), Tables.json(info)));
        json.put("stages", stages);
        Map<String, Object> targets = new LinkedHashMap<>();
        p.targets().forEach((role, target) -> targets.put(role.key(), target));
        json.put("targets", targets);
        return json;
    }
}
