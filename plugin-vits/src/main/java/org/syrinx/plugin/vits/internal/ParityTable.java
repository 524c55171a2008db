package org.syrinx.plugin.vits.internal;

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
final class ParityTable {
    /** What the run with recorded noise computes. */
    static final List<String> WITH_NOISE =
            List.of(
                    "text_hidden",
                    "prior_means",
                    "prior_log_stds",
                    "log_duration",
                    "z_prior",
                    "z",
                    "waveform");

    private final SafetensorsFile expected;
    private final List<Row> rows = new ArrayList<>();
    private final Set<String> left;

    ParityTable(SafetensorsFile expected) {
        this.expected = expected;
        this.left = new TreeSet<>(expected.names());
    }

    /** Compares ids; {@code own} is null when there are none, for the given reason. */
    void ids(String name, long[] own, String fault) {
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

    /** Notes a recorded input and hands it on. */
    void input(String name, Consumer<float[]> use) {
        if (asked(name, Tolerance.EXACT)) {
            use.accept(expected.floats(name));
            rows.add(new Row(name, Double.NaN, Double.NaN, "injected", Status.INPUT, ""));
        }
    }

    /** Compares values; the shapes must agree. */
    void values(String name, NDArray own, Tolerance tolerance) {
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

    /** A tensor that could not be computed. */
    void failed(String name, String reason) {
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

    /** All rows. */
    List<Row> finish() {
        for (String name : left) {
            rows.add(
                    new Row(
                            name,
                            Double.NaN,
                            Double.NaN,
                            "",
                            Status.UNKNOWN,
                            "VITS has no tensor of this name to compare it with."));
        }
        return List.copyOf(rows);
    }
}
