/**
 * English text to spoken words: numbers, dates, times, money, units, abbreviations, addresses and
 * Unicode punctuation.
 *
 * <p>{@link org.syrinx.text.normalize.EnglishNormalizer} is the entrance. Offsets into the given
 * text are kept, and a character without a reading is listed with its place, never dropped in
 * silence. docs/text.md states the conventions.
 */
@Export
@Version("0.1.0")
package org.syrinx.text.normalize;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
