package org.syrinx.nn.params;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What identifies weights, as they were when it was taken: SHA-256 of every tensor, from which that
 * of all of them and that of any part follow without reading the weights again. Immutable.
 */
public final class Fingerprint {
    private final SortedMap<String, byte[]> digests = new TreeMap<>();

    Fingerprint(Collection<Parameter> parameters) {
        MessageDigest sha = sha256();
        ByteBuffer chunk = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        for (Parameter p : parameters) {
            String head = p.name() + Arrays.toString(p.shape()) + "\n";
            sha.update(head.getBytes(StandardCharsets.UTF_8));
            update(sha, chunk, p.floats());
            digests.put(p.name(), sha.digest());
        }
    }

    /**
     * All tensors.
     *
     * @return SHA-256 over the digests of all tensors in order of name, each over name, shape and
     *     float32 values; 64 hexadecimal digits
     */
    public String all() {
        return of(name -> true);
    }

    /**
     * A part, such as the one that defines a latent.
     *
     * @param names which tensors count
     * @return as {@link #all()}, over those tensors only
     */
    public String of(Predicate<String> names) {
        MessageDigest sha = sha256();
        digests.forEach(
                (name, digest) -> {
                    if (names.test(name)) {
                        sha.update(digest);
                    }
                });
        return HexFormat.of().formatHex(sha.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, ByteBuffer chunk, float[] values) {
        for (int at = 0; at < values.length; ) {
            chunk.clear();
            int n = Math.min(chunk.capacity() / 4, values.length - at);
            chunk.asFloatBuffer().put(values, at, n);
            digest.update(chunk.array(), 0, 4 * n);
            at += n;
        }
    }
}
