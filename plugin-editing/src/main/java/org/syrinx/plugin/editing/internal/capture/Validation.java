package org.syrinx.plugin.editing.internal.capture;

import java.util.ArrayList;
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
 */
public record Validation(
        Backend backend,
        Voice voice,
        GenderProbe probe,
        List<String> texts,
        List<String> speakers,
        long seed,
        int steps) {
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
        List<List<Map<String, Double>>> all = new ArrayList<>();
        String id = RecordCache.sha256(java.util.Arrays.toString(d.values()) + d.fingerprint());
        int done = 0;
        for (double strength : grid) {
            List<Map<String, Double>> here = new ArrayList<>();
            for (String text : texts) {
                for (String speaker : speakers) {
                    progress.step(
                            "validating " + d.name(),
                            done++,
                            (long) grid.length * texts.size() * speakers.size());
                    String key =
                            (strength == 0 ? "plain" : id)
                                    + " "
                                    + strength
                                    + " "
                                    + RecordCache.sha256(text)
                                    + " "
                                    + speaker
                                    + " "
                                    + seed
                                    + " "
                                    + steps;
                    Map<String, Double> measured = journal.get(key);
                    if (measured == null) {
                        measured = measure(d, strength, text, speaker);
                        journal.put(key, measured);
                    }
                    here.add(measured);
                }
            }
            all.add(here);
        }
        return EffectCurves.of(grid, all);
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
