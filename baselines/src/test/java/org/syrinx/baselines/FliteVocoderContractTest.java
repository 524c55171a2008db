package org.syrinx.baselines;

import org.junit.jupiter.api.condition.EnabledIf;
import org.syrinx.tck.PlugIn;
import org.syrinx.tck.VocoderContract;

/** The vocoder of a program, as a service of a framework, keeps the contract. */
@EnabledIf(value = "org.syrinx.baselines.Installed#flite", disabledReason = "flite is missing")
@PlugIn(factoryPid = "org.syrinx.program", configuration = "model.builtin=flite")
class FliteVocoderContractTest extends VocoderContract {}
