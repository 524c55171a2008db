package org.syrinx.eval.whisper.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tokens to text: the byte-level alphabet of GPT-2 (A. Radford et al. 2019, section 2.2). */
final class WhisperTokens {
    private static final Map<Character, Byte> BYTES = bytes();

    private final Map<Integer, String> pieces = new HashMap<>();

    WhisperTokens(Map<String, Object> vocabulary) {
        vocabulary.forEach(
                (piece, id) -> {
                    if (id instanceof Integer i) {
                        pieces.put(i, piece);
                    }
                });
    }

    /** Printable bytes stand for themselves; the others for characters from 256 on, in order. */
    private static Map<Character, Byte> bytes() {
        Map<Character, Byte> map = new HashMap<>();
        int next = 256;
        for (int b = 0; b < 256; b++) {
            boolean printable = b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE;
            map.put((char) (printable ? b : next++), (byte) b);
        }
        return map;
    }

    /** The text of tokens; special tokens have no piece and no text. */
    String text(List<Integer> tokens) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int token : tokens) {
            for (char c : pieces.getOrDefault(token, "").toCharArray()) {
                Byte b = BYTES.get(c);
                if (b != null) {
                    out.write(b);
                }
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
