/**
 * Text in, phones out: the front end of every speech pipeline.
 *
 * <p>{@link org.syrinx.text.FrontEnd} is the service; {@link org.syrinx.text.EnglishFrontEnd}
 * implements it for American English. An {@link org.syrinx.text.Utterance} keeps tokens, words and
 * phones with their places in the text. {@link org.syrinx.text.SentenceSplitter} cuts long or
 * streamed text into pieces that a model can speak.
 */
@Export
@Version("0.1.0")
package org.syrinx.text;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
