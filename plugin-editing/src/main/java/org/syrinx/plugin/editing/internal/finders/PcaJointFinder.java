package org.syrinx.plugin.editing.internal.finders;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.DirectionFinder;
import org.syrinx.api.Progress;

/** Principal components of all steps together: one component has one slice for each step. */
@Component(service = DirectionFinder.class, property = "finder.kind=pca-joint")
public final class PcaJointFinder extends PcaFinder {
    /** Creates the finder. */
    public PcaJointFinder() {
        super("pca-joint");
    }

    @Override
    List<Axis> components(Activations x, int count, Progress progress) {
        DMatrixRMaj sum = null;
        for (int i = 0; i < x.steps(); i++) {
            progress.step("finding " + kind(), i, x.steps());
            sum = gram(Activations.centred(x.step(i)), sum);
        }
        Matrices.Eigen e = Matrices.eigen(sum);
        double[][][] slices = new double[count][x.steps()][];
        for (int i = 0; i < x.steps(); i++) {
            DMatrixRMaj rows = Activations.centred(x.step(i));
            for (int r = 0; r < count; r++) {
                slices[r][i] = slice(rows, e.vectors()[r]);
            }
        }
        List<Axis> out = new ArrayList<>();
        for (int r = 0; r < count; r++) {
            out.add(new Axis(slices[r], share(e, r)));
        }
        return out;
    }
}
