package org.syrinx.plugin.editing;

import org.syrinx.tck.DirectionFinderContract;
import org.syrinx.tck.PlugIn;

/** The difference of class means, as a service of a framework, keeps the contract. */
@PlugIn(target = "(finder.kind=mean-diff)")
class MeanDifferenceContractTest extends DirectionFinderContract {}
