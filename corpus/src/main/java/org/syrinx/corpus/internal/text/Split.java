package org.syrinx.corpus.internal.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.syrinx.corpus.format.Sha256;
import org.syrinx.corpus.format.Words;

/**
 * Which split a sentence belongs to. Decided by its words alone, before any speaker is chosen, so
 * no sentence that is tested is ever trained on, by any speaker, in any style, under any seed or
 * size.
 */
public enum Split {
    /** 90 of 100. */
    TRAIN("train"),
    /** 5 of 100. */
    VALID("valid"),
    /** 5 of 100. */
    TEST("test");

    private final String id;

    Split(String id) {
        this.id = id;
    }

    /**
     * The name in manifests.
     *
     * @return lower case
     */
    public String id() {
        return id;
    }

    /**
     * The split of a sentence: SHA-256 of its normalised words in UTF-8, first eight bytes as an
     * unsigned number, modulo 100; below 90 train, below 95 valid, otherwise test.
     *
     * @param text a sentence
     * @return its split
     */
    public static Split of(String text) {
        byte[] digest = Sha256.digest(Words.normalise(text).getBytes(StandardCharsets.UTF_8));
        long bucket = Long.remainderUnsigned(ByteBuffer.wrap(digest).getLong(), 100);
        return bucket < 90 ? TRAIN : bucket < 95 ? VALID : TEST;
    }
}
