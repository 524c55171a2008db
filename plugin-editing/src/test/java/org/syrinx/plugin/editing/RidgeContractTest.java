package org.syrinx.plugin.editing;

import java.util.Map;
import org.syrinx.tck.DirectionFinderContract;
import org.syrinx.tck.PlugIn;

/** Regression on a measurement, as a service of a framework, keeps the contract. */
@PlugIn(target = "(finder.kind=ridge)")
class RidgeContractTest extends DirectionFinderContract {
    @Override
    protected Map<String, String> options() {
        return Map.of("attribute", "level");
    }
}
