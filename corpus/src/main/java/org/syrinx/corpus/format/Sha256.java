package org.syrinx.corpus.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in lower-case hexadecimal. */
public final class Sha256 {
    private Sha256() {}

    /**
     * Digest of bytes.
     *
     * @param bytes anything
     * @return 64 hexadecimal digits
     */
    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(digest(bytes));
    }

    /**
     * Digest of bytes.
     *
     * @param bytes anything
     * @return 32 bytes
     */
    public static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /**
     * Compares a file with a digest.
     *
     * @param file a file that may be missing
     * @param expected 64 hexadecimal digits
     * @return false if the file is missing, unreadable or different
     */
    public static boolean matches(Path file, String expected) {
        try {
            return Files.isRegularFile(file) && of(Files.readAllBytes(file)).equals(expected);
        } catch (IOException e) {
            return false;
        }
    }
}
