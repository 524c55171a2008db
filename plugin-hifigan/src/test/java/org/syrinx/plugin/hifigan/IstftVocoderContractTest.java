package org.syrinx.plugin.hifigan;

import org.syrinx.tck.PlugIn;
import org.syrinx.tck.VocoderContract;

/**
 * The bundle, with its built-in iSTFTNet, keeps the contract: chunks of spectra are another way.
 */
@PlugIn(
        factoryPid = "org.syrinx.hifigan",
        configuration = {"model.builtin=vocoder-16k", "device=cpu"})
class IstftVocoderContractTest extends VocoderContract {}
