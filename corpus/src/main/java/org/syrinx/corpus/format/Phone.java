package org.syrinx.corpus.format;

/**
 * A phone and where it is.
 *
 * @param symbol in the teacher's phone set; {@code pau} is a pause
 * @param start first sample
 * @param length samples; 0 only where the teacher gave a phone no time
 */
public record Phone(String symbol, int start, int length) {
    /**
     * The sample after the last.
     *
     * @return start + length
     */
    public int end() {
        return start + length;
    }
}
