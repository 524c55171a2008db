package org.syrinx.plugin.vits;

import org.syrinx.tck.EncoderContract;
import org.syrinx.tck.PlugIn;

/** The bundle, with a small random model of four speakers, keeps the contract. */
@PlugIn(
        factoryPid = "org.syrinx.vits",
        configuration = {"model.dir=src/test/resources/parity/sdp-speakers", "device=cpu"})
class VitsEncoderContractTest extends EncoderContract {
    @Override
    protected String text() {
        return "the birds sing";
    }
}
