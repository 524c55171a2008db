package org.syrinx.plugin.editing;

import java.util.Map;
import org.syrinx.tck.DirectionFinderContract;
import org.syrinx.tck.PlugIn;

/** The pooled Jacobian, as a service of a framework, keeps the contract. */
@PlugIn(target = "(finder.kind=jacobian-pooled)")
class JacobianPooledContractTest extends DirectionFinderContract {
    @Override
    protected Map<String, String> options() {
        return Map.of();
    }
}
