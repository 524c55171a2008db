package org.syrinx.plugin.editing.internal.paper1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.syrinx.api.Direction;
import org.syrinx.api.DirectionFinder.ActivationSet;
import org.syrinx.api.DirectionFinder.Sample;
import org.syrinx.plugin.editing.internal.capture.Capture;
import org.syrinx.plugin.editing.internal.measure.Attributes;
import org.syrinx.plugin.editing.internal.measure.GenderProbe;

/**
 * What the unsupervised components follow, over the captured utterances, and what that is worth:
 * the same correlations when whole speakers exchange their labels. Gender belongs to a speaker;
 * utterances of one are no independent draws of it.
 *
 * @param raw of the activations as they are: what H2 is judged by
 * @param withinText with each text's mean taken off, as the components were found and as the naming
 *     report of a direction has it
 */
record Components(Correlations raw, Correlations withinText) {
    /** All orders of so many speakers are tried (7! = 5040); of more, as many are drawn. */
    private static final int ALL_ORDERS = 7;

    private static final int DRAWN = 5000;

    /** Correlations that are equal but for rounding. */
    private static final double ROUNDING = 1e-9;

    /**
     * One set of correlations.
     *
     * @param gender of each component
     * @param level of each component
     * @param genderChance speakers exchanged
     * @param levelChance speakers exchanged, each utterance's level with that of the same text
     */
    record Correlations(double[] gender, double[] level, Chance genderChance, Chance levelChance) {}

    /**
     * The largest correlation of any component, over all orders of the speakers.
     *
     * @param bound what 95 % of the orders stay at or below
     * @param p share of the orders that do at least as well as the true one, itself included
     * @param least the smallest p that there can be: the share of the orders that say the same as
     *     the true one. Of six speakers, three of each gender, one order in ten
     */
    record Chance(double bound, double p, double least) {
        /**
         * Whether the true order is at the level of the others: at 95 %, or where so few speakers
         * cannot be told apart as well, if an order that says something else does as well.
         */
        boolean reached() {
            return p > Math.max(0.05, least + ROUNDING);
        }
    }

    static Components of(List<Direction> components, ActivationSet data) {
        int n = data.samples().size();
        double[] gender = new double[n];
        double[] level = new double[n];
        for (int k = 0; k < n; k++) {
            Sample s = data.samples().get(k);
            gender[k] = s.labels().get(GenderProbe.ATTRIBUTE).equals("female") ? 1 : 0;
            level[k] = s.measured().getOrDefault(Attributes.LEVEL, -70.0);
        }
        double[][] projections = new double[components.size()][n];
        for (int c = 0; c < components.size(); c++) {
            for (int k = 0; k < n; k++) {
                float[] h = data.samples().get(k).pooled();
                for (int i = 0; i < h.length; i++) {
                    projections[c][k] += h[i] * (double) components.get(c).values()[i];
                }
            }
        }
        List<int[]> orders = orders(data.samples());
        Correlations raw = correlations(projections, gender, level, orders);
        List<String> texts = data.samples().stream().map(s -> s.labels().get("text")).toList();
        for (double[] p : projections) {
            takeMeansOff(p, texts);
        }
        takeMeansOff(gender, texts);
        takeMeansOff(level, texts);
        return new Components(raw, correlations(projections, gender, level, orders));
    }

    private static Correlations correlations(
            double[][] projections, double[] gender, double[] level, List<int[]> orders) {
        return new Correlations(
                with(projections, gender),
                with(projections, level),
                chance(projections, gender, orders),
                chance(projections, level, orders));
    }

    private static double[] with(double[][] projections, double[] values) {
        return Arrays.stream(projections).mapToDouble(p -> Statistics.pearson(p, values)).toArray();
    }

    private static Chance chance(double[][] projections, double[] values, List<int[]> orders) {
        double truth = Outcomes.largest(with(projections, values));
        double[] largest = new double[orders.size()];
        int asGood = 0;
        int same = 0;
        double[] y = new double[values.length];
        for (int o = 0; o < largest.length; o++) {
            int[] order = orders.get(o);
            for (int k = 0; k < y.length; k++) {
                y[k] = values[order[k]];
            }
            largest[o] = Outcomes.largest(with(projections, y));
            asGood += largest[o] >= truth - ROUNDING ? 1 : 0;
            same += Math.abs(Statistics.pearson(values, y)) >= 1 - ROUNDING ? 1 : 0;
        }
        Arrays.sort(largest);
        double n = largest.length;
        return new Chance(largest[(int) Math.ceil(0.95 * n) - 1], asGood / n, same / n);
    }

    private static void takeMeansOff(double[] values, List<String> groups) {
        Map<String, double[]> sums = new HashMap<>();
        for (int k = 0; k < values.length; k++) {
            double[] sum = sums.computeIfAbsent(groups.get(k), g -> new double[2]);
            sum[0] += values[k];
            sum[1]++;
        }
        for (int k = 0; k < values.length; k++) {
            double[] sum = sums.get(groups.get(k));
            values[k] -= sum[0] / sum[1];
        }
    }

    /**
     * For every order of the speakers, whose value each utterance gets: that of the utterance of
     * the same text and noise by the speaker who takes the place. The true order is the first.
     */
    private static List<int[]> orders(List<Sample> samples) {
        Map<String, Map<String, Integer>> utterances = new TreeMap<>();
        for (int k = 0; k < samples.size(); k++) {
            Map<String, String> labels = samples.get(k).labels();
            utterances
                    .computeIfAbsent(labels.get("speaker"), s -> new HashMap<>())
                    .put(labels.get(Capture.PAIR), k);
        }
        List<String> speakers = List.copyOf(utterances.keySet());
        List<int[]> permutations = new ArrayList<>();
        int[] start = new int[speakers.size()];
        Arrays.setAll(start, i -> i);
        if (speakers.size() <= ALL_ORDERS) {
            permute(start, 0, permutations);
        } else {
            SplittableRandom random = new SplittableRandom(1);
            permutations.add(start);
            while (permutations.size() < DRAWN) {
                permutations.add(drawn(start, random));
            }
        }
        List<int[]> out = new ArrayList<>();
        for (int[] permutation : permutations) {
            int[] order = new int[samples.size()];
            for (int k = 0; k < order.length; k++) {
                Map<String, String> labels = samples.get(k).labels();
                int place = permutation[speakers.indexOf(labels.get("speaker"))];
                Integer other = utterances.get(speakers.get(place)).get(labels.get(Capture.PAIR));
                if (other == null) {
                    throw new IllegalStateException(
                            speakers.get(place) + " lacks the pair " + labels.get(Capture.PAIR));
                }
                order[k] = other;
            }
            out.add(order);
        }
        return out;
    }

    private static void permute(int[] rest, int fixed, List<int[]> into) {
        if (fixed == rest.length) {
            into.add(rest.clone());
            return;
        }
        for (int i = fixed; i < rest.length; i++) {
            swap(rest, fixed, i);
            permute(rest, fixed + 1, into);
            swap(rest, fixed, i);
        }
    }

    private static int[] drawn(int[] start, SplittableRandom random) {
        int[] out = start.clone();
        for (int i = out.length - 1; i > 0; i--) {
            swap(out, i, random.nextInt(i + 1));
        }
        return out;
    }

    private static void swap(int[] a, int i, int j) {
        int t = a[i];
        a[i] = a[j];
        a[j] = t;
    }
}
