package org.syrinx.plugin.editing.internal.finders;

import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.DirectionFinder;

/** Logistic regression with an L2 penalty. */
@Component(service = DirectionFinder.class, property = "finder.kind=logistic")
public final class LogisticFinder extends MarginFinder {
    /** Creates the finder. */
    public LogisticFinder() {
        super("logistic");
    }

    @Override
    double[] fit(DMatrixRMaj gram, int[] y, double c) {
        return KernelMachine.logistic(gram, y, c);
    }
}
