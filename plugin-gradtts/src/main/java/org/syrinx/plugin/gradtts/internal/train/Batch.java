package org.syrinx.plugin.gradtts.internal.train;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Random;
import org.syrinx.training.HostBuffer;

/**
 * The part of a batch that one thread computes: whole utterances for the encoder, a window of each
 * for the decoder. Windows, times and noise depend on the seed and the utterance only, not on who
 * else is in the part.
 */
final class Batch {
    private static final double EARLIEST = 1e-5;

    private final HostBuffer host;
    private final List<Example> examples;
    private final int bands;
    private final int window;
    private final int tokens;
    private final int frames;
    private final int[] starts;
    private final double[] times;
    private final Random[] random;

    Batch(HostBuffer host, List<Example> examples, int bands, int window, long seed) {
        this.host = host;
        this.examples = examples;
        this.bands = bands;
        this.window = window;
        this.tokens = examples.stream().mapToInt(e -> e.tokens().length).max().orElseThrow();
        this.frames = examples.stream().mapToInt(Example::frames).max().orElseThrow();
        int b = examples.size();
        this.starts = new int[b];
        this.times = new double[b];
        this.random = new Random[b];
        for (int i = 0; i < b; i++) {
            Example e = examples.get(i);
            random[i] = new Random(seed * 0x9E3779B97F4A7C15L ^ e.id().hashCode() * 0x100000001L);
            starts[i] = random[i].nextInt(Math.max(0, e.frames() - window) + 1);
            times[i] = Math.min(1 - EARLIEST, Math.max(EARLIEST, random[i].nextDouble()));
        }
    }

    int size() {
        return examples.size();
    }

    /** Noise times, in [1e-5, 1 - 1e-5]. */
    double[] times() {
        return times;
    }

    /** (B, N), int64. */
    NDArray tokens() {
        return host.longs(
                f -> {
                    for (int i = 0; i < size(); i++) {
                        int[] ids = examples.get(i).tokens();
                        for (int k = 0; k < ids.length; k++) {
                            f.put(i * tokens + k, ids[k]);
                        }
                    }
                },
                size(),
                tokens);
    }

    /** (B, 1, N). */
    NDArray tokenMask() {
        return ones(examples.stream().mapToInt(e -> e.tokens().length).toArray(), tokens);
    }

    long[] rows() {
        return examples.stream().mapToLong(Example::row).toArray();
    }

    /** The whole mels, (B, F, T), 0 on padding. */
    NDArray mels() {
        return host.floats(
                f -> {
                    for (int i = 0; i < size(); i++) {
                        Example e = examples.get(i);
                        for (int c = 0; c < bands; c++) {
                            f.put((i * bands + c) * frames, e.mel(), c * e.frames(), e.frames());
                        }
                    }
                },
                size(),
                bands,
                frames);
    }

    /** (B, 1, T). */
    NDArray frameMask() {
        return ones(examples.stream().mapToInt(Example::frames).toArray(), frames);
    }

    /** Windows of the mels, (B, F, W), 0 beyond the end. */
    NDArray windows() {
        return windows(i -> examples.get(i).mel());
    }

    /** Values laid out like the mels. */
    interface Values {
        float[] of(int example);
    }

    NDArray windows(Values values) {
        return host.floats(
                f -> {
                    for (int i = 0; i < size(); i++) {
                        Example e = examples.get(i);
                        for (int c = 0; c < bands; c++) {
                            int from = c * e.frames() + starts[i];
                            f.put((i * bands + c) * window, values.of(i), from, length(i));
                        }
                    }
                },
                size(),
                bands,
                window);
    }

    /** Frames of an utterance's window that are its own. */
    int length(int i) {
        return Math.min(window, examples.get(i).frames());
    }

    /** Valid frames of all windows. */
    long windowFrames() {
        long sum = 0;
        for (int i = 0; i < size(); i++) {
            sum += length(i);
        }
        return sum;
    }

    /**
     * (B, 1, W), always of the full window: the reference builds it as long as the longest window
     * of a batch, which fails where all are short. Null where every window is full.
     */
    NDArray windowMask() {
        int[] lengths = new int[size()];
        boolean full = true;
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = length(i);
            full &= lengths[i] == window;
        }
        return full ? null : ones(lengths, window);
    }

    /** Standard normal values on valid frames, (B, F, W). */
    NDArray noise() {
        return host.floats(
                f -> {
                    for (int i = 0; i < size(); i++) {
                        int n = length(i);
                        for (int c = 0; c < bands; c++) {
                            for (int k = 0; k < n; k++) {
                                f.put(
                                        (i * bands + c) * window + k,
                                        (float) random[i].nextGaussian());
                            }
                        }
                    }
                },
                size(),
                bands,
                window);
    }

    /** A value for each utterance, (B, 1, 1). */
    NDArray each(java.util.function.DoubleUnaryOperator ofTime) {
        return host.floats(
                f -> {
                    for (int i = 0; i < size(); i++) {
                        f.put(i, (float) ofTime.applyAsDouble(times[i]));
                    }
                },
                size(),
                1,
                1);
    }

    /** Durations as floats, (B, 1, N). */
    NDArray durations(List<int[]> durations) {
        return host.floats(
                f -> {
                    for (int i = 0; i < size(); i++) {
                        int[] d = durations.get(i);
                        for (int k = 0; k < d.length; k++) {
                            f.put(i * tokens + k, d[k]);
                        }
                    }
                },
                size(),
                1,
                tokens);
    }

    /** Token of each frame of the whole utterances (from 0 on) or of the windows, (B, length). */
    NDArray tokenOfFrame(List<int[]> durations, boolean windows) {
        int length = windows ? window : frames;
        return host.longs(
                f -> {
                    for (int i = 0; i < size(); i++) {
                        int[] d = durations.get(i);
                        int at = windows ? -starts[i] : 0;
                        for (int k = 0; k < d.length; k++) {
                            for (int r = 0; r < d[k]; r++, at++) {
                                if (at >= 0 && at < length) {
                                    f.put(i * length + at, k);
                                }
                            }
                        }
                    }
                },
                size(),
                length);
    }

    private NDArray ones(int[] lengths, int max) {
        return host.floats(
                f -> {
                    for (int i = 0; i < lengths.length; i++) {
                        for (int k = 0; k < lengths[i]; k++) {
                            f.put(i * max + k, 1);
                        }
                    }
                },
                lengths.length,
                1,
                max);
    }
}
