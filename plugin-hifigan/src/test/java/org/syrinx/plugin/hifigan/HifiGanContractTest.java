package org.syrinx.plugin.hifigan;

import org.syrinx.tck.PlugIn;
import org.syrinx.tck.VocoderContract;

/** The bundle, with a small random model, keeps the contract. */
@PlugIn(
        factoryPid = "org.syrinx.hifigan",
        configuration = {"model.dir=src/test/resources/parity/v3", "device=cpu"})
class HifiGanContractTest extends VocoderContract {}
