/**
 * Reads a corpus folder: {@code manifest.jsonl} (one utterance per line), {@code corpus.json} (how
 * it was made) and the WAV files. The format itself, in {@code docs/corpus.md}, is the contract;
 * this package is one reader of it.
 */
@Export
@Version("0.1.0")
package org.syrinx.corpus.format;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
