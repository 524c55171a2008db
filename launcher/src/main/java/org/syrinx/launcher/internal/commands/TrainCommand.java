package org.syrinx.launcher.internal.commands;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.Backend;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Trainer;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./syrinx train vits --corpus DIR --config small --out RUN}. */
@Component(
        scope = ServiceScope.PROTOTYPE,
        property = {
            Subcommand.NAME + "=train",
            Subcommand.SUMMARY + "=train or fine-tune a model on a corpus"
        })
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Trains a model. An interrupt (Ctrl-C) saves a checkpoint first; --resume goes on from"
                    + " it.",
            "The run folder gets checkpoints, a log, plots, samples, and the model in model/."
        },
        sortOptions = false)
public final class TrainCommand implements Subcommand {
    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "FAMILY",
            arity = "0..1",
            description = "What to train, for example vits.")
    private String family;

    @Option(
            names = "--corpus",
            paramLabel = "DIR",
            description = "The corpus; see ./syrinx corpus.")
    private Path corpus;

    @Option(
            names = {"--out", "--run"},
            paramLabel = "RUN",
            description = "The run folder. Default: runs/FAMILY-CONFIG.")
    private Path out;

    @Option(
            names = "--config",
            paramLabel = "NAME",
            description = "A configuration by name, or a JSON file; --list shows the names.")
    private String config;

    @Option(
            names = {"--from", "--initial"},
            paramLabel = "DIR",
            description = "Fine-tune from a model folder.")
    private Path from;

    @Option(names = "--resume", description = "Go on with the unfinished run in the run folder.")
    private boolean resume;

    @Option(names = "--steps", paramLabel = "N", description = "Stop at this step.")
    private Long steps;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "Stop after this much time, with a checkpoint.")
    private Double minutes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of initialisation, order and noise. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "auto",
            description = "auto, cpu, gpu0 ... Default: ${DEFAULT-VALUE}.")
    private String device;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "An option of this trainer alone; may be repeated.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(names = "--list", description = "List the trainers and their configurations.")
    private boolean list;

    private final List<Trainer> trainers;
    private final Backend backend;

    /**
     * Creates the command for one use.
     *
     * @param trainers one for every family that can be trained
     * @param backend says where a run really takes place
     */
    @Activate
    public TrainCommand(@Reference List<Trainer> trainers, @Reference Backend backend) {
        this.trainers = List.copyOf(trainers);
        this.backend = backend;
    }

    @Override
    public CommandResult run(CommandIo io) {
        if (list) {
            return list();
        }
        need(family, "FAMILY");
        need(corpus, "--corpus");
        need(config, "--config");
        Trainer trainer = trainer();
        Path asFile = io.resolve(Path.of(config));
        String configuration =
                !trainer.configurations().containsKey(config) && config.endsWith(".json")
                        ? asFile.toString()
                        : config;
        Trainer.Request request =
                new Trainer.Request(
                        io.resolve(corpus),
                        io.resolve(out == null ? runFolder() : out),
                        configuration,
                        Optional.ofNullable(from).map(io::resolve),
                        resume,
                        seed,
                        steps == null ? OptionalLong.empty() : OptionalLong.of(steps),
                        minutes == null
                                ? OptionalLong.empty()
                                : OptionalLong.of(Math.round(minutes * 60)),
                        backend.resolve(device),
                        options);
        return result(trainer.train(request, io.progress()), request.device());
    }

    private Path runFolder() {
        String name = Path.of(config).getFileName().toString().replaceFirst("\\.json$", "");
        return Path.of("runs", family + "-" + name);
    }

    private void need(Object value, String name) {
        if (value == null) {
            throw new CommandLine.ParameterException(spec.commandLine(), name + " is missing");
        }
    }

    private Trainer trainer() {
        return trainers.stream()
                .filter(t -> t.id().equals(family))
                .findFirst()
                .orElseThrow(
                        () ->
                                new SyrinxException(
                                        trainers.isEmpty()
                                                ? "an installed plug-in with a trainer"
                                                : "one of "
                                                        + trainers.stream()
                                                                .map(Trainer::id)
                                                                .collect(Collectors.joining(", ")),
                                        "there is no trainer \"" + family + "\"",
                                        "look at ./syrinx train --list"));
    }

    private CommandResult list() {
        Map<String, Object> json = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        for (Trainer t : trainers) {
            json.put(t.id(), t.configurations());
            t.configurations()
                    .forEach(
                            (name, about) ->
                                    text.append(text.length() == 0 ? "" : "\n")
                                            .append(t.id())
                                            .append(" --config ")
                                            .append(name)
                                            .append(": ")
                                            .append(about));
        }
        return CommandResult.of(
                text.length() == 0 ? "No plug-in with a trainer is installed." : text.toString(),
                json,
                0);
    }

    private static CommandResult result(Trainer.Report r, String where) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", r.model().toString());
        json.put("steps", r.steps());
        json.put("seconds", r.seconds());
        json.put("device", where);
        json.put("finished", r.finished());
        json.put("losses", r.losses());
        json.put("files", r.files().stream().map(Path::toString).toList());
        String losses =
                r.losses().entrySet().stream()
                        .map(e -> String.format(Locale.ROOT, "%s %.4g", e.getKey(), e.getValue()))
                        .collect(Collectors.joining(", "));
        String text =
                String.format(
                        Locale.ROOT,
                        "%s: %s at step %d after %.0f s on %s%s",
                        r.model(),
                        r.finished() ? "finished" : "stopped (go on with --resume)",
                        r.steps(),
                        r.seconds(),
                        where,
                        losses.isEmpty() ? "" : "; " + losses);
        return CommandResult.of(text, json, 0);
    }
}
