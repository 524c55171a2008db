package org.syrinx.nn.vocoder;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioSink;
import org.syrinx.api.Backend;
import org.syrinx.api.Latent;
import org.syrinx.api.Progress;
import org.syrinx.api.TensorScope;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.vocoder.ChunkGrid.Piece;

/**
 * Decodes a latent piece by piece, so that sound starts early, in memory that does not grow with
 * its length. Each piece is decoded with the context that reaches into it; so the pieces joined are
 * the decode of the whole, and where the cuts lie never depends on the chunks that a caller wants.
 */
public final class ChunkedDecoding {
    /** Seconds of sound in the first piece. */
    private static final double FIRST_SECONDS = 0.25;

    /** Each piece is this many times longer than the one before it. */
    private static final int GROWTH = 4;

    /** Seconds of sound in the longest piece: 20 MB for each second of it at the usual size. */
    private static final double LONGEST_SECONDS = 6;

    private ChunkedDecoding() {}

    /**
     * Decodes.
     *
     * @param generator the generator, in evaluation mode
     * @param backend for scopes
     * @param latent of one utterance; stays the caller's
     * @param condition (1, G, 1), or null
     * @param chunkFrames frames a chunk that the sink gets; 0 for pieces as they are decoded
     * @param sink gets the sound in order
     * @param progress told before each piece; may cancel
     */
    public static void decode(
            Generator generator,
            Backend backend,
            Latent latent,
            NDArray condition,
            int chunkFrames,
            AudioSink sink,
            Progress progress) {
        int frames = Math.toIntExact(latent.length());
        Chunks out =
                new Chunks(
                        sink,
                        latent.spec().sampleRate(),
                        Math.min(chunkFrames, frames) * generator.hop());
        double rate = latent.spec().frameRate();
        int first = framesIn(FIRST_SECONDS, rate);
        int longest = framesIn(LONGEST_SECONDS, rate);
        for (Piece piece : ChunkGrid.cut(frames, first, GROWTH, longest)) {
            progress.step("decoding", piece.start(), frames);
            out.add(decode(generator, backend, latent, condition, piece));
        }
        out.finish();
        progress.step("decoding", frames, frames);
    }

    @SuppressWarnings("try") // the scope works by being open
    private static float[] decode(
            Generator generator, Backend backend, Latent latent, NDArray condition, Piece piece) {
        int left = Math.min(generator.radius(), piece.start());
        int rest = Math.toIntExact(latent.length()) - piece.start() - piece.length();
        int right = Math.min(generator.radius(), rest);
        try (TensorScope ignored = backend.scope()) {
            NDArray z =
                    Shapes.narrow(
                            latent.frames(),
                            2,
                            piece.start() - left,
                            (long) left + piece.length() + right);
            return generator.decode(z, left, right, condition).toFloatArray();
        }
    }

    private static int framesIn(double seconds, double frameRate) {
        return Math.max(1, (int) Math.ceil(seconds * frameRate));
    }

    /**
     * Delivers pieces of any length as chunks of the wanted length; 0 for the pieces themselves.
     */
    private static final class Chunks {
        private final AudioSink sink;
        private final int rate;
        private final float[] buffer;
        private int filled;

        Chunks(AudioSink sink, int rate, int length) {
            this.sink = sink;
            this.rate = rate;
            this.buffer = length == 0 ? null : new float[length];
        }

        void add(float[] samples) {
            if (buffer == null) {
                sink.accept(new Audio(samples, rate));
                return;
            }
            for (int at = 0; at < samples.length; ) {
                int n = Math.min(buffer.length - filled, samples.length - at);
                System.arraycopy(samples, at, buffer, filled, n);
                at += n;
                filled += n;
                if (filled == buffer.length) {
                    finish();
                }
            }
        }

        void finish() {
            if (filled > 0) {
                sink.accept(new Audio(Arrays.copyOf(buffer, filled), rate));
                filled = 0;
            }
        }
    }
}
