package org.syrinx.eval.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.Pipelines;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.corpus.PromptSets;
import org.syrinx.corpus.format.Corpus;
import org.syrinx.corpus.format.Utterance;
import org.syrinx.eval.Recogniser;
import org.syrinx.eval.Recogniser.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Judges a voice on the evaluation prompts of a corpus, beside the teacher's own readings of them.
 */
@Component(
        service = Subcommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {
            Subcommand.NAME + "=evaluate",
            Subcommand.SUMMARY + "=Judge a voice: word errors, prosody, level, beside its teacher"
        })
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Speaks the evaluation prompts of a corpus (unseen sentences, digit strings, GRID"
                + " commands) with a voice and lets recognisers listen to it and to the teacher.",
            "Sound that is already in the output folder is not made again, so a stopped evaluation"
                    + " goes on. A folder with sound of another voice, or of the same voice with"
                    + " other weights, is refused."
        })
public final class EvaluateCommand implements Subcommand {
    private final Pipelines pipelines;
    private final List<Recogniser> recognisers;

    @Option(
            names = "--voice",
            paramLabel = "NAME",
            description =
                    "Voice or pipeline (default: default; with --wavs the one that made the"
                            + " files).")
    private String voice;

    @Option(
            names = "--corpus",
            paramLabel = "DIR",
            required = true,
            description = "Corpus of size default or large.")
    private Path corpus;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Where sound, hypotheses and report.json go.")
    private Path out;

    @Option(
            names = "--speakers",
            paramLabel = "A,B",
            split = ",",
            description = "Speakers (default: all that the teacher read the prompts with).")
    private List<String> speakers = List.of();

    @Option(
            names = "--sets",
            paramLabel = "SET",
            split = ",",
            defaultValue = "open,digits,grid",
            description = "Prompt sets (default: ${DEFAULT-VALUE}).")
    private List<String> sets = List.of();

    @Option(
            names = "--meters",
            paramLabel = "M",
            split = ",",
            description = "Recognisers (default: all that are installed).")
    private List<String> meters = List.of();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "0",
            description = "At most N prompts of each set for each speaker (default: all).")
    private int limit;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of the first sentence (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--wavs",
            description = "Judge the WAV files that are in the output folder; speak nothing.")
    private boolean wavsOnly;

    /**
     * Wired by Declarative Services.
     *
     * @param pipelines the voices
     * @param recognisers the meters
     */
    @Activate
    public EvaluateCommand(
            @Reference Pipelines pipelines,
            @Reference(cardinality = ReferenceCardinality.MULTIPLE) List<Recogniser> recognisers) {
        this.pipelines = pipelines;
        this.recognisers = recognisers;
    }

    @Override
    public CommandResult run(CommandIo io) {
        Corpus read = Corpus.open(io.resolve(corpus));
        Path folder = io.resolve(out);
        List<Item> items = items(read, folder);
        List<Recogniser> chosen = chosen();
        SoundFolder sounds = SoundFolder.read(folder);
        SpeakingTime time =
                wavsOnly
                        ? SpeakingTime.NONE
                        : new Speaking(name(), pipelines.open(name()), seed)
                                .speak(items, sounds, io.progress());
        for (Item item : items) {
            if (!Files.isRegularFile(item.judged())) {
                throw new SyrinxException(
                        "a WAV file for every prompt",
                        "no " + item.judged(),
                        "run without --wavs to make it");
            }
        }
        List<String> heard = new ArrayList<>();
        List<Score> scores = listen(chosen, items, heard, io.progress());
        VoiceReport report =
                new VoiceReport(
                        judged(sounds),
                        sounds.voice(),
                        scores,
                        Prosody.measure(items, io.progress()),
                        time);
        save(folder, report, heard);
        return report;
    }

    private String name() {
        return voice == null ? "default" : voice;
    }

    /** Whose sound was judged. */
    private String judged(SoundFolder sounds) {
        if (!wavsOnly) {
            return name();
        }
        Object recorded = sounds.voice().get("name");
        if (recorded == null) {
            return voice == null ? "the WAV files in " + out : voice;
        }
        if (voice != null && !voice.equals(recorded)) {
            throw new SyrinxException(
                    "sound of the voice " + voice,
                    out + " has sound of the voice " + recorded,
                    "leave --voice out, or name the folder with the sound of " + voice);
        }
        return recorded.toString();
    }

    private List<Item> items(Corpus read, Path folder) {
        Set<String> known = new LinkedHashSet<>();
        List<Item> items = new ArrayList<>();
        Map<String, Integer> counted = new HashMap<>();
        for (Utterance u : (Iterable<Utterance>) read.split("test")::iterator) {
            Task task = Item.taskOf(u);
            if (task == null || !sets.contains(task.name().toLowerCase(Locale.ROOT))) {
                continue;
            }
            known.add(u.speaker());
            if (!speakers.isEmpty() && !speakers.contains(u.speaker())) {
                continue;
            }
            if (limit > 0 && counted.merge(u.speaker() + ":" + task, 1, Integer::sum) > limit) {
                continue;
            }
            items.add(new Item(u, task, folder.resolve("wav").resolve(u.id() + ".wav")));
        }
        if (items.isEmpty()) {
            throw new SyrinxException(
                    "a corpus with the teacher's reading of the evaluation prompts (size default or"
                            + " large)",
                    known.isEmpty()
                            ? read.root() + " has none of the sets " + sets
                            : "no prompts for the speakers "
                                    + speakers
                                    + "; the corpus has "
                                    + known,
                    "build it with ./syrinx corpus, or choose other speakers or sets");
        }
        items.sort(Comparator.comparing(Item::task).thenComparing((Item i) -> i.reference().id()));
        return items;
    }

    private List<Recogniser> chosen() {
        List<Recogniser> found = new ArrayList<>();
        for (Recogniser r : recognisers) {
            if (meters.isEmpty() ? r.unavailable().isEmpty() : meters.contains(r.id())) {
                found.add(r);
            }
        }
        if (found.isEmpty() || found.size() < meters.size()) {
            throw new SyrinxException(
                    "installed recognisers",
                    "asked for "
                            + (meters.isEmpty() ? "any" : meters)
                            + ", there are "
                            + recognisers.stream().map(Recogniser::id).toList(),
                    "correct --meters");
        }
        for (Recogniser r : found) {
            Optional<String> why = r.unavailable();
            if (why.isPresent()) {
                throw new SyrinxException(
                        "the recogniser " + r.id(),
                        why.get(),
                        "install it, or leave it out of --meters");
            }
        }
        found.sort(Comparator.comparing(Recogniser::id).reversed());
        return found;
    }

    private List<Score> listen(
            List<Recogniser> chosen, List<Item> items, List<String> heard, Progress progress) {
        List<Score> scores = new ArrayList<>();
        for (Recogniser r : chosen) {
            for (Task task : new Task[] {Task.OPEN, Task.DIGITS, Task.GRID}) {
                List<Item> some = items.stream().filter(i -> i.task() == task).toList();
                if (!some.isEmpty() && r.tasks().contains(task)) {
                    List<String> words = task == Task.OPEN ? PromptSets.dictionary() : List.of();
                    String name =
                            task == Task.OPEN
                                    ? "open, 2000 words"
                                    : task.name().toLowerCase(Locale.ROOT);
                    scores.add(new Listener(r, task, words).listen(name, some, heard, progress));
                }
            }
            List<Item> open = items.stream().filter(i -> i.task() == Task.OPEN).toList();
            if (!open.isEmpty() && r.tasks().contains(Task.FULL)) {
                scores.add(
                        new Listener(r, Task.FULL, List.of())
                                .listen("open, full vocabulary", open, heard, progress));
            }
            if (!open.isEmpty() && r.tasks().contains(Task.PHONES)) {
                scores.add(
                        new Listener(r, Task.PHONES, List.of())
                                .listen("phones", open, heard, progress));
            }
        }
        return scores;
    }

    private static void save(Path folder, VoiceReport report, List<String> heard) {
        SoundFolder.write(folder.resolve("report.json"), utf8(report.json()));
        SoundFolder.write(folder.resolve("report.txt"), utf8(report.toText() + "\n"));
        SoundFolder.write(
                folder.resolve("heard.tsv"),
                utf8(
                        "meter\ttask\tid\tsaid\theard\theard from the teacher\n"
                                + String.join("\n", heard)
                                + "\n"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
