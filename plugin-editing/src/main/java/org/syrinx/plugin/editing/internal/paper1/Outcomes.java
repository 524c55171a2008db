package org.syrinx.plugin.editing.internal.paper1;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.syrinx.plugin.editing.internal.measure.GenderProbe;

/** From trials to verdicts, by the rules of {@link Protocol} and no others. */
final class Outcomes {
    /**
     * The ends that a claim can come to: the paper's claims are reproduced or not, ours are
     * supported or not.
     */
    enum Verdict {
        REPRODUCED("reproduced"),
        NOT_REPRODUCED("not reproduced"),
        SUPPORTED("supported"),
        NOT_SUPPORTED("not supported"),
        INCONCLUSIVE("inconclusive");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * One claim's end.
     *
     * @param id H1 to H4, H1m, E1
     * @param claim in words
     * @param verdict how it ended
     * @param reason with the figures
     */
    record Claim(String id, String claim, Verdict verdict, String reason) {}

    /**
     * One arm's figures.
     *
     * @param strength chosen on the validation items
     * @param flips share of test items flipped at it
     * @param interval of the flips, by speaker
     * @param contentLost share of the unedited frame accuracy
     * @param items tested
     */
    record ArmResult(
            double strength, double flips, double[] interval, double contentLost, int items) {}

    /**
     * Chooses an arm's strength on the validation items: the smallest that reaches the flip
     * criterion with at most the allowed loss of content; if none does, the one that flips most
     * among those that keep the content; 0 if none keeps it.
     *
     * @param trials of one arm, and the unedited ones
     */
    static double choose(List<Trial> trials, List<Trial> plain) {
        TreeMap<Double, List<Trial>> byStrength = new TreeMap<>();
        for (Trial t : trials) {
            if (t.towards() > 0) {
                byStrength.computeIfAbsent(t.towards(), s -> new ArrayList<>()).add(t);
            }
        }
        double best = 0;
        double bestFlips = 0;
        for (Map.Entry<Double, List<Trial>> e : byStrength.entrySet()) {
            double flips = flips(e.getValue());
            if (contentLost(e.getValue(), plain) > Protocol.MOST_CONTENT_LOST) {
                continue;
            }
            if (suffices(e.getValue(), plain)) {
                return e.getKey();
            }
            if (flips > bestFlips) {
                bestFlips = flips;
                best = e.getKey();
            }
        }
        return best;
    }

    /** Whether a strength reaches the flip criterion with at most the allowed loss of content. */
    static boolean suffices(List<Trial> trials, List<Trial> plain) {
        return flips(trials) >= Protocol.FLIP_CRITERION
                && contentLost(trials, plain) <= Protocol.MOST_CONTENT_LOST;
    }

    static double flips(List<Trial> trials) {
        return trials.stream().mapToDouble(t -> t.flipped() ? 1 : 0).average().orElse(0);
    }

    /** 1 - edited accuracy / unedited accuracy, pooled over the same items. */
    static double contentLost(List<Trial> trials, List<Trial> plain) {
        Map<String, Trial> unedited =
                plain.stream().collect(Collectors.toMap(Trial::item, t -> t, (a, b) -> a));
        double edited = 0;
        double before = 0;
        for (Trial t : trials) {
            edited += t.content();
            before += unedited.get(t.item()).content();
        }
        return before == 0 ? 1 : 1 - edited / before;
    }

    /** An arm at its chosen strength, on the test items. */
    static ArmResult result(List<Trial> test, List<Trial> plain, double strength) {
        List<Trial> at =
                strength == 0 ? plain : test.stream().filter(t -> t.towards() == strength).toList();
        Map<String, List<Trial>> bySpeaker =
                at.stream().collect(Collectors.groupingBy(Trial::speaker));
        return new ArmResult(
                strength,
                flips(at),
                Statistics.interval(bySpeaker, Outcomes::flips, 1),
                contentLost(at, plain),
                at.size());
    }

    /** Why no verdict may be drawn from this model, or an empty string. */
    static String gate(List<Trial> plain, double modelContent, double teacherContent) {
        double right = plain.stream().mapToDouble(t -> t.right() ? 1 : 0).average().orElse(0);
        if (right < Protocol.GATE_GENDER) {
            return String.format(
                    Locale.ROOT,
                    "the model is not good enough: the probe hears the gender of %.1f %% of its"
                            + " unedited speech, and %.0f %% was asked for",
                    100 * right,
                    100 * Protocol.GATE_GENDER);
        }
        if (modelContent < Protocol.GATE_CONTENT * teacherContent) {
            return String.format(
                    Locale.ROOT,
                    "the model is not good enough: %.1f %% of its frames have the right phone, the"
                            + " teacher's have %.1f %%, and %.0f %% of that was asked for",
                    100 * modelContent,
                    100 * teacherContent,
                    100 * Protocol.GATE_CONTENT);
        }
        return "";
    }

    /**
     * H1: directions in h-space flip more than directions in the speaker embedding.
     *
     * @param hspace trials of the test, at the chosen strength
     * @param embedding of the same items
     */
    static Claim h1(
            List<Trial> hspace, List<Trial> embedding, double lostA, double lostB, String gate) {
        String claim = "h-space flips the gender more often than the speaker embedding";
        Map<String, Trial> other =
                embedding.stream().collect(Collectors.toMap(Trial::item, t -> t, (a, b) -> a));
        Map<String, List<double[]>> pairs = new TreeMap<>();
        int onlyA = 0;
        int onlyB = 0;
        for (Trial a : hspace) {
            Trial b = other.get(a.item());
            if (b != null) {
                pairs.computeIfAbsent(a.speaker(), s -> new ArrayList<>())
                        .add(new double[] {a.flipped() ? 1 : 0, b.flipped() ? 1 : 0});
                onlyA += a.flipped() && !b.flipped() ? 1 : 0;
                onlyB += b.flipped() && !a.flipped() ? 1 : 0;
            }
        }
        int items = pairs.values().stream().mapToInt(List::size).sum();
        List<double[]> all = pairs.values().stream().flatMap(List::stream).toList();
        double difference = difference(all);
        double[] ci = Statistics.interval(pairs, Outcomes::difference, 2);
        String figures =
                String.format(
                        Locale.ROOT,
                        "%.1f %% against %.1f %%, difference %+.1f points (95 %%: %+.1f to %+.1f,"
                                + " %d speakers, %d items; McNemar p = %.3g); content lost %.1f %%"
                                + " and %.1f %%",
                        100 * mean(all, 0),
                        100 * mean(all, 1),
                        100 * difference,
                        100 * ci[0],
                        100 * ci[1],
                        pairs.size(),
                        items,
                        Statistics.mcNemar(onlyA, onlyB),
                        100 * lostA,
                        100 * lostB);
        String blocked = blocked(gate, items, ci);
        if (!blocked.isEmpty()) {
            return new Claim("H1", claim, Verdict.INCONCLUSIVE, blocked + "; " + figures);
        }
        return new Claim(
                "H1", claim, ci[0] > 0 ? Verdict.REPRODUCED : Verdict.NOT_REPRODUCED, figures);
    }

    /** Why two arms cannot be compared, or an empty string. */
    static String blocked(String gate, int items, double[] interval) {
        return !gate.isEmpty()
                ? gate
                : items < Protocol.FEWEST_ITEMS
                        ? "too few items: " + items + " of " + Protocol.FEWEST_ITEMS
                        : Double.isNaN(interval[0]) ? "a single speaker" : "";
    }

    private static double difference(List<double[]> pairs) {
        return mean(pairs, 0) - mean(pairs, 1);
    }

    private static double mean(List<double[]> pairs, int side) {
        return pairs.stream().mapToDouble(p -> p[side]).average().orElse(0);
    }

    /**
     * H2: among the leading components one follows gender, another the level.
     *
     * @param components correlations; the raw ones decide
     */
    static Claim h2(Components components, String gate) {
        Components.Correlations raw = components.raw();
        double[] gender = raw.gender();
        double[] level = raw.level();
        String claim = "without labels, a leading component follows gender and another the level";
        boolean supported = false;
        for (int g = 0; g < gender.length; g++) {
            for (int l = 0; l < level.length; l++) {
                supported |=
                        g != l
                                && Math.abs(gender[g]) >= Protocol.COMPONENT_GENDER
                                && Math.abs(level[l]) >= Protocol.COMPONENT_LEVEL;
            }
        }
        boolean chance = raw.genderChance().reached() || raw.levelChance().reached();
        String figures =
                "correlations "
                        + text(raw)
                        + "; with the mean of each text taken off: "
                        + text(components.withinText());
        Verdict verdict =
                !gate.isEmpty()
                        ? Verdict.INCONCLUSIVE
                        : supported
                                ? Verdict.REPRODUCED
                                : chance ? Verdict.NOT_REPRODUCED : Verdict.INCONCLUSIVE;
        return new Claim("H2", claim, verdict, (gate.isEmpty() ? "" : gate + "; ") + figures);
    }

    private static String text(Components.Correlations c) {
        return String.format(
                Locale.ROOT,
                "with gender %s (%s), with the level %s (%s)",
                text(c.gender()),
                text(c.genderChance()),
                text(c.level()),
                text(c.levelChance()));
    }

    private static String text(Components.Chance c) {
        return String.format(
                Locale.ROOT,
                "whole speakers exchanged: 95 %% below %.2f, p = %.3f%s",
                c.bound(),
                c.p(),
                c.least() > 0.05
                        ? String.format(Locale.ROOT, ", which cannot be below %.3f", c.least())
                        : "");
    }

    static double largest(double[] values) {
        double most = 0;
        for (double v : values) {
            most = Math.max(most, Math.abs(v));
        }
        return most;
    }

    private static String text(double[] values) {
        List<String> out = new ArrayList<>();
        for (double v : values) {
            out.add(String.format(Locale.ROOT, "%+.2f", v));
        }
        return out.toString();
    }

    /** H3: the gender score rises with the strength, item by item. */
    static Claim h3(List<Trial> hspace, String gate) {
        String claim = "the strength acts monotonically on [-1, 1]";
        Map<String, TreeMap<Double, Double>> byItem = new LinkedHashMap<>();
        for (Trial t : hspace) {
            if (Math.abs(t.strength()) <= 1) {
                Double score = t.measured().get(GenderProbe.ATTRIBUTE);
                byItem.computeIfAbsent(t.item(), i -> new TreeMap<>())
                        .put(t.strength(), score == null ? Double.NaN : score);
            }
        }
        int good = 0;
        for (TreeMap<Double, Double> curve : byItem.values()) {
            double[] x = curve.keySet().stream().mapToDouble(Double::doubleValue).toArray();
            double[] y = curve.values().stream().mapToDouble(Double::doubleValue).toArray();
            boolean heard = java.util.Arrays.stream(y).noneMatch(Double::isNaN);
            good += heard && Statistics.spearman(x, y) >= Protocol.DOSE_RESPONSE ? 1 : 0;
        }
        double share = byItem.isEmpty() ? 0 : (double) good / byItem.size();
        String figures =
                String.format(
                        Locale.ROOT,
                        "rank correlation of at least %.1f for %.1f %% of %d items",
                        Protocol.DOSE_RESPONSE,
                        100 * share,
                        byItem.size());
        boolean few = byItem.size() < Protocol.FEWEST_ITEMS;
        if (!gate.isEmpty() || few) {
            return new Claim(
                    "H3",
                    claim,
                    Verdict.INCONCLUSIVE,
                    (gate.isEmpty() ? "too few items" : gate) + "; " + figures);
        }
        return new Claim(
                "H3",
                claim,
                share >= Protocol.DOSE_SHARE ? Verdict.REPRODUCED : Verdict.NOT_REPRODUCED,
                figures);
    }

    /** H4: the content survives at the chosen strength. */
    static Claim h4(ArmResult hspace, String gate) {
        String claim = "the content survives the edit";
        String figures =
                String.format(
                        Locale.ROOT,
                        "%.1f %% of the frame accuracy lost at strength %.2f, over %d items",
                        100 * hspace.contentLost(),
                        hspace.strength(),
                        hspace.items());
        String blocked =
                !gate.isEmpty()
                        ? gate
                        : hspace.strength() == 0
                                ? "no strength flipped anything and kept the content"
                                : hspace.items() < Protocol.FEWEST_ITEMS ? "too few items" : "";
        if (!blocked.isEmpty()) {
            return new Claim("H4", claim, Verdict.INCONCLUSIVE, blocked + "; " + figures);
        }
        return new Claim(
                "H4",
                claim,
                hspace.contentLost() <= Protocol.MOST_CONTENT_LOST
                        ? Verdict.REPRODUCED
                        : Verdict.NOT_REPRODUCED,
                figures);
    }

    /** Whether random directions stay without effect; if not, nothing else may be believed. */
    static String controls(ArmResult random) {
        return random.flips() < Protocol.RANDOM_FLIPS
                ? ""
                : String.format(
                        Locale.ROOT,
                        "random directions flip %.1f %%: the probe or the norm is wrong",
                        100 * random.flips());
    }
}
