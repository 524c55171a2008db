/**
 * How a bundle brings sub-commands of {@code ./syrinx} and commands of the shell: one
 * implementation serves both.
 */
@Export
@Version("0.1.0")
package org.syrinx.api.command;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
