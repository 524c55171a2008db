/**
 * What every family of models does with its files: folders and their JSON, models that a bundle
 * carries, leases of what has been loaded, comparison with a reference implementation.
 */
@Export
@Version("0.1.0")
package org.syrinx.nn.models;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
