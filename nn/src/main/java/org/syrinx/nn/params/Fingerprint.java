package org.syrinx.nn.params;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;

/** SHA-256 of weights. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(Collection<Parameter> parameters) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        ByteBuffer chunk = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        parameters.stream()
                .sorted(Comparator.comparing(Parameter::name))
                .forEach(
                        p -> {
                            String head = p.name() + Arrays.toString(p.shape()) + "\n";
                            digest.update(head.getBytes(StandardCharsets.UTF_8));
                            update(digest, chunk, p.floats());
                        });
        return HexFormat.of().formatHex(digest.digest());
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
