package org.syrinx.plugin.vits;

import org.syrinx.tck.PlugIn;
import org.syrinx.tck.VocoderContract;

/** The bundle, with a small random model of four speakers, keeps the contract. */
@PlugIn(
        factoryPid = "org.syrinx.vits",
        configuration = {"model.dir=src/test/resources/parity/sdp-speakers", "device=cpu"})
class VitsVocoderContractTest extends VocoderContract {}
