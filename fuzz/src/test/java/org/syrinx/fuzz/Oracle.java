package org.syrinx.fuzz;

import java.util.Comparator;
import java.util.List;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.nn.safetensors.TensorInfo;

/** What must hold whatever the input was. */
final class Oracle {
    private static final int LONGEST_MESSAGE = 13_000;

    private Oracle() {}

    static void holds(boolean condition, String what) {
        holds(condition, what, "");
    }

    /** The text is put together only where it is needed: a target runs millions of times. */
    static void holds(boolean condition, String what, Object found) {
        if (!condition) {
            throw new AssertionError(what + ": " + found);
        }
    }

    /** A refusal is one line that a terminal shows as it is. */
    static void plain(SyrinxException e) {
        String message = e.getMessage();
        holds(!message.isBlank(), "an error says something");
        holds(message.length() < LONGEST_MESSAGE, "an error is short", message.length());
        holds(message.chars().noneMatch(Character::isISOControl), "an error is one plain line");
    }

    /**
     * The rules of the format once more, from the accepted header alone.
     *
     * @param dataBytes bytes after the header
     */
    static void sound(SafetensorsFile file, long dataBytes) {
        List<TensorInfo> tensors =
                file.names().stream()
                        .map(file::info)
                        .sorted(
                                Comparator.comparingLong(TensorInfo::begin)
                                        .thenComparingLong(TensorInfo::end))
                        .toList();
        long at = 0;
        for (TensorInfo t : tensors) {
            holds(t.begin() == at && t.end() >= at, "no hole and no overlap", t);
            at = t.end();
            java.math.BigInteger bytes = java.math.BigInteger.valueOf(t.dtype().bytes());
            for (long axis : t.shape()) {
                holds(axis >= 0, "no negative axis", t);
                bytes = bytes.multiply(java.math.BigInteger.valueOf(axis));
            }
            holds(bytes.equals(java.math.BigInteger.valueOf(t.end() - t.begin())), "size", t);
        }
        holds(at == dataBytes, "the tensors cover the data");
        for (TensorInfo t : tensors) {
            float[] values = file.floats(t.name());
            holds(values.length == t.count(), "every element is read", t);
            long strange = 0;
            for (float v : values) {
                strange += Float.isFinite(v) ? 0 : 1;
            }
            holds(file.nonFinite(t.name()) == strange, "non-finite values are counted", t);
            if (!t.dtype().floating()) {
                holds(file.longs(t.name()).length == t.count(), "every integer is read", t);
            }
        }
    }
}
