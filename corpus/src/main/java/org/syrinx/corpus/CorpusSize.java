package org.syrinx.corpus;

import java.util.Arrays;
import java.util.Locale;
import org.syrinx.api.SyrinxException;

/**
 * How much is spoken. The sentence counts are per speaker; styled ones come on top, for the
 * speakers that can.
 */
public enum CorpusSize {
    /** Two speakers, neutral only: for tests and first steps, about half an hour of speech. */
    TINY(2, 300, 40, 0, 0, false),
    /** Every training speaker, styles, held-out speakers, evaluation prompts: for two CPU cores. */
    DEFAULT(7, 500, 100, 60, 40, true),
    /**
     * Every speaker trained on, none held out, with all styles that it can: for models whose
     * directions between speakers and styles are of interest, not their unseen speakers.
     */
    VOICES(11, 300, 120, 60, 0, false),
    /** Four times as much: for a GPU. */
    LARGE(7, 2000, 300, 200, 100, true);

    private final int speakers;
    private final int sentences;
    private final int shared;
    private final int styled;
    private final int heldOut;
    private final boolean prompts;

    CorpusSize(int speakers, int sentences, int shared, int styled, int heldOut, boolean prompts) {
        this.speakers = speakers;
        this.sentences = sentences;
        this.shared = shared;
        this.styled = styled;
        this.heldOut = heldOut;
        this.prompts = prompts;
    }

    /**
     * Reads a name.
     *
     * @param name {@code tiny}, {@code default}, {@code voices} or {@code large}, in any case
     * @return the size
     * @throws SyrinxException if there is no such size
     */
    public static CorpusSize parse(String name) {
        for (CorpusSize size : values()) {
            if (size.id().equals(name.toLowerCase(Locale.ROOT))) {
                return size;
            }
        }
        throw new SyrinxException(
                "a corpus size: "
                        + String.join(", ", Arrays.stream(values()).map(CorpusSize::id).toList()),
                "the size \"" + name + "\"",
                "choose one of these");
    }

    /**
     * The name in commands and in {@code corpus.json}.
     *
     * @return lower case
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * How many speakers are trained on, at most; tiny takes the first female and the first male
     * one, voices also those that the others hold out.
     *
     * @return a count
     */
    public int speakers() {
        return speakers;
    }

    /**
     * Neutral sentences per training speaker, in splits train, valid and test together (90, 5 and 5
     * %).
     *
     * @return a count
     */
    public int sentences() {
        return sentences;
    }

    /**
     * How many of these every training speaker says, so that speakers can be compared on equal
     * words.
     *
     * @return a count
     */
    public int shared() {
        return shared;
    }

    /**
     * Sentences per style for each speaker that has it; they are among the shared ones, so that
     * each has its neutral counterpart.
     *
     * @return a count
     */
    public int styled() {
        return styled;
    }

    /**
     * Test sentences said by each held-out speaker.
     *
     * @return a count
     */
    public int heldOut() {
        return heldOut;
    }

    /**
     * Whether the teacher's held-out speakers are trained on like the others.
     *
     * @return true for voices
     */
    public boolean everySpeaker() {
        return this == VOICES;
    }

    /**
     * Whether the demo speakers also say all evaluation prompts, as the reference of the
     * intelligibility meter.
     *
     * @return true for default and large
     */
    public boolean prompts() {
        return prompts;
    }
}
