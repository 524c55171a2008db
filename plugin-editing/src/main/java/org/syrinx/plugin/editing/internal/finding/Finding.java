package org.syrinx.plugin.editing.internal.finding;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.syrinx.api.Backend;
import org.syrinx.api.Direction;
import org.syrinx.api.DirectionFinder;
import org.syrinx.api.DirectionFinder.ActivationSet;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
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

/**
 * Captures what is not known, finds directions, measures what they change and writes them down.
 *
 * @param backend for edits
 * @param finders the methods that there are
 * @param voice whose directions they are
 * @param workers how many utterances at once
 * @param messages where warnings go
 * @param progress progress and cancellation; what was spoken is not spoken again
 */
public record Finding(
        Backend backend,
        List<DirectionFinder> finders,
        Voice voice,
        Workers workers,
        Consumer<String> messages,
        Progress progress) {
    /**
     * Runs, or goes on. Everything that can be wrong with the settings is said before anything is
     * spoken.
     *
     * @param s what to find
     * @param folder where the files go
     * @param replace whether files that are there may be replaced
     * @return what is in the files
     */
    public List<Direction> run(Settings s, Path folder, boolean replace) {
        DirectionFinder finder = finder(s.method());
        GenderProbe probe = GenderProbe.builtIn();
        numbers(s);
        Capture.Design design =
                new Capture.Design(
                        s.sentences().subList(0, s.texts()),
                        s.rows(),
                        LongStream.range(1, s.seeds() + 1L).boxed().toList(),
                        s.steps(),
                        s.labels());
        Map<String, Path> files = files(new Rehearsal(s, design).names(finder), folder, replace);
        Capture capture =
                new Capture(
                        voice,
                        probe,
                        new RecordCache(s.records()),
                        s.gradients(),
                        s.components(),
                        workers);
        List<ActivationRecord> captured = usable(s, capture.run(design, progress));
        ActivationSet data =
                s.speakerVector()
                        ? Capture.speakerVectors(voice, captured)
                        : Capture.bottleneck(voice, captured);
        List<Direction> found = finder.find(data, s.finderOptions(), progress);
        Map<String, String> how = Capture.provenance(design, voice, captured.get(0).times());
        try (Journal journal = new Journal(s.records().resolve("validation.jsonl"))) {
            Validation validation =
                    new Validation(
                            backend,
                            voice,
                            probe,
                            s.sentences().subList(s.texts(), s.texts() + s.validate()),
                            s.validating(),
                            101,
                            s.steps(),
                            workers);
            List<Direction> finished = new ArrayList<>();
            for (Direction d : found) {
                finished.add(finish(s, d, how, validation, journal));
            }
            for (Direction d : finished) {
                DirectionFile.write(files.get(d.name()), d, data);
            }
            return finished;
        }
    }

    private static void numbers(Settings s) {
        int most = s.sentences().size();
        boolean texts = s.texts() >= 1 && s.validate() >= 0;
        if (!texts || (long) s.texts() + s.validate() > most) {
            throw new SyrinxException(
                    "at least one text to find and 0 or more to validate with, together at most "
                            + most,
                    s.texts() + " and " + s.validate(),
                    "correct --texts or --validate");
        }
        if (s.seeds() < 1) {
            throw new SyrinxException(
                    "at least one noise for each text", "" + s.seeds(), "correct --seeds");
        }
        if (s.steps() < 0) {
            throw new SyrinxException(
                    "steps of the denoiser, or 0 for the model's default",
                    "" + s.steps(),
                    "correct --steps");
        }
    }

    private Map<String, Path> files(List<String> names, Path folder, boolean replace) {
        String fingerprint = voice.denoiser().info().fingerprint();
        Map<String, Path> files = new TreeMap<>();
        for (String name : names) {
            files.put(name, DirectionFolder.place(folder, name, fingerprint, replace));
        }
        return files;
    }

    private Direction finish(
            Settings s,
            Direction d,
            Map<String, String> how,
            Validation validation,
            Journal journal) {
        Direction p = s.protect().isEmpty() ? d : Composition.protect(d, s.protect());
        Map<String, String> provenance = new TreeMap<>(p.provenance());
        provenance.putAll(how);
        Direction noted = noted(p, provenance);
        String aim = s.aim() == null ? s.attribute() : s.aim();
        return s.validate() == 0
                ? noted
                : Validation.validated(
                        noted,
                        Objects.requireNonNullElse(aim, ""),
                        validation.curves(noted, journal, progress));
    }

    private static Direction noted(Direction d, Map<String, String> provenance) {
        return new Direction(
                d.name(),
                d.fingerprint(),
                d.hook(),
                d.steps(),
                d.values(),
                d.unit(),
                d.minimum(),
                d.maximum(),
                d.sideEffects(),
                provenance,
                d.times());
    }

    /** Without a measurable voice an utterance has no attributes: it is left out, and said so. */
    private List<ActivationRecord> usable(Settings s, List<ActivationRecord> all) {
        String attribute = s.attribute();
        if (attribute == null
                || all.stream().allMatch(r -> r.labels().containsKey(attribute))
                || s.gradients() == Gradients.ATTRIBUTES) {
            return all;
        }
        List<ActivationRecord> some =
                all.stream().filter(r -> r.measured().containsKey(attribute)).toList();
        if (some.size() < all.size()) {
            messages.accept(
                    String.format(
                            Locale.ROOT,
                            "warning: %d of %d utterances have no %s and are left out",
                            all.size() - some.size(),
                            all.size(),
                            attribute));
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

    private DirectionFinder finder(String method) {
        return finders.stream()
                .filter(f -> f.kind().equals(method))
                .findFirst()
                .orElseThrow(
                        () ->
                                new SyrinxException(
                                        "a method, one of "
                                                + finders.stream()
                                                        .map(DirectionFinder::kind)
                                                        .sorted()
                                                        .collect(Collectors.joining(", ")),
                                        "--method " + method,
                                        "correct --method"));
    }
}
