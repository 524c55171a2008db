package org.syrinx.plugin.vits.internal;

import ai.djl.ndarray.NDArray;
import org.syrinx.api.AudioSink;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentMismatchException;
import org.syrinx.api.Progress;
import org.syrinx.api.Vocoder;
import org.syrinx.nn.vocoder.ChunkedDecoding;

/** The decoder of VITS, chunk by chunk, spec 1.18. */
final class VitsVocoder extends VitsStage implements Vocoder {
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
        NDArray speaker =
                conditioning == null
                        ? null
                        : conditioning.optional(Conditioning.SPEAKER).orElse(null);
        ChunkedDecoding.decode(
                model.network().decoder(),
                model.backend(),
                latent,
                speaker,
                options.chunkFrames(),
                sink,
                progress);
    }
}
