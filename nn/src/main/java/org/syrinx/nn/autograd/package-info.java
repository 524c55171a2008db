/**
 * Gradients: recording them, computing them, reading them. This takes the place of DJL's {@code
 * GradientCollector}, which is one for the whole process; here several threads may record and run
 * backward at once, also on shared parameters, whose gradients then add up exactly.
 */
@Export
@Version("0.1.0")
package org.syrinx.nn.autograd;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
