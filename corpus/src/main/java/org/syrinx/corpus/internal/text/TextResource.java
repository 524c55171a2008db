package org.syrinx.corpus.internal.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The text files inside this bundle; lines that start with # are comments. */
public final class TextResource {
    private TextResource() {}

    /**
     * Reads a file of {@code org/syrinx/corpus/text}.
     *
     * @param name file name
     * @return lines without comments and blank lines
     */
    public static List<String> lines(String name) {
        return raw(name).lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
    }

    /**
     * Reads a file of {@code org/syrinx/corpus/text} with its header.
     *
     * @param name file name
     * @return the whole text
     */
    public static String raw(String name) {
        try (InputStream in =
                TextResource.class.getResourceAsStream("/org/syrinx/corpus/text/" + name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "The corpus bundle was built without its text file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
