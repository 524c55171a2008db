package org.syrinx.plugin.editing;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.syrinx.tck.DirectionFinderContract;
import org.syrinx.tck.PlugIn;

/**
 * The finders that look at activations alone keep the contract. The Jacobian finders want a network
 * that is cut at its bottleneck, which the contract's data do not have; their own tests do.
 */
class FindersContractTest {
    @Nested
    @PlugIn(target = "(finder.kind=mean-diff)")
    class MeanDifference extends DirectionFinderContract {}

    @Nested
    @PlugIn(target = "(finder.kind=lda)")
    class ShrinkageLda extends DirectionFinderContract {}

    @Nested
    @PlugIn(target = "(finder.kind=svm)")
    class LinearSvm extends DirectionFinderContract {}

    @Nested
    @PlugIn(target = "(finder.kind=logistic)")
    class Logistic extends DirectionFinderContract {}

    @Nested
    @PlugIn(target = "(finder.kind=ridge)")
    class Ridge extends DirectionFinderContract {
        @Override
        protected Map<String, String> options() {
            return Map.of("attribute", "level");
        }
    }

    @Nested
    @PlugIn(target = "(finder.kind=pca)")
    class PcaPerStep extends DirectionFinderContract {
        @Override
        protected Map<String, String> options() {
            return Map.of();
        }
    }

    @Nested
    @PlugIn(target = "(finder.kind=pca-joint)")
    class PcaJoint extends DirectionFinderContract {
        @Override
        protected Map<String, String> options() {
            return Map.of();
        }
    }
}
