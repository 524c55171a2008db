package org.syrinx.plugin.editing.internal.finders;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.Direction;
import org.syrinx.api.DirectionFinder;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;

/**
 * Ridge regression of a measured attribute: strength 1 shifts the prediction by one unit of the
 * attribute, which makes a slider in dB or semitones. The option {@code penalty} is relative to the
 * mean square of the activations; without it cross-validation chooses.
 */
@Component(service = DirectionFinder.class, property = "finder.kind=ridge")
public final class RidgeFinder implements DirectionFinder {
    private static final String KIND = "ridge";
    private static final double[] GRID = {1e-3, 1e-2, 1e-1, 1, 10};

    /** Creates the finder. */
    public RidgeFinder() {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean supervised() {
        return true;
    }

    @Override
    public List<Direction> find(
            ActivationSet data, Map<String, String> options, Progress progress) {
        Options o = Options.of(KIND, options, "penalty", "unit");
        Activations x = new Activations(data, 4, o.text("within", ""));
        String attribute = o.required("attribute");
        double[] y = centred(x.measured(attribute));
        if (Matrices.dot(y, y) == 0) {
            throw new SyrinxException(
                    "a measurement that varies from utterance to utterance",
                    "\"" + attribute + "\" is the same in all of them",
                    "measure something else, or collect other utterances");
        }
        Map<String, String> notes = new TreeMap<>();
        double penalty = o.number("penalty", Double.NaN, 1e-9, 1e9);
        if (Double.isNaN(penalty)) {
            penalty = choose(x, o, y, notes, progress);
        }
        notes.put("penalty", Double.toString(penalty));
        double[][] slices = new double[x.steps()][];
        for (int i = 0; i < x.steps(); i++) {
            progress.step("finding " + KIND, i, x.steps());
            DMatrixRMaj rows = Activations.centred(x.step(i));
            double[] alpha = fit(Matrices.gram(rows), y, penalty);
            double[] w = Matrices.transposedTimes(rows, alpha);
            double square = Matrices.dot(w, w);
            slices[i] = square == 0 ? w : Matrices.scaled(w, 1 / square);
        }
        String unit = o.text("unit", "unit of " + attribute);
        return List.of(new Assembly(x, o, KIND).direction(attribute, slices, true, unit, notes));
    }

    private static double[] centred(double[] y) {
        double mean = java.util.Arrays.stream(y).average().orElse(0);
        return java.util.Arrays.stream(y).map(v -> v - mean).toArray();
    }

    private static double[] fit(DMatrixRMaj gram, double[] y, double penalty) {
        double mean = 0;
        for (int k = 0; k < gram.numRows; k++) {
            mean += gram.get(k, k) / gram.numRows;
        }
        return Matrices.solve(Matrices.plusDiagonal(gram, Math.max(1e-12, penalty * mean)), y);
    }

    private double choose(
            Activations x, Options o, double[] y, Map<String, String> notes, Progress progress) {
        String label = o.text("groups", x.hasLabel("speaker") ? "speaker" : "");
        int n = y.length;
        int[] all = new int[n];
        int[] oneSide = new int[n];
        for (int k = 0; k < n; k++) {
            all[k] = k;
            // alternate so that Folds, which balances two classes, has two equal ones to balance
            oneSide[k] = label.isEmpty() ? (k % 2 == 0 ? 1 : -1) : 1;
        }
        Folds folds = label.isEmpty() ? Folds.of(null, all, oneSide) : byGroup(x.labels(label));
        notes.put("cross-validation", folds.description());
        double[] error = new double[GRID.length];
        int[] steps = Folds.spread(x.steps());
        for (int s = 0; s < steps.length; s++) {
            progress.step("cross-validating " + KIND, s, steps.length);
            DMatrixRMaj gram = Matrices.gram(Activations.centred(x.step(steps[s])));
            for (int g = 0; g < GRID.length; g++) {
                error[g] += heldOutError(folds, gram, y, GRID[g]);
            }
        }
        int best = 0;
        for (int g = 1; g < GRID.length; g++) {
            best = error[g] < error[best] ? g : best;
        }
        double total = Matrices.dot(y, y) * steps.length;
        notes.put("cross-validated R2", Assembly.format(1 - error[best] / total));
        return GRID[best];
    }

    private static Folds byGroup(String[] groups) {
        Map<String, Integer> number = new java.util.LinkedHashMap<>();
        int[] fold = new int[groups.length];
        for (int k = 0; k < groups.length; k++) {
            number.putIfAbsent(groups[k], number.size());
        }
        if (number.size() < 2) {
            for (int k = 0; k < groups.length; k++) {
                fold[k] = k % 5;
            }
            return new Folds(fold, 5, "utterances held out, because there is one speaker");
        }
        int count = Math.min(5, number.size());
        for (int k = 0; k < groups.length; k++) {
            fold[k] = number.get(groups[k]) % count;
        }
        return new Folds(fold, count, "whole speakers held out, " + count + " parts");
    }

    private static double heldOutError(Folds folds, DMatrixRMaj gram, double[] y, double penalty) {
        double sum = 0;
        for (int f = 0; f < folds.count(); f++) {
            List<Integer> in = new java.util.ArrayList<>();
            List<Integer> out = new java.util.ArrayList<>();
            for (int k = 0; k < y.length; k++) {
                (folds.of()[k] == f ? out : in).add(k);
            }
            if (in.isEmpty()) {
                continue;
            }
            double[] labels = in.stream().mapToDouble(k -> y[k]).toArray();
            double[] alpha = fit(Folds.sub(gram, in, in), labels, penalty);
            double[] guess = Matrices.times(Folds.sub(gram, out, in), alpha);
            for (int k = 0; k < guess.length; k++) {
                double e = guess[k] - y[out.get(k)];
                sum += e * e;
            }
        }
        return sum;
    }
}
