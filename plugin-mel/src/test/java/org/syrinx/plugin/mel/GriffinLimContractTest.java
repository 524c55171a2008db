package org.syrinx.plugin.mel;

import org.syrinx.tck.PlugIn;
import org.syrinx.tck.VocoderContract;

/** The bundle's vocoder, as a service of a framework, keeps the contract. */
@PlugIn(
        factoryPid = "org.syrinx.griffinlim",
        configuration = {"model.builtin=griffinlim-16k", "iterations=4"})
class GriffinLimContractTest extends VocoderContract {}
