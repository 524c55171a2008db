package org.syrinx.corpus.format;

import java.io.IOException;
import java.io.Reader;

/**
 * Lines of a file from strangers: one that never ends is cut before it fills the memory. For one
 * thread.
 */
public final class BoundedLines {
    private final Reader in;
    private final int longest;

    /**
     * Begins with the next line of a reader.
     *
     * @param in buffered, because it is read one character at a time; the caller closes it
     * @param longest characters of a line that is kept whole
     */
    public BoundedLines(Reader in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * The next line.
     *
     * @return without its end (LF, or CR and LF); of a longer line the first {@code longest + 1}
     *     characters; null at the end
     * @throws IOException from the reader
     */
    public String next() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n' && line.length() <= longest; c = in.read()) {
            line.append((char) c);
        }
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
            line.setLength(length - 1);
        }
        return line.toString();
    }
}
