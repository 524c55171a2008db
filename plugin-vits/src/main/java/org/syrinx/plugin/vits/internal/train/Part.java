package org.syrinx.plugin.vits.internal.train;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.syrinx.plugin.vits.internal.model.FramePrior;
import org.syrinx.training.HostBuffer;
import org.syrinx.training.corpus.Crops;

/**
 * The part of a batch that one thread computes, in native memory of that thread's scope.
 *
 * @param size utterances here
 * @param tokens (B, N), int64
 * @param textMask (B, 1, N)
 * @param speakers index of each speaker
 * @param audio (B, (T - 1) hop + n_fft), the waveform mirrored at both ends, so that the transform
 *     needs no padding
 * @param mask (B, 1, T)
 * @param durations (B, 1, N), frames, or null
 * @param tokenOfFrame (B, T), int64, or null
 * @param positions (B, 3, T), where each frame lies in its token, or null
 * @param noise (B, F, T), standard normal
 * @param durationNoise (B, 2, N), standard normal
 * @param waveSlice (B, 1, S hop), the waveform of the slice
 * @param geometry lengths on the host
 */
record Part(
        int size,
        NDArray tokens,
        NDArray textMask,
        long[] speakers,
        NDArray audio,
        NDArray mask,
        NDArray durations,
        NDArray tokenOfFrame,
        NDArray positions,
        NDArray noise,
        NDArray durationNoise,
        NDArray waveSlice,
        Geometry geometry) {

    /**
     * Lengths.
     *
     * @param tokens of each utterance
     * @param frames of each utterance, in the window
     * @param windows first frame of each window
     * @param slices first frame of each slice, in its window
     * @param spoken which utterances the loss on speech from text takes, by chance every other
     */
    record Geometry(
            int[] tokens, int[] frames, int[] windows, int[] slices, List<Integer> spoken) {}

    /**
     * Sizes that the network dictates.
     *
     * @param hop samples a frame
     * @param fft size of the transform
     * @param latent channels of the latent
     * @param slice frames that are decoded
     * @param window frames that take part, or 0 for all
     */
    record Sizes(int hop, int fft, int latent, int slice, int window) {}

    /**
     * Makes a part. Windows, slices and noise depend on the seed and the utterance only, not on who
     * else is in the part.
     *
     * @param host the thread's buffer
     * @param examples the utterances
     * @param sizes the sizes
     * @param seed the seed of the step
     * @return the part
     */
    static Part of(HostBuffer host, List<Example> examples, Sizes sizes, long seed) {
        int b = examples.size();
        Random[] random = new Random[b];
        int[] tokens = new int[b];
        int[] frames = new int[b];
        int[] windows = new int[b];
        int[] slices = new int[b];
        List<Integer> spoken = new ArrayList<>();
        for (int i = 0; i < b; i++) {
            Example e = examples.get(i);
            random[i] = Crops.random(seed, e.utterance());
            tokens[i] = e.tokens().length;
            frames[i] = sizes.window > 0 ? Math.min(sizes.window, e.frames()) : e.frames();
            windows[i] = random[i].nextInt(e.frames() - frames[i] + 1);
            slices[i] = random[i].nextInt(frames[i] - sizes.slice + 1);
            if (random[i].nextBoolean()) {
                spoken.add(i);
            }
        }
        Geometry g = new Geometry(tokens, frames, windows, slices, List.copyOf(spoken));
        int n = max(tokens);
        int t = max(frames);
        boolean aligned = examples.stream().allMatch(e -> e.durations() != null);
        return new Part(
                b,
                host.longs(
                        f -> {
                            for (int i = 0; i < b; i++) {
                                for (int k = 0; k < tokens[i]; k++) {
                                    f.put(i * n + k, examples.get(i).tokens()[k]);
                                }
                            }
                        },
                        b,
                        n),
                mask(host, tokens, n),
                examples.stream().mapToLong(Example::speaker).toArray(),
                audio(host, examples, g, sizes, t),
                mask(host, frames, t),
                aligned
                        ? durations(host, examples.stream().map(Example::durations).toList(), n)
                        : null,
                aligned
                        ? tokenOfFrame(
                                host, examples.stream().map(Example::durations).toList(), g, t)
                        : null,
                aligned
                        ? positions(host, examples.stream().map(Example::durations).toList(), g, t)
                        : null,
                noise(host, random, frames, sizes.latent, t),
                noise(host, random, tokens, 2, n),
                slice(host, examples, g, sizes),
                g);
    }

    private static NDArray noise(
            HostBuffer host, Random[] random, int[] lengths, int channels, int max) {
        return host.floats(
                f -> {
                    for (int i = 0; i < lengths.length; i++) {
                        for (int c = 0; c < channels; c++) {
                            for (int k = 0; k < lengths[i]; k++) {
                                f.put(
                                        (i * channels + c) * max + k,
                                        (float) random[i].nextGaussian());
                            }
                        }
                    }
                },
                lengths.length,
                channels,
                max);
    }

    private static NDArray mask(HostBuffer host, int[] lengths, int max) {
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

    /**
     * Samples of the windows, mirrored at the ends of the utterance (spec 2, 1.19: (n_fft - hop) /
     * 2 on both sides).
     */
    private static NDArray audio(
            HostBuffer host, List<Example> examples, Geometry g, Sizes s, int t) {
        int width = (t - 1) * s.hop + s.fft;
        int pad = (s.fft - s.hop) / 2;
        return host.floats(
                f -> {
                    for (int i = 0; i < examples.size(); i++) {
                        Crops.copy(
                                examples.get(i).utterance(),
                                g.windows[i] * s.hop - pad,
                                (g.frames[i] - 1) * s.hop + s.fft,
                                f,
                                i * width);
                    }
                },
                examples.size(),
                width);
    }

    private static NDArray slice(HostBuffer host, List<Example> examples, Geometry g, Sizes s) {
        int width = s.slice * s.hop;
        return host.floats(
                f -> {
                    for (int i = 0; i < examples.size(); i++) {
                        int first = (g.windows[i] + g.slices[i]) * s.hop;
                        Crops.copy(examples.get(i).utterance(), first, width, f, i * width);
                    }
                },
                examples.size(),
                1,
                width);
    }

    /**
     * Durations as an array.
     *
     * @param host the thread's buffer
     * @param durations frames of each token, by utterance
     * @param n tokens of the longest
     * @return (B, 1, N)
     */
    static NDArray durations(HostBuffer host, List<int[]> durations, int n) {
        return host.floats(
                f -> {
                    for (int i = 0; i < durations.size(); i++) {
                        int[] d = durations.get(i);
                        for (int k = 0; k < d.length; k++) {
                            f.put(i * n + k, d[k]);
                        }
                    }
                },
                durations.size(),
                1,
                n);
    }

    /**
     * Which token each frame of the windows belongs to.
     *
     * @param host the thread's buffer
     * @param durations frames of each token, by utterance
     * @param g lengths
     * @param t frames of the longest window
     * @return (B, T), int64; 0 where the mask is 0
     */
    static NDArray tokenOfFrame(HostBuffer host, List<int[]> durations, Geometry g, int t) {
        return host.longs(
                f -> {
                    for (int i = 0; i < durations.size(); i++) {
                        int at = -g.windows[i];
                        int[] d = durations.get(i);
                        for (int k = 0; k < d.length; k++) {
                            for (int r = 0; r < d[k]; r++, at++) {
                                if (at >= 0 && at < g.frames[i]) {
                                    f.put(i * t + at, k);
                                }
                            }
                        }
                    }
                },
                durations.size(),
                t);
    }

    /**
     * Where each frame of the windows lies in its token.
     *
     * @param host the thread's buffer
     * @param durations frames of each token, by utterance
     * @param g lengths
     * @param t frames of the longest window
     * @return (B, 3, T), as the frame prior reads it
     */
    static NDArray positions(HostBuffer host, List<int[]> durations, Geometry g, int t) {
        return host.floats(
                f -> {
                    for (int i = 0; i < durations.size(); i++) {
                        long[] d = Arrays.stream(durations.get(i)).asLongStream().toArray();
                        float[] p = FramePrior.positions(d, g.windows[i], g.frames[i]);
                        for (int c = 0; c < FramePrior.POSITIONS; c++) {
                            f.put(
                                    (i * FramePrior.POSITIONS + c) * t,
                                    p,
                                    c * g.frames[i],
                                    g.frames[i]);
                        }
                    }
                },
                durations.size(),
                FramePrior.POSITIONS,
                t);
    }

    /** Valid frames. */
    long frameCount() {
        return Arrays.stream(geometry.frames).asLongStream().sum();
    }

    /** Valid tokens. */
    long tokenCount() {
        return Arrays.stream(geometry.tokens).asLongStream().sum();
    }

    private static int max(int[] values) {
        int m = 0;
        for (int v : values) {
            m = Math.max(m, v);
        }
        return m;
    }
}
