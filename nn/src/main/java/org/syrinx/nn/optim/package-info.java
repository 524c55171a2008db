/**
 * Training: AdamW over all leaves in one native call, gradient norms, learning rates, moving
 * averages of weights. State is saved to and restored from safetensors, so that a resumed run
 * continues as if it had never stopped.
 *
 * <p>Everything here belongs to the thread that trains: gradients of several computing threads are
 * complete before a step.
 */
@Export
@Version("0.1.0")
package org.syrinx.nn.optim;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
