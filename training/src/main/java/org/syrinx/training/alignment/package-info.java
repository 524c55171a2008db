/**
 * Which frames belong to which token: from phone times, or by monotonic alignment search. Plain
 * arrays.
 */
@Export
@Version("0.1.0")
package org.syrinx.training.alignment;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
