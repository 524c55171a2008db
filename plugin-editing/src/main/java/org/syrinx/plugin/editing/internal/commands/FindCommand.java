package org.syrinx.plugin.editing.internal.commands;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.api.Direction;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.corpus.PromptSets;
import org.syrinx.plugin.editing.internal.capture.RecordCache;
import org.syrinx.plugin.editing.internal.capture.Voice;
import org.syrinx.plugin.editing.internal.capture.Workers;
import org.syrinx.plugin.editing.internal.files.DirectionFolder;
import org.syrinx.plugin.editing.internal.finding.Finding;
import org.syrinx.plugin.editing.internal.finding.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Captures activations, finds a direction, validates it and writes it down. */
@Command(
        name = "find",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Speaks texts with several speakers, keeps what the model's bottleneck does, finds"
                    + " directions in it, and measures what they change on other texts.",
            "Interrupted, it goes on where it was when it is run again."
        })
final class FindCommand implements Subcommand {
    private static final String SPEAKER = "speaker";

    @ParentCommand private DirectionsCommand parent;

    @Mixin private final VoiceOption model = new VoiceOption();

    @Option(
            names = "--method",
            paramLabel = "M",
            defaultValue = "mean-diff",
            description =
                    "mean-diff, logistic, svm, lda, ridge, pca, pca-joint, jacobian-pooled,"
                            + " jacobian-subspace, attribute-gradient. Default: ${DEFAULT-VALUE}.")
    private String method = "mean-diff";

    @Option(
            names = "--attribute",
            paramLabel = "A",
            description =
                    "What to look for: a label (gender, speaker) or a measured attribute (pitch,"
                            + " level, tilt, brightness, hnr, rate).")
    private String attribute;

    @Option(
            names = "--positive",
            paramLabel = "V",
            description = "The label's value at the positive end. Default for gender: female.")
    private String positive;

    @Mixin private final SpeakerLabels labels = new SpeakerLabels();

    @Option(
            names = "--at",
            paramLabel = "PLACE",
            defaultValue = "bottleneck",
            description =
                    "bottleneck, or speaker: the speaker vector, the paper's baseline. Default:"
                            + " ${DEFAULT-VALUE}.")
    private String at = "bottleneck";

    @Option(
            names = "--texts",
            paramLabel = "N",
            defaultValue = "20",
            description = "Texts for finding, of the project's 200. Default: ${DEFAULT-VALUE}.")
    private int texts = 20;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1",
            description = "Noises for each text. Default: ${DEFAULT-VALUE}.")
    private int seeds = 1;

    @Option(names = "--steps", paramLabel = "N", description = "Steps of the denoiser.")
    private int steps;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "An option of the method: components, c, shrinkage, penalty, unit, within,"
                            + " groups, anchor, scope, negative. May be repeated.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(
            names = "--protect",
            paramLabel = "A,B",
            split = ",",
            description = "Installed directions of this model whose effect is projected out.")
    private List<String> protect = List.of();

    @Option(
            names = "--validate",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "Other texts on which effects are measured; 0 for none. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int validate = 4;

    @Option(names = "--name", paramLabel = "NAME", description = "Default: the attribute.")
    private String name;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Default: the folder of installed directions, under the model's name.")
    private Path out;

    @Option(names = "--force", description = "Replace a direction of this model that has the name.")
    private boolean force;

    @Option(names = "--cache", paramLabel = "DIR", description = "Where activations are kept.")
    private Path cache;

    @Mixin private final WorkersOption workers = new WorkersOption();

    @Override
    public CommandResult run(CommandIo io) {
        if (!at.equals(SPEAKER) && !at.equals("bottleneck")) {
            throw new SyrinxException(
                    "a place: bottleneck or speaker", "\"" + at + "\"", "correct --at");
        }
        try (Voice voice = model.open(parent.pipelines, io);
                Workers several = workers.start(parent.backend)) {
            Path folder =
                    out == null
                            ? DirectionFolder.standard().resolve(voice.denoiser().info().model())
                            : io.resolve(out);
            List<Direction> found =
                    new Finding(
                                    parent.backend,
                                    parent.finders,
                                    voice,
                                    several,
                                    io.messages()::println,
                                    io.progress())
                            .run(settings(voice, io), folder, force);
            StringBuilder text = new StringBuilder();
            for (Direction d : found) {
                text.append(text.length() == 0 ? "" : "\n").append(Selected.line(d));
                text.append(Selected.protection(d));
                text.append("\n  ")
                        .append(DirectionFolder.place(folder, d.name(), d.fingerprint(), true));
            }
            return CommandResult.of(
                    text.toString(),
                    Map.of("directions", found.stream().map(Selected::json).toList()),
                    0);
        }
    }

    private Settings settings(Voice voice, CommandIo io) {
        List<String> rows = labels.speakers(voice);
        return new Settings(
                method,
                attribute,
                null,
                name,
                positive,
                options,
                at.equals(SPEAKER),
                rows,
                labels.labels(io, voice, attribute),
                PromptSets.open(),
                texts,
                validate,
                rows,
                seeds,
                steps,
                Selected.ofModel(
                        parent.directions.installed(),
                        voice.denoiser().info().fingerprint(),
                        protect),
                cache == null ? RecordCache.standard() : io.resolve(cache));
    }
}
