package org.syrinx.plugin.editing.internal.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.syrinx.api.Backend;
import org.syrinx.api.Direction;
import org.syrinx.api.Progress;
import org.syrinx.plugin.editing.internal.edits.BroadcastEdit;
import org.syrinx.plugin.editing.internal.edits.PreparedEdits;
import org.syrinx.plugin.editing.internal.measure.EffectCurves;
import org.syrinx.plugin.editing.internal.measure.GenderProbe;

/**
 * Speaks with a direction at every strength of a grid and measures what changes. Text, speaker and
 * noise are the same at every strength.
 *
 * @param backend for edits
 * @param voice who speaks
 * @param probe measures
 * @param texts that were not used to find the direction
 * @param speakers to say them with
 * @param seed of the noise
 * @param steps of the denoiser, or 0
 * @param workers how many utterances at once
 */
public record Validation(
        Backend backend,
        Voice voice,
        GenderProbe probe,
        List<String> texts,
        List<String> speakers,
        long seed,
        int steps,
        Workers workers) {
    private static final double[] UNIT_FREE = {-3, -2, -1, -0.5, 0, 0.5, 1, 2, 3};
    private static final double[] IN_UNITS = {-6, -4, -2, -1, 0, 1, 2, 4, 6};

    /** The strengths to try: a slider in dB or semitones goes further than one in class gaps. */
    public static double[] grid(Direction d) {
        boolean free =
                d.unit().equals("class gap")
                        || d.unit().equals("standard deviation")
                        || d.unit().equals("sum of the parts");
        return free ? UNIT_FREE.clone() : IN_UNITS.clone();
    }

    /**
     * Measures.
     *
     * @param d the direction
     * @param journal remembers measurements
     * @param progress progress and cancellation
     * @return the curves
     */
    public EffectCurves curves(Direction d, Journal journal, Progress progress) {
        double[] grid = grid(d);
        String id = RecordCache.sha256(Arrays.toString(d.values()) + voice.identity());
        String plain = "plain-" + RecordCache.sha256(voice.identity());
        List<Trial> trials = new ArrayList<>();
        for (double strength : grid) {
            for (String text : texts) {
                for (String speaker : speakers) {
                    trials.add(new Trial(strength, text, speaker));
                }
            }
        }
        List<Map<String, Double>> measured =
                workers.each(
                        trials,
                        t -> measured(d, t, key(t.strength() == 0 ? plain : id, t), journal),
                        done -> progress.step("validating " + d.name(), done, trials.size()));
        int each = texts.size() * speakers.size();
        List<List<Map<String, Double>>> all = new ArrayList<>();
        for (int g = 0; g < grid.length; g++) {
            all.add(measured.subList(g * each, (g + 1) * each));
        }
        return EffectCurves.of(grid, all);
    }

    private record Trial(double strength, String text, String speaker) {}

    private String key(String what, Trial t) {
        return String.join(
                " ",
                what,
                Double.toString(t.strength()),
                RecordCache.sha256(t.text()),
                t.speaker(),
                Long.toString(seed),
                Integer.toString(steps));
    }

    private Map<String, Double> measured(Direction d, Trial t, String key, Journal journal) {
        Map<String, Double> known = journal.get(key);
        if (known == null) {
            known = measure(d, t.strength(), t.text(), t.speaker());
            journal.put(key, known);
        }
        return known;
    }

    private Map<String, Double> measure(Direction d, double strength, String text, String speaker) {
        PreparedEdits edit =
                new PreparedEdits(
                        backend,
                        List.of(new BroadcastEdit.Part(d, strength, Optional.empty())),
                        List.of());
        return probe.measure(
                voice.speak(
                                new Voice.Request(text, speaker, seed, steps),
                                Optional.of(edit),
                                null,
                                Progress.NONE)
                        .audio());
    }

    /**
     * The direction with its validated range, its side effects and its curves.
     *
     * @param d the direction
     * @param attribute what it is for
     * @param curves its effects
     */
    public static Direction validated(Direction d, String attribute, EffectCurves curves) {
        double[] range = curves.range(attribute);
        Map<String, String> provenance = new TreeMap<>(d.provenance());
        provenance.put("effects", curves.json());
        return new Direction(
                d.name(),
                d.fingerprint(),
                d.hook(),
                d.steps(),
                d.values(),
                d.unit(),
                range[0],
                range[1],
                curves.slopes(),
                provenance,
                d.times());
    }
}
