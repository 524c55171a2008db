package org.syrinx.tck.samples;

import java.util.Map;
import org.syrinx.api.Audio;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentSpace;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Progress;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.tck.internal.Values;
import org.syrinx.tck.samples.hum.HumVocoder;

/** The level of each hop, four times. Keeps every clause; its subclasses break one each. */
public class EnvelopeSpace implements LatentSpace {
    @Override
    public StageInfo info() {
        return new StageInfo("envelope", "envelope", "1.0.0", "", "cpu", Map.of());
    }

    @Override
    public LatentSpec latentSpec() {
        return HumVocoder.SPEC;
    }

    @Override
    public Latent encode(Audio audio, EncodeOptions options, Progress progress) {
        check(audio, options);
        progress.step("measuring", 0, 0);
        double ratio = (double) audio.sampleRate() / latentSpec().sampleRate();
        int samples = (int) (audio.samples().length / ratio);
        int frames = samples / latentSpec().hop();
        if (frames == 0) {
            throw new SyrinxException("a frame of sound", audio.toString(), "Record more.");
        }
        float[] noise = options.noise().gaussian("posterior", 4 * frames);
        float[] out = new float[4 * frames];
        for (int i = 0; i < out.length; i++) {
            double sum = 0;
            for (int n = 0; n < latentSpec().hop(); n++) {
                sum += Math.abs(sample(audio, (i % frames * latentSpec().hop() + n) * ratio));
            }
            out[i] = (float) (sum + options.temperature() * noise[i]);
        }
        return new Latent(Values.tensor(out, 1, 4, frames), latentSpec());
    }

    /** The sample nearest to a place. */
    protected float sample(Audio audio, double at) {
        return audio.samples()[Math.min(audio.samples().length - 1, (int) at)];
    }

    /** What it cannot do. */
    protected void check(Audio audio, EncodeOptions options) {
        if (options.speaker() != null) {
            throw new SyrinxException("no speaker", options.speaker(), "Leave it out.");
        }
        if (!(options.temperature() >= 0)) {
            throw new SyrinxException(
                    "a temperature of at least 0", "" + options.temperature(), "Correct it.");
        }
        if (Values.firstNotFinite(audio.samples()) >= 0) {
            throw new SyrinxException("finite samples", "NaN or infinity", "Repair the sound.");
        }
    }
}
