package org.syrinx.plugin.editing.internal.finders;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ejml.data.DMatrixRMaj;
import org.syrinx.api.Direction;
import org.syrinx.api.DirectionFinder.Sample;
import org.syrinx.api.SyrinxException;

/** From slices, one for each step, to a direction: scope, sign, naming report, provenance. */
final class Assembly {
    /** Strength 1 is the mean difference of the classes. */
    static final String CLASS_GAP = "class gap";

    /** Strength 1 is one standard deviation over the captured utterances. */
    static final String DEVIATION = "standard deviation";

    private final Activations x;
    private final Options options;
    private final String kind;

    Assembly(Activations x, Options options, String kind) {
        this.x = x;
        this.options = options;
        this.kind = kind;
    }

    /**
     * Makes a direction. It is not validated: its range is 0 to 0 until somebody has listened.
     *
     * @param name unless the options say another
     * @param slices one for each step
     * @param labelled whether labels have given the sign already
     * @param unit what strength 1 means
     * @param notes for the provenance
     */
    Direction direction(
            String name,
            double[][] slices,
            boolean labelled,
            String unit,
            Map<String, String> notes) {
        Map<String, String> provenance = new TreeMap<>(notes);
        String scope = options.text("scope", "per-step");
        double[][] scoped = scoped(slices, scope);
        if (!labelled) {
            provenance.put("sign", anchor(scoped));
        } else {
            provenance.put("sign", "by the labels");
        }
        double[] projections = projections(scoped);
        correlations(projections).forEach((n, r) -> provenance.put("correlation." + n, format(r)));
        provenance.put("finder", kind);
        provenance.put("scope", scope);
        provenance.put("utterances", Integer.toString(x.count()));
        if (!options.text("within", "").isEmpty()) {
            provenance.put("within", options.text("within", ""));
        }
        float[] values = new float[x.steps() * x.width()];
        for (int i = 0; i < x.steps(); i++) {
            for (int d = 0; d < x.width(); d++) {
                values[i * x.width() + d] = (float) scoped[i][d];
            }
        }
        return new Direction(
                options.text("name", name),
                x.data().fingerprint(),
                x.data().hook(),
                x.steps(),
                values,
                unit,
                0,
                0,
                Map.of(),
                provenance,
                x.data().times());
    }

    private double[][] scoped(double[][] slices, String scope) {
        if (scope.equals("per-step")) {
            return slices;
        }
        double[] one = new double[x.width()];
        if (scope.equals("step-mean")) {
            for (double[] s : slices) {
                one = Matrices.plus(one, 1.0 / slices.length, s);
            }
        } else if (scope.matches("step:\\d{1,6}")
                && Integer.parseInt(scope.substring(5)) < slices.length) {
            one = slices[Integer.parseInt(scope.substring(5))];
        } else {
            throw new SyrinxException(
                    "a scope: per-step, step-mean, or step:I with I below " + slices.length,
                    "\"" + scope + "\"",
                    "correct the option scope");
        }
        double[][] out = new double[slices.length][];
        Arrays.fill(out, one);
        return out;
    }

    /** Makes neighbouring steps point the same way: each slice's sign is its own otherwise. */
    static void alignSteps(double[][] slices) {
        for (int i = 1; i < slices.length; i++) {
            if (Matrices.dot(slices[i], slices[i - 1]) < 0) {
                slices[i] = Matrices.scaled(slices[i], -1);
            }
        }
    }

    /** Turns the direction round if its anchor asks for it; says what the anchor was. */
    private String anchor(double[][] slices) {
        String attribute = options.text("anchor", "");
        double judge;
        String description;
        if (!attribute.isEmpty()) {
            judge = correlation(projections(slices), x.measured(attribute));
            description = "rises with " + attribute;
        } else {
            double[] sum = new double[x.width()];
            for (double[] s : slices) {
                sum = Matrices.plus(sum, 1, s);
            }
            judge = 0;
            for (double v : sum) {
                judge = Math.abs(v) > Math.abs(judge) ? v : judge;
            }
            description = "largest entry of the sum over steps is positive";
        }
        if (judge < 0) {
            for (int i = 0; i < slices.length; i++) {
                slices[i] = Matrices.scaled(slices[i], -1);
            }
        }
        return description;
    }

    /** How far each utterance lies along the direction, summed over steps. */
    double[] projections(double[][] slices) {
        double[] sum = new double[x.count()];
        for (int i = 0; i < slices.length; i++) {
            double length = Matrices.norm(slices[i]);
            if (length > 0) {
                double[] p = Matrices.times(Activations.centred(x.step(i)), slices[i]);
                sum = Matrices.plus(sum, 1 / length, p);
            }
        }
        return sum;
    }

    /** The standard deviation of one step's utterances along a slice. */
    static double deviation(DMatrixRMaj centred, double[] slice) {
        double length = Matrices.norm(slice);
        if (length == 0) {
            return 0;
        }
        double[] p = Matrices.times(centred, slice);
        return Matrices.norm(p) / length / Math.sqrt(Math.max(1, centred.numRows - 1));
    }

    /** The naming report: correlation with all that was measured, and with labels of two values. */
    private Map<String, Double> correlations(double[] projections) {
        Map<String, Double> out = new LinkedHashMap<>();
        Sample first = x.samples().get(0);
        for (String attribute : new TreeSet<>(first.measured().keySet())) {
            if (x.isMeasured(attribute)) {
                out.put(attribute, correlation(projections, x.measured(attribute)));
            }
        }
        for (String label : new TreeSet<>(first.labels().keySet())) {
            if (!x.hasLabel(label)) {
                continue;
            }
            String[] values = x.labels(label);
            List<String> distinct = new ArrayList<>(new TreeSet<>(List.of(values)));
            if (distinct.size() == 2) {
                double[] y = new double[values.length];
                for (int k = 0; k < y.length; k++) {
                    y[k] = values[k].equals(distinct.get(0)) ? 1 : 0;
                }
                out.put(label + "=" + distinct.get(0), correlation(projections, y));
            }
        }
        return out;
    }

    /** Pearson's r; 0 if one of the two is constant. */
    static double correlation(double[] a, double[] b) {
        double ma = Arrays.stream(a).average().orElse(0);
        double mb = Arrays.stream(b).average().orElse(0);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int k = 0; k < a.length; k++) {
            ab += (a[k] - ma) * (b[k] - mb);
            aa += (a[k] - ma) * (a[k] - ma);
            bb += (b[k] - mb) * (b[k] - mb);
        }
        return aa * bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
    }

    static String format(double v) {
        return String.format(Locale.ROOT, "%.4f", v);
    }
}
