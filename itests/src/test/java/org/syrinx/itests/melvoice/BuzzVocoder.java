package org.syrinx.itests.melvoice;

import java.util.Map;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioSink;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentSpace;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Progress;
import org.syrinx.api.StageInfo;
import org.syrinx.api.Vocoder;

/** Makes a buzz as long as the latent, whatever the latent says. */
final class BuzzVocoder implements Vocoder {
    private final LatentSpec spec;

    BuzzVocoder(LatentSpace space) {
        this.spec = space.latentSpec();
    }

    @Override
    public StageInfo info() {
        return new StageInfo("buzz", "test", "1.0.0", "", "jvm", Map.of());
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
        float[] x = new float[(int) latent.length() * spec.hop()];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 100 < 50 ? 0.1f : -0.1f;
        }
        sink.accept(new Audio(x, spec.sampleRate()));
    }
}
