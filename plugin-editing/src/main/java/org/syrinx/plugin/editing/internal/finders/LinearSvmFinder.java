package org.syrinx.plugin.editing.internal.finders;

import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.DirectionFinder;

/** A linear support vector machine. */
@Component(service = DirectionFinder.class, property = "finder.kind=svm")
public final class LinearSvmFinder extends MarginFinder {
    /** Creates the finder. */
    public LinearSvmFinder() {
        super("svm");
    }

    @Override
    double[] fit(DMatrixRMaj gram, int[] y, double c) {
        return KernelMachine.hinge(gram, y, c);
    }
}
