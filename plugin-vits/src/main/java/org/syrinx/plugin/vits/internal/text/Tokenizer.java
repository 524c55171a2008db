package org.syrinx.plugin.vits.internal.text;

import java.util.List;
import java.util.Map;

/** Text to the ids that a text encoder reads. Immutable, thread-safe. */
public interface Tokenizer {
    /**
     * Tokenizes one sentence.
     *
     * @param text what to say
     * @return at least one id, each a row of the embedding
     * @throws org.syrinx.api.SyrinxException if nothing of the text can be spoken
     */
    Tokens tokenize(String text);

    /**
     * The languages it reads.
     *
     * @return BCP 47 tags; empty when the model does not say
     */
    List<String> languages();

    /**
     * The outcome.
     *
     * @param ids at least one
     * @param notes facts for people
     * @param warnings what was left out, whole sentences
     */
    record Tokens(long[] ids, Map<String, String> notes, List<String> warnings) {}
}
