package org.syrinx.plugin.editing.internal.finders;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.syrinx.api.Direction;
import org.syrinx.api.DirectionFinder;
import org.syrinx.api.Progress;

/**
 * Principal components through the products of the utterances (Haas et al., arXiv 2303.11073): the
 * right singular vectors of K rows of D values from a K x K eigenvalue problem. Strength 1 is one
 * standard deviation.
 */
abstract class PcaFinder implements DirectionFinder {
    private final String kind;

    PcaFinder(String kind) {
        this.kind = kind;
    }

    @Override
    public final String kind() {
        return kind;
    }

    @Override
    public final boolean supervised() {
        return false;
    }

    @Override
    public final List<Direction> find(
            ActivationSet data, Map<String, String> options, Progress progress) {
        Options o = Options.of(kind, options, "components");
        int most = Math.max(1, data.samples().size() - 1);
        int components = o.count("components", Math.min(3, most), most);
        Activations x = new Activations(data, components + 1, o.text("within", ""));
        List<Axis> found = components(x, components, progress);
        List<Direction> directions = new ArrayList<>();
        String base = o.text("name", "pc");
        for (int r = 0; r < components; r++) {
            Map<String, String> notes = new TreeMap<>();
            notes.put("explained variance", Assembly.format(found.get(r).explained()));
            Map<String, String> named = new TreeMap<>(options);
            named.put("name", base + (r + 1));
            Options own = Options.of(kind, named, "components");
            directions.add(
                    new Assembly(x, own, kind)
                            .direction(
                                    base + (r + 1),
                                    found.get(r).slices(),
                                    false,
                                    Assembly.DEVIATION,
                                    notes));
        }
        return directions;
    }

    /**
     * One axis.
     *
     * @param slices one for each step, one standard deviation long
     * @param explained share of the variance
     */
    record Axis(double[][] slices, double explained) {}

    abstract List<Axis> components(Activations x, int count, Progress progress);

    /**
     * Eigenvalues of the products of centred rows; the variance along a component is value/(K-1).
     */
    static DMatrixRMaj gram(DMatrixRMaj centred, DMatrixRMaj sum) {
        DMatrixRMaj g = Matrices.gram(centred);
        if (sum != null) {
            CommonOps_DDRM.addEquals(g, sum);
        }
        return g;
    }

    /** The direction of one standard deviation: {@code X^T u / sqrt(K - 1)}. */
    static double[] slice(DMatrixRMaj centred, double[] left) {
        return Matrices.scaled(
                Matrices.transposedTimes(centred, left), 1 / Math.sqrt(centred.numRows - 1.0));
    }

    static double share(Matrices.Eigen e, int r) {
        double all = 0;
        for (double v : e.values()) {
            all += Math.max(0, v);
        }
        return all == 0 ? 0 : Math.max(0, e.values()[r]) / all;
    }
}
