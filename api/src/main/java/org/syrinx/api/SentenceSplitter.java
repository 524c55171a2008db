package org.syrinx.api;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Divides a text into what is spoken in one breath. A service of a text bundle, called by
 * pipelines; without one a whole text is spoken as one sentence. Stateless; any thread.
 */
@ConsumerType
public interface SentenceSplitter {
    /**
     * Splits.
     *
     * @param text any text, with line breaks as the user wrote them
     * @param language BCP 47 language of the text, or empty when it is not known
     * @return the sentences in order, none blank; their letters joined are the letters of the text,
     *     so nothing is lost. Empty for a blank text
     */
    List<String> split(String text, Optional<String> language);
}
