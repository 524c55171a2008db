/** Differentiable spectra of generated audio, and the distances that training compares them by. */
@Export
@Version("0.1.0")
package org.syrinx.training.spectra;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
