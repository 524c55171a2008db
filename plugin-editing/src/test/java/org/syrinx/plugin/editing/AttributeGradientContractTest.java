package org.syrinx.plugin.editing;

import java.util.Map;
import org.syrinx.tck.DirectionFinderContract;
import org.syrinx.tck.PlugIn;

/** The gradient of an attribute, as a service of a framework, keeps the contract. */
@PlugIn(target = "(finder.kind=attribute-gradient)")
class AttributeGradientContractTest extends DirectionFinderContract {
    @Override
    protected Map<String, String> options() {
        return Map.of("attribute", "tilt");
    }
}
