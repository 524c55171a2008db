package org.syrinx.plugin.gradtts.internal.text;

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
     * The outcome.
     *
     * @param ids at least one
     * @param notes facts for people
     * @param warnings what was left out, whole sentences
     */
    record Tokens(long[] ids, Map<String, String> notes, List<String> warnings) {}

    /**
     * Puts a blank before, between and behind all ids.
     *
     * @param ids N ids
     * @param blank the blank's
     * @return 2 N + 1 ids
     */
    static long[] intersperse(List<Integer> ids, long blank) {
        long[] out = new long[2 * ids.size() + 1];
        java.util.Arrays.fill(out, blank);
        for (int i = 0; i < ids.size(); i++) {
            out[2 * i + 1] = ids.get(i);
        }
        return out;
    }
}
