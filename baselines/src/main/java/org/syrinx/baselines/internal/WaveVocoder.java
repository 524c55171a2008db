package org.syrinx.baselines.internal;

import java.util.Arrays;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioSink;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentMismatchException;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Progress;
import org.syrinx.api.StageInfo;
import org.syrinx.api.Vocoder;

/** A latent that is sound already: hands it on, in chunks. Safe for use by several threads. */
final class WaveVocoder implements Vocoder {
    private static final int DEFAULT_CHUNK = 4096;

    private final StageInfo info;
    private final LatentSpec wave;

    WaveVocoder(StageInfo info, LatentSpec wave) {
        this.info = info;
        this.wave = wave;
    }

    @Override
    public StageInfo info() {
        return info;
    }

    @Override
    public LatentSpec latentSpec() {
        return wave;
    }

    @Override
    public int sampleRate() {
        return wave.sampleRate();
    }

    @Override
    public void decode(
            Latent latent,
            Conditioning conditioning,
            DecodeOptions options,
            AudioSink sink,
            Progress progress) {
        if (!latent.spec().fits(wave)) {
            throw new LatentMismatchException(
                    "the latent", latent.spec(), info.model(), wave, "Wire its own encoder");
        }
        float[] samples = latent.frames().toFloatArray();
        int size = options.chunkFrames() == 0 ? DEFAULT_CHUNK : options.chunkFrames();
        for (int at = 0; at < samples.length; at += size) {
            int end = Math.min(samples.length, at + size);
            sink.accept(new Audio(Arrays.copyOfRange(samples, at, end), wave.sampleRate()));
            progress.step("decoding", end, samples.length);
        }
    }
}
