package org.syrinx.plugin.gradtts;

import org.syrinx.tck.EncoderContract;
import org.syrinx.tck.PlugIn;

/** The bundle, with the small model that it carries, keeps the contract. */
@PlugIn(
        factoryPid = "org.syrinx.gradtts",
        configuration = {"model.builtin=gradtts-small", "device=cpu"})
class GradTtsEncoderContractTest extends EncoderContract {
    @Override
    protected String text() {
        return "the birds sing";
    }
}
