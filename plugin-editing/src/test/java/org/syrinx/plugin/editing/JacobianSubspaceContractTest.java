package org.syrinx.plugin.editing;

import java.util.Map;
import org.syrinx.tck.DirectionFinderContract;
import org.syrinx.tck.PlugIn;

/** The Jacobian of the whole estimate, as a service of a framework, keeps the contract. */
@PlugIn(target = "(finder.kind=jacobian-subspace)")
class JacobianSubspaceContractTest extends DirectionFinderContract {
    @Override
    protected Map<String, String> options() {
        return Map.of();
    }
}
