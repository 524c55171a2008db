package org.syrinx.itests.melvoice;

import java.util.List;
import java.util.Map;
import org.syrinx.api.Audio;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Encoder;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentSpace;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;
import org.syrinx.api.StageInfo;

/** Reads every text as a tone of its length: 50 ms a character. */
final class ToneEncoder implements Encoder {
    private final LatentSpace space;

    ToneEncoder(LatentSpace space) {
        this.space = space;
    }

    @Override
    public StageInfo info() {
        return new StageInfo("tone", "test", "1.0.0", "", "jvm", Map.of());
    }

    @Override
    public LatentSpec latentSpec() {
        return space.latentSpec();
    }

    @Override
    public List<String> speakers() {
        return List.of();
    }

    @Override
    public List<String> languages() {
        return List.of();
    }

    @Override
    public Conditioning encode(Prompt prompt, NoiseSource noise, Progress progress) {
        int rate = latentSpec().sampleRate();
        float[] x = new float[rate / 20 * prompt.text().length()];
        for (int i = 0; i < x.length; i++) {
            for (int h = 1; h <= 10; h++) {
                x[i] += (float) (0.05 * Math.sin(2 * Math.PI * 150 * h * i / rate));
            }
        }
        Latent latent =
                space.encode(new Audio(x, rate), LatentSpace.EncodeOptions.mean(null), progress);
        return Conditioning.builder(latentSpec(), latent.length()).start(latent).build();
    }
}
