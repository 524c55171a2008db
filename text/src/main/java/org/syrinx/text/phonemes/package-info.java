/**
 * Words to phones for American English, and IPA for other languages through the separate program
 * espeak-ng.
 *
 * <p>{@link org.syrinx.text.phonemes.Phonemizer} is the English pipeline: user dictionary, embedded
 * dictionary, letter-to-sound rules, then rules across word boundaries. It is held to the phones of
 * flite, the synthesizer whose voices the default model learns from; docs/text.md states the
 * measured agreement and where it departs on purpose.
 */
@Export
@Version("0.1.0")
package org.syrinx.text.phonemes;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
