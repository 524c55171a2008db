package org.syrinx.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The words that fuzzers insert: one a line, in quotes, with the escapes of libFuzzer. */
final class Dictionary {
    private Dictionary() {}

    static List<byte[]> words() {
        try (InputStream in = Dictionary.class.getResourceAsStream("/dictionary")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> line.startsWith("\""))
                    .map(line -> unescaped(line.substring(1, line.length() - 1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Backslash and quote stand for themselves, {@code \\xHH} for a byte. */
    private static byte[] unescaped(String word) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c != '\\') {
                out.write(c);
            } else if (word.charAt(i + 1) == 'x') {
                out.write(Integer.parseInt(word.substring(i + 2, i + 4), 16));
                i += 3;
            } else {
                out.write(word.charAt(++i));
            }
        }
        return out.toByteArray();
    }
}
