package org.syrinx.plugin.editing.internal.paper1;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.syrinx.plugin.editing.internal.measure.Attributes;

/**
 * What effort against gain came to, by the rules of {@link Protocol} and those here, which were
 * fixed before anything was measured.
 *
 * <p>A change is the edited less the unedited measurement of one item. An item's <em>slope</em> is
 * the least-squares change per strength 1 through the unedited speech, {@code sum(s d) / sum(s s)}:
 * what an edit does whatever its sign does not count. A sound that is too silent to be measured has
 * failed and counts as no change. Means are over items, intervals draw whole speakers.
 *
 * @param claim E1
 * @param arms figures by arm id; empty if nothing could be spoken
 * @param gaps attribute to loud less soft of the model's own rows, of all speakers that have them
 * @param trials that a complete run of this part speaks or amplifies, without what it captures
 * @param secondsPerTrial of this run; NaN if all were known
 * @param sounds that were kept
 */
record EffortResult(
        Outcomes.Claim claim,
        Map<String, ArmFigures> arms,
        Map<String, Figure> gaps,
        long trials,
        double secondsPerTrial,
        List<Sound> sounds) {
    /** What is reported. The verdict is drawn from the tilt alone. */
    static final List<String> ATTRIBUTES =
            List.of(Attributes.TILT, Attributes.LEVEL, Attributes.PITCH);

    /** LUFS of silence. */
    static final double SILENT = -70;

    private static final String CLAIM =
            "the direction from soft to loud in h-space changes the effort, which gain does not";

    /**
     * A mean.
     *
     * @param mean over items; NaN without any
     * @param interval 95 %, by drawing speakers; NaN for fewer than two
     * @param speakers how many
     * @param items how many
     */
    record Figure(double mean, double[] interval, int speakers, int items) {
        static Figure of(Map<String, List<Double>> bySpeaker) {
            ToDoubleFunction<List<Double>> mean =
                    v -> v.stream().mapToDouble(d -> d).average().orElse(Double.NaN);
            List<Double> all = bySpeaker.values().stream().flatMap(List::stream).toList();
            return new Figure(
                    mean.applyAsDouble(all),
                    Statistics.interval(bySpeaker, mean, 3),
                    bySpeaker.size(),
                    all.size());
        }

        /** Whether the interval lies on one side of 0; false if there is none. */
        boolean differsFromZero() {
            return interval[0] > 0 || interval[1] < 0;
        }

        @Override
        public String toString() {
            return Double.isNaN(mean)
                    ? "-"
                    : Double.isNaN(interval[0])
                            ? String.format(Locale.ROOT, "%+.2f", mean)
                            : String.format(
                                    Locale.ROOT,
                                    "%+.2f (%+.2f to %+.2f)",
                                    mean,
                                    interval[0],
                                    interval[1]);
        }
    }

    /**
     * One utterance of each style.
     *
     * @param speaker of both
     * @param soft measurements
     * @param loud measurements
     */
    record Pair(String speaker, Map<String, Double> soft, Map<String, Double> loud) {}

    /**
     * One arm.
     *
     * @param about one line
     * @param slopes attribute to the change per strength 1
     * @param changes strength to attribute to change
     * @param contentLost share of the unedited frame accuracy, at the largest strengths
     * @param failed sounds that were too silent to be measured
     */
    record ArmFigures(
            String about,
            Map<String, Figure> slopes,
            Map<Double, Map<String, Figure>> changes,
            double contentLost,
            long failed) {
        static ArmFigures of(String about, List<Trial> trials, List<Trial> plain) {
            Map<String, Figure> slopes = new LinkedHashMap<>();
            Map<Double, Map<String, Figure>> changes = new TreeMap<>();
            TreeSet<Double> strengths =
                    trials.stream()
                            .map(Trial::strength)
                            .collect(Collectors.toCollection(TreeSet::new));
            for (String a : ATTRIBUTES) {
                slopes.put(a, Figure.of(EffortResult.slopes(trials, plain, a)));
                for (double s : strengths) {
                    List<Trial> at = trials.stream().filter(t -> t.strength() == s).toList();
                    changes.computeIfAbsent(s, x -> new LinkedHashMap<>())
                            .put(a, Figure.of(scaled(EffortResult.slopes(at, plain, a), s)));
                }
            }
            double most = strengths.isEmpty() ? 0 : strengths.last();
            List<Trial> strongest =
                    trials.stream().filter(t -> Math.abs(t.strength()) == most).toList();
            return new ArmFigures(
                    about,
                    slopes,
                    changes,
                    strongest.isEmpty() ? Double.NaN : Outcomes.contentLost(strongest, plain),
                    trials.stream()
                            .filter(t -> !t.measured().containsKey(Attributes.TILT))
                            .count());
        }
    }

    /** Nothing was spoken. */
    static EffortResult nothing(String reason) {
        return new EffortResult(
                new Outcomes.Claim("E1", CLAIM, Outcomes.Verdict.INCONCLUSIVE, reason),
                Map.of(),
                Map.of(),
                0,
                Double.NaN,
                List.of());
    }

    /** Loud less soft, by attribute. */
    static Map<String, Figure> gaps(List<Pair> own) {
        Map<String, Figure> out = new LinkedHashMap<>();
        ATTRIBUTES.forEach(a -> out.put(a, Figure.of(gaps(own, a))));
        return out;
    }

    private static Map<String, List<Double>> gaps(List<Pair> own, String attribute) {
        Map<String, List<Double>> out = new TreeMap<>();
        for (Pair p : own) {
            out.computeIfAbsent(p.speaker(), s -> new ArrayList<>())
                    .add(change(p.loud(), p.soft(), attribute));
        }
        return out;
    }

    private static double change(
            Map<String, Double> after, Map<String, Double> before, String attribute) {
        Double a = after.get(attribute);
        Double b = before.get(attribute);
        return a == null || b == null ? 0 : a - b;
    }

    /** The slope of every item, by speaker; items in the order of the trials. */
    static Map<String, List<Double>> slopes(
            List<Trial> trials, List<Trial> plain, String attribute) {
        Map<String, Trial> before =
                plain.stream().collect(Collectors.toMap(Trial::item, Function.identity()));
        Map<String, double[]> sums = new LinkedHashMap<>();
        Map<String, String> speakers = new LinkedHashMap<>();
        for (Trial t : trials) {
            double d = change(t.measured(), before.get(t.item()).measured(), attribute);
            double[] sum = sums.computeIfAbsent(t.item(), i -> new double[2]);
            sum[0] += t.strength() * d;
            sum[1] += t.strength() * t.strength();
            speakers.put(t.item(), t.speaker());
        }
        Map<String, List<Double>> out = new TreeMap<>();
        sums.forEach(
                (item, sum) ->
                        out.computeIfAbsent(speakers.get(item), s -> new ArrayList<>())
                                .add(sum[0] / sum[1]));
        return out;
    }

    private static Map<String, List<Double>> scaled(Map<String, List<Double>> values, double by) {
        Map<String, List<Double>> out = new TreeMap<>();
        values.forEach((s, v) -> out.put(s, v.stream().map(d -> d * by).toList()));
        return out;
    }

    private static Map<String, List<Double>> less(
            Map<String, List<Double>> a, Map<String, List<Double>> b) {
        Map<String, List<Double>> out = new TreeMap<>();
        a.forEach(
                (speaker, v) -> {
                    List<Double> d = new ArrayList<>();
                    for (int i = 0; i < v.size(); i++) {
                        d.add(v.get(i) - b.get(speaker).get(i));
                    }
                    out.put(speaker, d);
                });
        return out;
    }

    /**
     * E1. Supported if the tilt goes the way of the model's own effort, and does so more than under
     * gain of the same level: both intervals above 0. Not supported otherwise. Inconclusive if the
     * model's rows do not differ in tilt, if a random direction moves the tilt as much, with too
     * few items or speakers, or if the model is not good enough.
     *
     * @param spoken trials by arm id, all of the same items
     * @param plain unedited
     * @param own utterances of the model's rows
     * @param gate why no verdict may be drawn from this model, or an empty string
     */
    static Outcomes.Claim judge(
            Map<String, List<Trial>> spoken, List<Trial> plain, List<Pair> own, String gate) {
        Figure gap = Figure.of(gaps(own, Attributes.TILT));
        double towards = gap.mean() < 0 ? -1 : 1;
        Map<String, List<Double>> edited =
                scaled(slopes(spoken.get(Effort.HSPACE), plain, Attributes.TILT), towards);
        Map<String, List<Double>> amplified =
                scaled(slopes(spoken.get(Effort.GAIN), plain, Attributes.TILT), towards);
        Figure hspace = Figure.of(edited);
        Figure more = Figure.of(less(edited, amplified));
        Figure random =
                Figure.of(
                        scaled(slopes(spoken.get(Effort.RANDOM), plain, Attributes.TILT), towards));
        String figures =
                String.format(
                        Locale.ROOT,
                        "tilt towards effort, dB/octave per strength 1 (95 %% by speaker): h-space"
                                + " %s, more than gain by %s, random direction %s; the model's own"
                                + " loud and soft rows are %.2f apart; %d speakers, %d items",
                        hspace,
                        more,
                        random,
                        Math.abs(gap.mean()),
                        hspace.speakers(),
                        hspace.items());
        boolean supported = hspace.interval()[0] > 0 && more.interval()[0] > 0;
        String blocked = gate;
        if (gap.speakers() < 2) {
            blocked = "fewer than two speakers have rows for soft and loud";
        } else if (!gap.differsFromZero()) {
            blocked = "the model's own loud and soft rows do not differ in tilt: " + gap;
        } else if (gate.isEmpty() && hspace.items() < Protocol.EFFORT_FEWEST_ITEMS) {
            blocked = "too few items: " + hspace.items() + " of " + Protocol.EFFORT_FEWEST_ITEMS;
        } else if (gate.isEmpty() && hspace.speakers() < 2) {
            blocked = "a single speaker to test";
        } else if (gate.isEmpty()
                && supported
                && Math.abs(random.mean()) >= Math.abs(hspace.mean())) {
            blocked = "a random direction moves the tilt as much";
        }
        return blocked.isEmpty()
                ? new Outcomes.Claim(
                        "E1",
                        CLAIM,
                        supported ? Outcomes.Verdict.SUPPORTED : Outcomes.Verdict.NOT_SUPPORTED,
                        figures)
                : new Outcomes.Claim(
                        "E1", CLAIM, Outcomes.Verdict.INCONCLUSIVE, blocked + "; " + figures);
    }
}
