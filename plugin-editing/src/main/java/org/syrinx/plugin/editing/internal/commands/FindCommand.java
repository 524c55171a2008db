package org.syrinx.plugin.editing.internal.commands;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.syrinx.api.Direction;
import org.syrinx.api.DirectionFinder;
import org.syrinx.api.DirectionFinder.ActivationSet;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.corpus.PromptSets;
import org.syrinx.plugin.editing.internal.capture.ActivationRecord;
import org.syrinx.plugin.editing.internal.capture.BottleneckReader.Gradients;
import org.syrinx.plugin.editing.internal.capture.Capture;
import org.syrinx.plugin.editing.internal.capture.Journal;
import org.syrinx.plugin.editing.internal.capture.RecordCache;
import org.syrinx.plugin.editing.internal.capture.Validation;
import org.syrinx.plugin.editing.internal.capture.Voice;
import org.syrinx.plugin.editing.internal.capture.Workers;
import org.syrinx.plugin.editing.internal.edits.Composition;
import org.syrinx.plugin.editing.internal.files.DirectionFile;
import org.syrinx.plugin.editing.internal.files.DirectionFolder;
import org.syrinx.plugin.editing.internal.measure.GenderProbe;
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
    @ParentCommand DirectionsCommand parent;

    @Mixin private final VoiceOption model = new VoiceOption();

    @Option(
            names = "--method",
            paramLabel = "M",
            defaultValue = "mean-diff",
            description =
                    "mean-diff, logistic, svm, lda, ridge, pca, pca-joint, jacobian-pooled,"
                            + " jacobian-subspace, attribute-gradient. Default: ${DEFAULT-VALUE}.")
    String method = "mean-diff";

    @Option(
            names = "--attribute",
            paramLabel = "A",
            description =
                    "What to look for: a label (gender, speaker) or a measured attribute (pitch,"
                            + " level, tilt, brightness, hnr, rate).")
    String attribute;

    @Option(
            names = "--positive",
            paramLabel = "V",
            description = "The label's value at the positive end. Default for gender: female.")
    String positive;

    @Mixin final SpeakerLabels labels = new SpeakerLabels();

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
    int texts;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1",
            description = "Noises for each text. Default: ${DEFAULT-VALUE}.")
    private int seeds = 1;

    @Option(names = "--steps", paramLabel = "N", description = "Steps of the denoiser.")
    int steps;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "An option of the method: components, c, shrinkage, penalty, unit, within,"
                            + " groups, anchor, scope, negative. May be repeated.")
    Map<String, String> options = new LinkedHashMap<>();

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
    int validate;

    @Option(names = "--name", paramLabel = "NAME", description = "Default: the attribute.")
    String name;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Default: the folder of installed directions, under the model's name.")
    private Path out;

    /** Sentences; the first are for finding. */
    List<String> sentences = PromptSets.open();

    /** Whose speech is measured with the direction; empty for everybody's. */
    List<String> validating = List.of();

    /** The attribute that must keep moving; null for {@link #attribute}. */
    String aim;

    @Option(names = "--cache", paramLabel = "DIR", description = "Where activations are kept.")
    Path cache;

    @Mixin private final WorkersOption workers = new WorkersOption();

    @Override
    public CommandResult run(CommandIo io) {
        try (Voice voice = model.open(parent.pipelines, io);
                Workers several = workers.start(parent.backend)) {
            Path folder =
                    out == null
                            ? DirectionFolder.standard().resolve(voice.denoiser().info().model())
                            : io.resolve(out);
            List<Direction> found = find(voice, several, folder, io);
            StringBuilder text = new StringBuilder();
            for (Direction d : found) {
                text.append(text.length() == 0 ? "" : "\n").append(Selected.line(d));
                text.append("\n  ").append(folder.resolve(d.name() + DirectionFile.SUFFIX));
            }
            return CommandResult.of(
                    text.toString(),
                    Map.of("directions", found.stream().map(Selected::json).toList()),
                    0);
        }
    }

    /** Captures what is not known, finds, validates and writes into a folder. */
    List<Direction> find(Voice voice, Workers several, Path folder, CommandIo io) {
        DirectionFinder finder = finder();
        GenderProbe probe = GenderProbe.builtIn();
        List<String> speakers = labels.speakers(voice);
        if (texts < 1 || texts + validate > sentences.size()) {
            throw new SyrinxException(
                    "texts to find and to validate with, together at most " + sentences.size(),
                    texts + " and " + validate,
                    "take fewer");
        }
        Capture.Design design =
                new Capture.Design(
                        sentences.subList(0, texts),
                        speakers,
                        LongStream.range(1, seeds + 1L).boxed().toList(),
                        steps,
                        labels.labels(io, voice, attribute));
        Path records = cache == null ? RecordCache.standard() : io.resolve(cache);
        Capture capture =
                new Capture(
                        voice, probe, new RecordCache(records), gradients(), components(), several);
        List<ActivationRecord> captured = usable(capture.run(design, io.progress()), io);
        ActivationSet data =
                at.equals("speaker")
                        ? Capture.speakerVectors(voice, captured)
                        : Capture.bottleneck(voice, captured);
        List<Direction> found = finder.find(data, finderOptions(), io.progress());
        Map<String, String> how = Capture.provenance(design, captured.get(0).times());
        List<String> others = sentences.subList(texts, texts + validate);
        try (Journal journal = new Journal(records.resolve("validation.jsonl"))) {
            Validation validation =
                    new Validation(
                            parent.backend,
                            voice,
                            probe,
                            others,
                            validating.isEmpty() ? speakers : validating,
                            101,
                            steps,
                            several);
            List<Direction> finished = finish(found, how, voice, validation, journal, io);
            for (Direction d : finished) {
                DirectionFile.write(folder.resolve(d.name() + DirectionFile.SUFFIX), d, data);
            }
            return finished;
        }
    }

    private List<Direction> finish(
            List<Direction> found,
            Map<String, String> how,
            Voice voice,
            Validation validation,
            Journal journal,
            CommandIo io) {
        List<Direction> kept =
                Selected.ofModel(
                        parent.directions.installed(),
                        voice.denoiser().info().fingerprint(),
                        protect);
        List<Direction> out = new ArrayList<>();
        for (Direction d : found) {
            Direction p = kept.isEmpty() ? d : Composition.protect(d, kept);
            Map<String, String> provenance = new TreeMap<>(p.provenance());
            provenance.putAll(how);
            Direction noted = Selected.noted(p, provenance);
            out.add(
                    validate == 0
                            ? noted
                            : Validation.validated(
                                    noted,
                                    Objects.requireNonNullElse(aim == null ? attribute : aim, ""),
                                    validation.curves(noted, journal, io.progress())));
        }
        return out;
    }

    /** Without a measurable voice an utterance has no attributes: it is left out, and said so. */
    private List<ActivationRecord> usable(List<ActivationRecord> all, CommandIo io) {
        if (attribute == null
                || all.stream().allMatch(r -> r.labels().containsKey(attribute))
                || gradients() == Gradients.ATTRIBUTES) {
            return all;
        }
        List<ActivationRecord> some =
                all.stream().filter(r -> r.measured().containsKey(attribute)).toList();
        if (some.size() < all.size()) {
            io.messages()
                    .printf(
                            Locale.ROOT,
                            "warning: %d of %d utterances have no %s and are left out%n",
                            all.size() - some.size(),
                            all.size(),
                            attribute);
        }
        if (some.isEmpty()) {
            throw new SyrinxException(
                    "a label or a measured attribute",
                    "no utterance has \""
                            + attribute
                            + "\": there are "
                            + all.get(0).labels().keySet()
                            + " and "
                            + all.get(0).measured().keySet(),
                    "choose one of these; gender needs --corpus or --female and --male");
        }
        return some;
    }

    private DirectionFinder finder() {
        return parent.finders.stream()
                .filter(f -> f.kind().equals(method))
                .findFirst()
                .orElseThrow(
                        () ->
                                new SyrinxException(
                                        "a method, one of "
                                                + parent.finders.stream()
                                                        .map(DirectionFinder::kind)
                                                        .sorted()
                                                        .collect(Collectors.joining(", ")),
                                        "--method " + method,
                                        "correct --method"));
    }

    private Map<String, String> finderOptions() {
        Map<String, String> all = new LinkedHashMap<>(options);
        if (attribute != null) {
            all.put("attribute", attribute);
        }
        if (name != null) {
            all.put("name", name);
        }
        if (positive != null) {
            all.put("positive", positive);
        } else if (GenderProbe.ATTRIBUTE.equals(attribute)) {
            all.put("positive", "female");
        }
        return all;
    }

    private int components() {
        String n = options.getOrDefault("components", "3");
        return n.matches("[1-9]\\d{0,3}") ? Integer.parseInt(n) : 3;
    }

    private Gradients gradients() {
        return switch (method) {
            case "jacobian-pooled" -> Gradients.BANDS;
            case "jacobian-subspace" -> Gradients.SUBSPACE;
            case "attribute-gradient" -> Gradients.ATTRIBUTES;
            default -> Gradients.NONE;
        };
    }
}
