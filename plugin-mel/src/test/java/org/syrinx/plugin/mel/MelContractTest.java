package org.syrinx.plugin.mel;

import org.syrinx.tck.LatentSpaceContract;
import org.syrinx.tck.PlugIn;

/** The bundle's latent space, as a service of a framework, keeps the contract. */
@PlugIn(factoryPid = "org.syrinx.mel", configuration = "model.builtin=mel-16k")
class MelContractTest extends LatentSpaceContract {}
