package org.syrinx.plugin.editing.internal.finders;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.syrinx.api.Direction;
import org.syrinx.api.DirectionFinder;
import org.syrinx.api.Progress;

/**
 * What moves the output most: right singular vectors of the denoiser's Jacobian with respect to an
 * offset that is the same in every frame of the bottleneck, from the rows that the capture has left
 * (spec 3.3). Rows of several utterances are stacked, which averages {@code J^T J}. Strength 1 is
 * one standard deviation of the captured activations along the direction, in every step.
 */
abstract class JacobianFinder implements DirectionFinder {
    private final String kind;
    private final String rows;

    JacobianFinder(String kind, String rows) {
        this.kind = kind;
        this.rows = rows;
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
        Activations x = new Activations(data, 3, o.text("within", ""));
        int components = o.count("components", 3, x.width());
        double[][][] slices = new double[components][x.steps()][];
        double[] share = new double[components];
        for (int i = 0; i < x.steps(); i++) {
            progress.step("finding " + kind, i, x.steps());
            DMatrixRMaj j = Sensitivities.rows(x, i, rows);
            Matrices.Eigen e = Matrices.eigen(Matrices.gram(j));
            DMatrixRMaj centred = Activations.centred(x.step(i));
            for (int r = 0; r < components; r++) {
                double[] v =
                        r < e.values().length && e.values()[r] > 0
                                ? Matrices.transposedTimes(j, e.vectors()[r])
                                : new double[x.width()];
                slices[r][i] = ofOneDeviation(v, centred);
                share[r] += r < e.values().length ? PcaFinder.share(e, r) / x.steps() : 0;
            }
        }
        List<Direction> out = new ArrayList<>();
        String base = o.text("name", "j");
        for (int r = 0; r < components; r++) {
            Assembly.alignSteps(slices[r]);
            Map<String, String> notes = new TreeMap<>();
            notes.put("share of the squared Jacobian", Assembly.format(share[r]));
            Map<String, String> named = new TreeMap<>(options);
            named.put("name", base + (r + 1));
            Options own = Options.of(kind, named, "components");
            out.add(
                    new Assembly(x, own, kind)
                            .direction(
                                    base + (r + 1), slices[r], false, Assembly.DEVIATION, notes));
        }
        return out;
    }

    static double[] ofOneDeviation(double[] v, DMatrixRMaj centred) {
        double length = Matrices.norm(v);
        return length == 0 ? v : Matrices.scaled(v, Assembly.deviation(centred, v) / length);
    }
}
