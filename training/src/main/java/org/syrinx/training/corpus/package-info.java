/**
 * A corpus folder as training sees it: utterances in memory, and the order in which they are
 * visited. docs/corpus.md describes the folder.
 */
@Export
@Version("0.1.0")
package org.syrinx.training.corpus;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
