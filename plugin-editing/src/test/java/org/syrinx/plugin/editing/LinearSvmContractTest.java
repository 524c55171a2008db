package org.syrinx.plugin.editing;

import org.syrinx.tck.DirectionFinderContract;
import org.syrinx.tck.PlugIn;

/** The normal of the widest margin, as a service of a framework, keeps the contract. */
@PlugIn(target = "(finder.kind=svm)")
class LinearSvmContractTest extends DirectionFinderContract {}
