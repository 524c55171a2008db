package org.syrinx.plugin.editing.internal.commands;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.syrinx.api.Direction;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.corpus.PromptSets;
import org.syrinx.corpus.format.Corpus;
import org.syrinx.corpus.format.Utterance;
import org.syrinx.plugin.editing.internal.capture.RecordCache;
import org.syrinx.plugin.editing.internal.capture.Voice;
import org.syrinx.plugin.editing.internal.capture.Workers;
import org.syrinx.plugin.editing.internal.files.DirectionFile;
import org.syrinx.plugin.editing.internal.finding.Finding;
import org.syrinx.plugin.editing.internal.finding.Recipe;
import org.syrinx.plugin.editing.internal.finding.Settings;
import org.syrinx.plugin.editing.internal.measure.Attributes;
import org.syrinx.plugin.editing.internal.measure.EffectCurves;
import org.syrinx.plugin.editing.internal.measure.GenderProbe;
import org.syrinx.plugin.editing.internal.measure.Plots;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Finds the directions that a model is shipped with. */
@Command(
        name = "find-all",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Finds and validates the directions that a model should come with: gender, intensity,"
                    + " level, pitch, tilt, brightness, and what is found without labels.",
            "Interrupted, it goes on where it was when it is run again; a direction whose file is"
                    + " there is not found again."
        })
final class FindAllCommand implements Subcommand {
    @ParentCommand private DirectionsCommand parent;

    @Mixin private final VoiceOption model = new VoiceOption();

    @Option(
            names = "--corpus",
            paramLabel = "DIR",
            required = true,
            description =
                    "The corpus of the model: says the gender and the styles of its speakers.")
    private Path corpus;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Where the directions go; pictures of their effects go to DIR/curves.")
    private Path out;

    @Option(
            names = "--texts",
            paramLabel = "N",
            defaultValue = "12",
            description = "Texts for finding, the shortest of 200. Default: ${DEFAULT-VALUE}.")
    private int texts = 12;

    @Option(
            names = "--validate",
            paramLabel = "N",
            defaultValue = "3",
            description = "Other texts on which effects are measured. Default: ${DEFAULT-VALUE}.")
    private int validate = 3;

    @Option(names = "--steps", paramLabel = "N", description = "Steps of the denoiser.")
    private int steps;

    @Option(
            names = "--only",
            paramLabel = "A,B",
            split = ",",
            description = "These alone: gender, intensity, level, pitch, tilt, brightness, pc, j.")
    private List<String> only = List.of();

    @Option(names = "--cache", paramLabel = "DIR", description = "Where activations are kept.")
    private Path cache;

    @Mixin private final WorkersOption workers = new WorkersOption();

    @Override
    public CommandResult run(CommandIo io) {
        Path folder = io.resolve(out);
        try (Voice voice = model.open(parent.pipelines, io);
                Workers several = workers.start(parent.backend)) {
            Map<String, String> gender = new TreeMap<>();
            List<String> styles = new ArrayList<>();
            speakers(io, voice, gender, styles);
            List<String> four = four(gender);
            List<Recipe> recipes =
                    Recipe.shipped(List.copyOf(gender.keySet()), styles, four, texts, only);
            List<Direction> all = new ArrayList<>();
            TreeSet<String> captured = new TreeSet<>();
            double left =
                    recipes.stream()
                            .mapToDouble(r -> r.cost(captured, validate * four.size()))
                            .sum();
            captured.clear();
            double spent = 0;
            long began = System.nanoTime();
            for (Recipe r : recipes) {
                List<Direction> known = known(folder, r, voice);
                double cost = r.cost(captured, validate * four.size());
                left -= cost;
                if (!known.isEmpty()) {
                    io.messages().println(r.name() + ": is there");
                    all.addAll(known);
                    continue;
                }
                List<Direction> found = find(r, gender, four, voice, several, folder, io);
                found.forEach(d -> draw(folder, d));
                all.addAll(found);
                spent += cost;
                double minutes = (System.nanoTime() - began) / 6e10;
                io.messages()
                        .printf(
                                Locale.ROOT,
                                "%s: found after %.1f min; about %.0f min to go%n",
                                r.name(),
                                minutes,
                                minutes / spent * left);
            }
            return CommandResult.of(
                    text(all, folder),
                    Map.of("directions", all.stream().map(Selected::json).toList()),
                    0);
        }
    }

    /** Who speaks, and the rows of soft and loud that the model has. */
    private void speakers(
            CommandIo io, Voice voice, Map<String, String> gender, List<String> styles) {
        TreeSet<String> rows = new TreeSet<>();
        for (Utterance u : Corpus.open(io.resolve(corpus)).utterances()) {
            if (voice.speakers().contains(u.speaker())) {
                gender.put(u.speaker(), u.gender());
                if (u.style().equals("soft") || u.style().equals("loud")) {
                    rows.add(u.speaker() + ":" + u.style());
                }
            }
        }
        rows.stream().filter(voice::knows).forEach(styles::add);
        if (new TreeSet<>(gender.values()).size() < 2) {
            throw new SyrinxException(
                    "a corpus with speakers of both genders that the model has",
                    "of " + voice.speakers() + " it has " + gender,
                    "give the corpus that the model was trained on");
        }
    }

    /** Two of each gender, whose speech is measured. */
    private static List<String> four(Map<String, String> gender) {
        List<String> out = new ArrayList<>();
        for (String g : new TreeSet<>(gender.values())) {
            gender.keySet().stream()
                    .filter(s -> gender.get(s).equals(g))
                    .limit(2)
                    .forEach(out::add);
        }
        return out;
    }

    private static List<Direction> known(Path folder, Recipe r, Voice voice) {
        List<Direction> out = new ArrayList<>();
        for (String name : r.files()) {
            Path file = folder.resolve(name + DirectionFile.SUFFIX);
            if (!Files.isRegularFile(file)) {
                return List.of();
            }
            Direction d = DirectionFile.read(file);
            if (!d.fingerprint().equals(voice.denoiser().info().fingerprint())) {
                throw new SyrinxException(
                        "a folder of directions of this model",
                        file + " belongs to " + d.fingerprint(),
                        "choose another --out, or move the file away");
            }
            out.add(d);
        }
        return out;
    }

    private List<Direction> find(
            Recipe r,
            Map<String, String> gender,
            List<String> four,
            Voice voice,
            Workers several,
            Path folder,
            CommandIo io) {
        Map<String, String> options = new LinkedHashMap<>(r.options());
        String positive = options.remove("positive");
        Settings settings =
                new Settings(
                        r.method(),
                        r.attribute(),
                        r.aim(),
                        r.name(),
                        positive,
                        options,
                        false,
                        r.rows(),
                        Map.of(GenderProbe.ATTRIBUTE, SpeakerLabels.byRow(r.rows(), gender)),
                        PromptSets.open().stream()
                                .sorted(Comparator.comparingInt(String::length))
                                .toList(),
                        r.texts(),
                        validate,
                        four,
                        1,
                        steps,
                        List.of(),
                        cache == null ? RecordCache.standard() : io.resolve(cache));
        return new Finding(
                        parent.backend,
                        parent.finders,
                        voice,
                        several,
                        io.messages()::println,
                        io.progress())
                .run(settings, folder, true);
    }

    private static void draw(Path folder, Direction d) {
        EffectCurves curves = EffectCurves.parse(d.provenance().get("effects"));
        if (curves != null) {
            Path picture = folder.resolve("curves").resolve(d.name() + ".png");
            Plots.draw(picture, Plots.of(d.name(), d.unit(), curves));
        }
    }

    private static String text(List<Direction> all, Path folder) {
        StringBuilder text = new StringBuilder();
        for (Direction d : all) {
            text.append(Selected.line(d)).append('\n');
            d.sideEffects()
                    .forEach(
                            (attribute, slope) ->
                                    text.append(
                                            String.format(
                                                    Locale.ROOT,
                                                    "  %-12s %+10.3f %-18s r %s%n",
                                                    attribute,
                                                    slope,
                                                    Attributes.unit(attribute),
                                                    d.provenance()
                                                            .getOrDefault(
                                                                    "correlation." + attribute,
                                                                    "-"))));
        }
        return text.append(folder).toString();
    }
}
