package org.syrinx.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Random damage to known inputs, without instrumentation: blind, and faster by an order of
 * magnitude. It begins where the guided fuzzer has been, in the inputs that it has collected. The
 * same arguments give the same inputs.
 *
 * <pre>{@code java -cp ... org.syrinx.fuzz.Storm TARGET RUNS SEED FOLDER...}</pre>
 */
final class Storm {
    private final List<byte[]> words = Dictionary.words();
    private final List<byte[]> inputs;
    private final SplittableRandom random;
    private final int maxLength;

    private Storm(List<byte[]> inputs, long seed, int maxLength) {
        this.inputs = inputs;
        this.random = new SplittableRandom(seed);
        this.maxLength = maxLength;
    }

    /** Runs; ends with the input that broke something, in hexadecimal, if one did. */
    public static void main(String[] arguments) throws IOException {
        Targets target =
                Targets.ALL.stream()
                        .filter(t -> t.name().equals(arguments[0]))
                        .findFirst()
                        .orElseThrow();
        long runs = Long.parseLong(arguments[1]);
        List<byte[]> inputs = new ArrayList<>();
        for (int i = 3; i < arguments.length; i++) {
            try (Stream<Path> files = Files.list(Path.of(arguments[i]))) {
                for (Path file : files.sorted().toList()) {
                    inputs.add(Files.readAllBytes(file));
                }
            }
        }
        Storm storm = new Storm(inputs, Long.parseLong(arguments[2]), target.maxLength());
        long began = System.nanoTime();
        for (long i = 0; i < runs; i++) {
            byte[] input = storm.next();
            try {
                target.entry().accept(input);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        "run " + i + ": " + java.util.HexFormat.of().formatHex(input), e);
            }
        }
        System.out.printf(
                "%s: %d runs over %d inputs, %.0f a second, nothing found%n",
                target, runs, inputs.size(), runs * 1e9 / (System.nanoTime() - began));
    }

    private byte[] next() {
        byte[] b = any();
        for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
            b = damage(b);
        }
        return b.length > maxLength ? Arrays.copyOf(b, maxLength) : b;
    }

    private byte[] any() {
        return inputs.get(random.nextInt(inputs.size()));
    }

    private byte[] damage(byte[] b) {
        int at = random.nextInt(b.length + 1);
        int n = Math.min(1 + random.nextInt(15), b.length - at);
        byte[] other = any();
        int from = random.nextInt(other.length + 1);
        return switch (random.nextInt(8)) {
            case 0 -> splice(b, at, Math.min(1, n), new byte[] {(byte) random.nextInt(256)});
            case 1 -> splice(b, at, n, new byte[0]);
            case 2 -> splice(b, at, 0, Arrays.copyOfRange(b, at, at + n));
            case 3 -> splice(b, at, 0, words.get(random.nextInt(words.size())));
            case 4 -> splice(b, at, n, words.get(random.nextInt(words.size())));
            case 5 -> splice(b, at, b.length - at, Arrays.copyOfRange(other, from, other.length));
            case 6 ->
                    splice(
                            b,
                            at,
                            n,
                            Arrays.copyOfRange(
                                    other,
                                    from,
                                    Math.min(other.length, from + random.nextInt(40))));
            default -> digit(b, at);
        };
    }

    /** Another digit in the next number. */
    private byte[] digit(byte[] b, int at) {
        byte[] out = b.clone();
        for (int i = at; i < out.length; i++) {
            if (out[i] >= '0' && out[i] <= '9') {
                out[i] = (byte) ('0' + random.nextInt(10));
                break;
            }
        }
        return out;
    }

    private static byte[] splice(byte[] b, int at, int removed, byte[] added) {
        byte[] out = new byte[b.length - removed + added.length];
        System.arraycopy(b, 0, out, 0, at);
        System.arraycopy(added, 0, out, at, added.length);
        System.arraycopy(b, at + removed, out, at + added.length, b.length - at - removed);
        return out;
    }
}
