package org.syrinx.plugin.editing.internal.finders;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.syrinx.api.DirectionFinder.ActivationSet;
import org.syrinx.api.DirectionFinder.Sample;
import org.syrinx.api.SyrinxException;

/** A checked activation set, step by step as matrices: one row for each utterance. */
final class Activations {
    private final ActivationSet data;
    private final int width;
    private final String[] nuisance;

    /**
     * Checks the set.
     *
     * @param data what was captured
     * @param least the smallest number of utterances that the method needs
     * @param within a label: the mean over the utterances that share its value is taken off each of
     *     them, so that what the label says cannot be found; empty for none
     */
    Activations(ActivationSet data, int least, String within) {
        this.data = data;
        this.width = data.hook().channels() * Math.max(1, data.hook().bins());
        if (data.samples().size() < least) {
            throw new SyrinxException(
                    "at least " + least + " utterances",
                    data.samples().size() + " utterances",
                    "capture more");
        }
        for (Sample s : data.samples()) {
            if (s.pooled().length != data.steps() * width) {
                throw new SyrinxException(
                        "activations of "
                                + data.steps()
                                + " steps of "
                                + width
                                + " values, as the hook \""
                                + data.hook().hook()
                                + "\" says",
                        s.pooled().length + " values",
                        "capture the activations again");
            }
            for (float v : s.pooled()) {
                if (!Float.isFinite(v)) {
                    throw new SyrinxException(
                            "finite activations",
                            "NaN or infinity in an utterance " + s.labels(),
                            "leave the utterance out, or look at the model");
                }
            }
        }
        this.nuisance = within.isBlank() ? null : labels(within);
    }

    int count() {
        return data.samples().size();
    }

    int steps() {
        return data.steps();
    }

    /** Values of one step. */
    int width() {
        return width;
    }

    ActivationSet data() {
        return data;
    }

    List<Sample> samples() {
        return data.samples();
    }

    /** The value of a label for every utterance. */
    String[] labels(String name) {
        String[] out = new String[count()];
        for (int k = 0; k < out.length; k++) {
            out[k] = samples().get(k).labels().get(name);
            if (out[k] == null) {
                throw new SyrinxException(
                        "the label \"" + name + "\" on every utterance",
                        "utterance " + k + " has only " + samples().get(k).labels().keySet(),
                        "choose one of these labels");
            }
        }
        return out;
    }

    boolean hasLabel(String name) {
        return samples().stream().allMatch(s -> s.labels().containsKey(name));
    }

    /** A measured attribute of every utterance, less its mean over the nuisance label. */
    double[] measured(String name) {
        double[] y = new double[count()];
        for (int k = 0; k < y.length; k++) {
            Double v = samples().get(k).measured().get(name);
            if (v == null || !Double.isFinite(v)) {
                throw new SyrinxException(
                        "the attribute \"" + name + "\" measured on every utterance",
                        "utterance "
                                + samples().get(k).labels()
                                + " has "
                                + (v == null ? samples().get(k).measured().keySet() : v),
                        "choose one of these attributes, or leave out utterances without it");
            }
            y[k] = v;
        }
        if (nuisance != null) {
            centre(new DMatrixRMaj(y.length, 1, true, y), y);
        }
        return y;
    }

    boolean isMeasured(String name) {
        return samples().stream()
                .allMatch(
                        s ->
                                s.measured().containsKey(name)
                                        && Double.isFinite(s.measured().get(name)));
    }

    /** The rows of one step, less their mean over the nuisance label. */
    DMatrixRMaj step(int i) {
        DMatrixRMaj x = new DMatrixRMaj(count(), width);
        for (int k = 0; k < count(); k++) {
            float[] p = samples().get(k).pooled();
            for (int d = 0; d < width; d++) {
                x.data[k * width + d] = p[i * width + d];
            }
        }
        if (nuisance != null) {
            centre(x, x.data);
        }
        return x;
    }

    private void centre(DMatrixRMaj x, double[] into) {
        Map<String, double[]> sums = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        int cols = x.numCols;
        for (int k = 0; k < x.numRows; k++) {
            double[] sum = sums.computeIfAbsent(nuisance[k], key -> new double[cols]);
            counts.merge(nuisance[k], 1, Integer::sum);
            for (int d = 0; d < cols; d++) {
                sum[d] += x.data[k * cols + d];
            }
        }
        for (int k = 0; k < x.numRows; k++) {
            double[] sum = sums.get(nuisance[k]);
            int n = counts.get(nuisance[k]);
            for (int d = 0; d < cols; d++) {
                into[k * cols + d] = x.data[k * cols + d] - sum[d] / n;
            }
        }
    }

    /** Takes the mean of every column off. */
    static DMatrixRMaj centred(DMatrixRMaj x) {
        double[] mean = columnMeans(x);
        DMatrixRMaj y = x.copy();
        for (int k = 0; k < x.numRows; k++) {
            for (int d = 0; d < x.numCols; d++) {
                y.data[k * x.numCols + d] -= mean[d];
            }
        }
        return y;
    }

    static double[] columnMeans(DMatrixRMaj x) {
        double[] mean = new double[x.numCols];
        for (int k = 0; k < x.numRows; k++) {
            for (int d = 0; d < x.numCols; d++) {
                mean[d] += x.data[k * x.numCols + d] / x.numRows;
            }
        }
        return mean;
    }

    /** Standard deviations of columns of centred rows; 1 where a column is constant. */
    static double[] columnDeviations(DMatrixRMaj centred) {
        double[] sd = new double[centred.numCols];
        for (int k = 0; k < centred.numRows; k++) {
            for (int d = 0; d < centred.numCols; d++) {
                double v = centred.data[k * centred.numCols + d];
                sd[d] += v * v / centred.numRows;
            }
        }
        for (int d = 0; d < sd.length; d++) {
            sd[d] = sd[d] > 1e-20 ? Math.sqrt(sd[d]) : 1;
        }
        return sd;
    }
}
