package org.syrinx.plugin.editing.internal.edits;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.syrinx.api.Direction;
import org.syrinx.api.SyrinxException;
import org.syrinx.plugin.editing.internal.finders.Matrices;

/** Arithmetic of directions of one model: weighted sums, and projections that protect others. */
public final class Composition {
    /** The entry of the provenance that says how much of a direction a protection has left. */
    public static final String COSINE = "cosine after protection";

    private Composition() {}

    /**
     * The weighted sum.
     *
     * @param name of the new direction
     * @param weights direction to factor, at least one
     * @return a direction that has not been validated
     */
    public static Direction sum(String name, Map<Direction, Double> weights) {
        List<Direction> all = List.copyOf(weights.keySet());
        if (all.isEmpty()) {
            throw new SyrinxException("a direction to compose", "none", "name at least one");
        }
        Direction first = all.get(0);
        float[] values = new float[first.values().length];
        List<String> formula = new ArrayList<>();
        for (Map.Entry<Direction, Double> e : weights.entrySet()) {
            same(first, e.getKey());
            for (int i = 0; i < values.length; i++) {
                values[i] += (float) (e.getValue() * e.getKey().values()[i]);
            }
            formula.add(String.format(Locale.ROOT, "%+g %s", e.getValue(), e.getKey().name()));
        }
        Map<String, String> provenance = new TreeMap<>(first.provenance());
        provenance.keySet().removeIf(k -> !k.startsWith("capture"));
        provenance.put("finder", "compose");
        provenance.put("formula", String.join(" ", formula));
        String unit = all.size() == 1 ? first.unit() : "sum of the parts";
        return with(first, name, values, unit, provenance);
    }

    /**
     * Takes out of a direction, step by step, what lies in the span of others: {@code v - V^T (V
     * V^T)^-1 V v} (Haas et al.; spec 4.5). What they measure is then changed less by it.
     *
     * @param v the direction
     * @param protect what must not change, at least one
     * @return a direction that has not been validated, with the cosine to the old one in its
     *     provenance
     */
    public static Direction protect(Direction v, List<Direction> protect) {
        protect.forEach(p -> same(v, p));
        int width = v.values().length / v.steps();
        float[] values = new float[v.values().length];
        double inner = 0;
        double before = 0;
        double after = 0;
        for (int i = 0; i < v.steps(); i++) {
            List<double[]> basis = new ArrayList<>();
            for (Direction p : protect) {
                double[] b = slice(p, i, width);
                double length = Matrices.norm(b);
                // twice: once leaves rounding errors when two protected directions are close
                b = without(without(b, basis), basis);
                double rest = Matrices.norm(b);
                if (length > 0 && rest > 1e-9 * length) {
                    basis.add(Matrices.scaled(b, 1 / rest));
                }
            }
            double[] old = slice(v, i, width);
            double[] now = without(without(old, basis), basis);
            inner += Matrices.dot(old, now);
            before += Matrices.dot(old, old);
            after += Matrices.dot(now, now);
            for (int d = 0; d < width; d++) {
                values[i * width + d] = (float) now[d];
            }
        }
        double cosine = before * after == 0 ? 0 : inner / Math.sqrt(before * after);
        if (cosine < 1e-3) {
            throw new SyrinxException(
                    "a direction that is not a mixture of those it is protected from",
                    "nothing of \"" + v.name() + "\" is left",
                    "protect fewer directions");
        }
        Map<String, String> provenance = new TreeMap<>(v.provenance());
        provenance.keySet().removeIf(k -> k.startsWith("correlation."));
        provenance.put(
                "protects", String.join(", ", protect.stream().map(Direction::name).toList()));
        provenance.put(COSINE, String.format(Locale.ROOT, "%.4f", cosine));
        return with(v, v.name(), values, v.unit(), provenance);
    }

    private static double[] without(double[] v, List<double[]> basis) {
        double[] out = v.clone();
        for (double[] b : basis) {
            double along = Matrices.dot(out, b);
            for (int d = 0; d < out.length; d++) {
                out[d] -= along * b[d];
            }
        }
        return out;
    }

    private static double[] slice(Direction v, int step, int width) {
        double[] out = new double[width];
        for (int d = 0; d < width; d++) {
            out[d] = v.values()[step * width + d];
        }
        return out;
    }

    private static void same(Direction a, Direction b) {
        Map<String, String> differences = new LinkedHashMap<>();
        if (!a.fingerprint().equals(b.fingerprint())) {
            differences.put("model", a.fingerprint() + " and " + b.fingerprint());
        }
        if (!a.hook().equals(b.hook())) {
            differences.put("hook", a.hook() + " and " + b.hook());
        }
        if (!java.util.Arrays.equals(a.times(), b.times())) {
            differences.put("steps", a.steps() + " and " + b.steps());
        }
        if (!differences.isEmpty()) {
            throw new SyrinxException(
                    "directions of one model, hook and number of steps",
                    "\"" + a.name() + "\" and \"" + b.name() + "\" differ in " + differences,
                    "find them again together");
        }
    }

    private static Direction with(
            Direction d, String name, float[] values, String unit, Map<String, String> provenance) {
        return new Direction(
                name,
                d.fingerprint(),
                d.hook(),
                d.steps(),
                values,
                unit,
                0,
                0,
                Map.of(),
                provenance,
                d.times());
    }
}
