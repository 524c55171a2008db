package org.syrinx.plugin.vits.internal;

import ai.djl.ndarray.NDArray;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioSink;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentMismatchException;
import org.syrinx.api.Progress;
import org.syrinx.api.TensorScope;
import org.syrinx.api.Vocoder;
import org.syrinx.nn.Shapes;
import org.syrinx.plugin.vits.internal.ChunkGrid.Piece;
import org.syrinx.plugin.vits.internal.model.Decoder;

/** The decoder of VITS, chunk by chunk, spec 1.18. */
final class VitsVocoder extends VitsStage implements Vocoder {
    /** Seconds of sound in the first piece. */
    private static final double FIRST_SECONDS = 0.25;

    /** Each piece is this many times longer than the one before it. */
    private static final int GROWTH = 4;

    /** Seconds of sound in the longest piece: 20 MB for each second of it at the usual size. */
    private static final double LONGEST_SECONDS = 6;

    VitsVocoder(LoadedVits model) {
        super(model);
    }

    @Override
    public int sampleRate() {
        return model.config().samplingRate();
    }

    @Override
    public void decode(
            Latent latent,
            Conditioning conditioning,
            DecodeOptions options,
            AudioSink sink,
            Progress progress) {
        if (!latent.spec().fits(latentSpec())) {
            throw new LatentMismatchException(
                    "the latent",
                    latent.spec(),
                    "the vocoder " + info().model(),
                    latentSpec(),
                    "Wire the vocoder of the model that made the latent.");
        }
        int frames = Math.toIntExact(latent.length());
        Chunks out =
                new Chunks(
                        sink,
                        sampleRate(),
                        Math.min(options.chunkFrames(), frames) * model.config().hop());
        int first = framesIn(FIRST_SECONDS);
        int longest = framesIn(LONGEST_SECONDS);
        for (Piece piece : ChunkGrid.cut(frames, first, GROWTH, longest)) {
            progress.step("decoding", piece.start(), frames);
            out.add(decode(latent, conditioning, piece, frames));
        }
        out.finish();
        progress.step("decoding", frames, frames);
    }

    @SuppressWarnings("try") // the scope works by being open
    private float[] decode(Latent latent, Conditioning conditioning, Piece piece, int frames) {
        Decoder decoder = model.network().decoder();
        int left = Math.min(decoder.radius(), piece.start());
        int right = Math.min(decoder.radius(), frames - piece.start() - piece.length());
        try (TensorScope ignored = model.backend().scope()) {
            NDArray speaker =
                    conditioning == null
                            ? null
                            : conditioning.optional(Conditioning.SPEAKER).orElse(null);
            NDArray z =
                    Shapes.narrow(
                            latent.frames(),
                            2,
                            piece.start() - left,
                            (long) left + piece.length() + right);
            return decoder.decode(z, left, right, speaker).toFloatArray();
        }
    }

    private int framesIn(double seconds) {
        return Math.max(1, (int) Math.ceil(seconds * latentSpec().frameRate()));
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
                sink.accept(new Audio(java.util.Arrays.copyOf(buffer, filled), rate));
                filled = 0;
            }
        }
    }
}
