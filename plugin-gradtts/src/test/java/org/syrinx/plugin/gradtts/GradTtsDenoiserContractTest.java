package org.syrinx.plugin.gradtts;

import org.syrinx.tck.DenoiserContract;
import org.syrinx.tck.PlugIn;

/** The bundle, with the small model that it carries, keeps the contract. */
@PlugIn(
        factoryPid = "org.syrinx.gradtts",
        configuration = {"model.builtin=gradtts-small", "device=cpu"})
class GradTtsDenoiserContractTest extends DenoiserContract {
    /** One vector of a speaker. */
    @Override
    protected long[] shape(String name) {
        return new long[] {1, 32, 1};
    }
}
