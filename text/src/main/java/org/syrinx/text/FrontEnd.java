package org.syrinx.text;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Turns text into phones for one language. Registered as an OSGi service with the properties {@link
 * #LANGUAGE} and {@link #PHONE_SET}; a model that was trained on a phone set asks for a front end
 * that speaks it.
 *
 * <p>Implementations are safe for many threads at once and keep nothing between calls: the same
 * text gives the same utterance.
 */
@ConsumerType
public interface FrontEnd {
    /** Service property: the language, a lower-case BCP 47 tag. */
    String LANGUAGE = "syrinx.text.language";

    /** Service property: the id of the phone set. */
    String PHONE_SET = "syrinx.text.phoneset";

    /**
     * The language.
     *
     * @return a lower-case BCP 47 tag, for example {@code en-us}
     */
    String language();

    /**
     * The phone set.
     *
     * @return its id, for example {@code en-us-radio}
     */
    String phoneSet();

    /**
     * Every symbol that an utterance can contain.
     *
     * @return the symbols in a fixed order that a model may use as ids; the pause is first
     */
    List<String> symbols();

    /**
     * Analyses a text of any length as one utterance.
     *
     * @param text the text
     * @param policy what to do with characters that have no reading
     * @return tokens, words and phones
     * @throws org.syrinx.api.SyrinxException with {@link UnknownPolicy#STRICT}, if there is such a
     *     character
     */
    Utterance analyze(String text, UnknownPolicy policy);

    /**
     * Analyses a text and reports what cannot be read.
     *
     * @param text the text
     * @return tokens, words and phones; see {@link Utterance#report()}
     */
    default Utterance analyze(String text) {
        return analyze(text, UnknownPolicy.REPORT);
    }
}
