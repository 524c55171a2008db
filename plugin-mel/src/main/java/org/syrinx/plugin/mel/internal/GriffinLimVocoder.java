package org.syrinx.plugin.mel.internal;

import org.syrinx.api.Audio;
import org.syrinx.api.AudioSink;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentMismatchException;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Progress;
import org.syrinx.api.StageInfo;
import org.syrinx.api.Vocoder;
import org.syrinx.audio.dsp.GriffinLim;
import org.syrinx.audio.dsp.MelSpec;

/**
 * Log-mel frames to sound by the fast Griffin-Lim algorithm. It needs the whole utterance before
 * the first sample: chunks only divide the finished sound. Safe for use by several threads.
 */
final class GriffinLimVocoder implements Vocoder {
    private static final int DEFAULT_CHUNK = 64;

    private final StageInfo info;
    private final LatentSpec spec;
    private final MelSpec mel;
    private final int iterations;

    GriffinLimVocoder(StageInfo info, MelPreset preset, int iterations) {
        this.info = info;
        this.spec = preset.latentSpec();
        this.mel = preset.mel();
        this.iterations = iterations;
    }

    @Override
    public StageInfo info() {
        return info;
    }

    @Override
    public LatentSpec latentSpec() {
        return spec;
    }

    @Override
    public int sampleRate() {
        return spec.sampleRate();
    }

    @Override
    public void decode(
            Latent latent,
            Conditioning conditioning,
            DecodeOptions options,
            AudioSink sink,
            Progress progress) {
        if (!latent.spec().fits(spec)) {
            throw new LatentMismatchException(
                    "the latent",
                    latent.spec(),
                    info.model(),
                    spec,
                    "Choose a vocoder for this latent");
        }
        float[][] frames = MelLatentSpace.Frames.toArray(latent.frames());
        // one value of the noise source picks the first phases, so the seed of the utterance
        // decides them
        long seed = Float.floatToIntBits(options.noise().gaussian("griffinlim.phase", 1)[0]);
        float[] samples = GriffinLim.fromMel(frames, mel, iterations, seed, progress).samples();
        int size =
                (options.chunkFrames() == 0 ? DEFAULT_CHUNK : options.chunkFrames()) * spec.hop();
        for (int at = 0; at < samples.length; at += size) {
            int end = Math.min(samples.length, at + size);
            sink.accept(
                    new Audio(java.util.Arrays.copyOfRange(samples, at, end), spec.sampleRate()));
        }
    }
}
