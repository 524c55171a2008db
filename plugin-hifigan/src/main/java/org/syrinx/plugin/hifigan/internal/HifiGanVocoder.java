package org.syrinx.plugin.hifigan.internal;

import org.syrinx.api.AudioSink;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentMismatchException;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Lease;
import org.syrinx.api.Progress;
import org.syrinx.api.StageInfo;
import org.syrinx.api.Vocoder;
import org.syrinx.nn.vocoder.ChunkedDecoding;

/** Log-mel frames to sound, chunk by chunk. Needs no conditioning and draws no noise. */
final class HifiGanVocoder implements Vocoder {
    private final LoadedVocoder model;

    HifiGanVocoder(LoadedVocoder model) {
        this.model = model;
    }

    @Override
    public StageInfo info() {
        return model.info();
    }

    @Override
    public Lease lease() {
        return model.lease();
    }

    @Override
    public LatentSpec latentSpec() {
        return model.latentSpec();
    }

    @Override
    public int sampleRate() {
        return model.latentSpec().sampleRate();
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
                    "Choose a vocoder for this latent.");
        }
        ChunkedDecoding.decode(
                model.network().generator(),
                model.backend(),
                latent,
                null,
                options.chunkFrames(),
                sink,
                progress);
    }
}
