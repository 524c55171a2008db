package org.syrinx.tck.samples.hum;

import java.util.Arrays;
import java.util.Map;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioSink;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentMismatchException;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Progress;
import org.syrinx.api.StageInfo;
import org.syrinx.api.Vocoder;

/** One sine a channel. Keeps every clause; its subclasses break one each. */
public class HumVocoder implements Vocoder {
    /** Its latent. */
    public static final LatentSpec SPEC = LatentSpec.of("hum", 4, 8000, 50);

    @Override
    public StageInfo info() {
        return new StageInfo("hum", "hum", "1.0.0", "", "jvm", Map.of());
    }

    @Override
    public LatentSpec latentSpec() {
        return SPEC;
    }

    @Override
    public int sampleRate() {
        return SPEC.sampleRate();
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
                    "the latent", latent.spec(), "hum", latentSpec(), "Wire another vocoder.");
        }
        int frames = (int) latent.length();
        float[] values = latent.frames().toFloatArray();
        float[] gain = options.noise().gaussian("hum", frames);
        float[] sound = new float[frames * SPEC.hop()];
        for (int t = 0; t < frames; t++) {
            progress.step("humming", t, frames);
            for (int i = t * SPEC.hop(); i < (t + 1) * SPEC.hop(); i++) {
                for (int c = 0; c < SPEC.channels(); c++) {
                    sound[i] +=
                            (float)
                                    (0.1
                                            * gain[t]
                                            * values[c * frames + t]
                                            * Math.sin(0.05 * (c + 1) * i));
                }
            }
        }
        deliver(sound, options.chunkFrames() == 0 ? 10 : options.chunkFrames(), sink);
    }

    /** Cuts the sound. */
    protected void deliver(float[] sound, int chunkFrames, AudioSink sink) {
        int size = Math.min(sound.length, chunkFrames * SPEC.hop());
        for (int at = 0; at < sound.length; at += size) {
            sink.accept(
                    new Audio(
                            Arrays.copyOfRange(sound, at, Math.min(sound.length, at + size)),
                            sampleRate()));
        }
    }
}
