/**
 * Meters of speech and the reports made with them.
 *
 * <p>A recogniser is a service ({@link org.syrinx.eval.Recogniser}); the package scores what it
 * heard ({@link org.syrinx.eval.ErrorRate}). Every number that is printed stands beside the
 * teacher's own figure and beside the figure of hypotheses scored against a wrong sentence: the
 * floor and the ceiling of the meter.
 */
@Export
@Version("0.1.0")
package org.syrinx.eval;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
