package org.syrinx.plugin.editing.internal.finders;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.DirectionFinder;
import org.syrinx.api.Progress;

/**
 * Principal components of every step by itself. Which component is the r-th may change from step to
 * step; signs are aligned with the step before.
 */
@Component(service = DirectionFinder.class, property = "finder.kind=pca")
public final class PcaPerStepFinder extends PcaFinder {
    /** Creates the finder. */
    public PcaPerStepFinder() {
        super("pca");
    }

    @Override
    List<Axis> components(Activations x, int count, Progress progress) {
        double[][][] slices = new double[count][x.steps()][];
        double[] explained = new double[count];
        for (int i = 0; i < x.steps(); i++) {
            progress.step("finding " + kind(), i, x.steps());
            DMatrixRMaj rows = Activations.centred(x.step(i));
            Matrices.Eigen e = Matrices.eigen(gram(rows, null));
            for (int r = 0; r < count; r++) {
                slices[r][i] = slice(rows, e.vectors()[r]);
                explained[r] += share(e, r) / x.steps();
            }
        }
        List<Axis> out = new ArrayList<>();
        for (int r = 0; r < count; r++) {
            Assembly.alignSteps(slices[r]);
            out.add(new Axis(slices[r], explained[r]));
        }
        return out;
    }
}
