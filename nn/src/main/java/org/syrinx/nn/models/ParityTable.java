package org.syrinx.nn.models;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.syrinx.api.ParityCheck.Row;
import org.syrinx.api.ParityCheck.Status;
import org.syrinx.nn.safetensors.SafetensorsFile;

/**
 * Collects one row for every tensor, and at the end one for every recorded tensor that nothing
 * asked for.
 */
public final class ParityTable {
    private final SafetensorsFile expected;
    private final List<Row> rows = new ArrayList<>();
    private final Set<String> left;

    /**
     * A table.
     *
     * @param expected what the reference computed; stays the caller's
     */
    public ParityTable(SafetensorsFile expected) {
        this.expected = expected;
        this.left = new TreeSet<>(expected.names());
    }

    /**
     * Compares ids exactly.
     *
     * @param name the tensor
     * @param own what was computed, or null when nothing could be
     * @param fault why not
     */
    public void ids(String name, long[] own, String fault) {
        if (!asked(name, Tolerance.EXACT)) {
            return;
        }
        long[] reference = expected.longs(name);
        if (own == null) {
            failed(name, fault);
            return;
        }
        int at = Arrays.mismatch(own, reference);
        if (at < 0) {
            rows.add(new Row(name, 0, 0, Tolerance.EXACT.rule(), Status.OK, ""));
        } else {
            failed(
                    name,
                    String.format(
                            "The tokenizer gives %d ids for the case's text, the reference %d; the"
                                    + " first difference is at %d.",
                            own.length, reference.length, at));
        }
    }

    /**
     * Notes a recorded input and hands it on.
     *
     * @param name the tensor
     * @param use takes its values
     */
    public void input(String name, Consumer<float[]> use) {
        if (asked(name, Tolerance.EXACT)) {
            use.accept(expected.floats(name));
            rows.add(new Row(name, Double.NaN, Double.NaN, "injected", Status.INPUT, ""));
        }
    }

    /**
     * Compares values; the shapes must agree.
     *
     * @param name the tensor
     * @param own what was computed
     * @param tolerance how far it may be off
     */
    public void values(String name, NDArray own, Tolerance tolerance) {
        if (!asked(name, tolerance)) {
            return;
        }
        long[] shape = expected.info(name).dimensions();
        if (!Arrays.equals(shape, own.getShape().getShape())) {
            rows.add(
                    new Row(
                            name,
                            Double.NaN,
                            Double.NaN,
                            tolerance.rule(),
                            Status.DIFFERS,
                            "Shape "
                                    + own.getShape()
                                    + " instead of "
                                    + Arrays.toString(shape)
                                    + "."));
            return;
        }
        float[] a = own.toFloatArray();
        float[] b = expected.floats(name);
        double error = 0;
        double largest = 0;
        for (int i = 0; i < b.length; i++) {
            double e = Math.abs((double) a[i] - b[i]);
            error = e > error || Double.isNaN(e) ? e : error;
            if (Double.isNaN(error)) {
                break;
            }
            largest = Math.max(largest, Math.abs(b[i]));
        }
        boolean ok = tolerance.allows(error, largest);
        double relative = error == 0 ? 0 : error / largest;
        rows.add(
                new Row(
                        name,
                        error,
                        relative,
                        tolerance.rule(),
                        ok ? Status.OK : Status.DIFFERS,
                        ok ? "" : "Beyond tolerance."));
    }

    /**
     * Notes a tensor that could not be computed.
     *
     * @param name the tensor
     * @param reason one sentence
     */
    public void failed(String name, String reason) {
        left.remove(name);
        rows.add(new Row(name, Double.NaN, Double.NaN, "", Status.DIFFERS, reason));
    }

    private boolean asked(String name, Tolerance tolerance) {
        left.remove(name);
        if (expected.has(name)) {
            return true;
        }
        rows.add(
                new Row(
                        name,
                        Double.NaN,
                        Double.NaN,
                        tolerance.rule(),
                        Status.MISSING,
                        "The case does not record it."));
        return false;
    }

    /**
     * Ends the comparison.
     *
     * @return all rows, also of recorded tensors that were not asked for
     */
    public List<Row> finish() {
        for (String name : left) {
            rows.add(
                    new Row(
                            name,
                            Double.NaN,
                            Double.NaN,
                            "",
                            Status.UNKNOWN,
                            "The family has no tensor of this name to compare it with."));
        }
        return List.copyOf(rows);
    }
}
