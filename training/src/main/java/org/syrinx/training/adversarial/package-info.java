/**
 * Training against discriminators, as HiFi-GAN does (Kong et al. 2020, arXiv 2010.05646, section
 * 2.3): the discriminators and the losses.
 */
@Export
@Version("0.1.0")
package org.syrinx.training.adversarial;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
