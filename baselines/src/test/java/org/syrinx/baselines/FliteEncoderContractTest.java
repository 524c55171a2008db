package org.syrinx.baselines;

import org.junit.jupiter.api.condition.EnabledIf;
import org.syrinx.tck.EncoderContract;
import org.syrinx.tck.PlugIn;

/** The encoder of a program, as a service of a framework, keeps the contract. */
@EnabledIf(value = "org.syrinx.baselines.Installed#flite", disabledReason = "flite is missing")
@PlugIn(factoryPid = "org.syrinx.program", configuration = "model.builtin=flite")
class FliteEncoderContractTest extends EncoderContract {}
