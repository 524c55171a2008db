/**
 * How sure a figure is, and whether two systems differ.
 *
 * <p>Utterances of one speaker, and several seeds of one sentence, are not independent. So whole
 * clusters are resampled ({@link org.syrinx.eval.stats.ClusterBootstrap}) and whole clusters change
 * sides ({@link org.syrinx.eval.stats.PairedPermutation}): speakers where there are enough of them,
 * else sentences. {@link org.syrinx.eval.stats.Difference} puts both together, {@link
 * org.syrinx.eval.stats.Holm} corrects for many comparisons, and a difference that lies inside its
 * interval is called none.
 */
@Export
@Version("0.1.0")
package org.syrinx.eval.stats;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
