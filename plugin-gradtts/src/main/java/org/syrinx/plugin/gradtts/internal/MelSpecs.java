package org.syrinx.plugin.gradtts.internal;

import org.syrinx.api.LatentSpec;
import org.syrinx.audio.dsp.MelSpec;
import org.syrinx.plugin.gradtts.internal.model.GradTtsConfig;

/** The mel spectrogram that a model speaks: the authors' at 22.05 kHz, VITS' at other rates. */
public final class MelSpecs {
    private static final int PUBLISHED_RATE = 22050;

    private MelSpecs() {}

    /** The parameters of the mel. */
    public static MelSpec of(GradTtsConfig config) {
        int rate = config.samplingRate();
        MelSpec s = rate == PUBLISHED_RATE ? MelSpec.hifiGan22k() : MelSpec.vits(rate);
        return s.bands() == config.bands()
                ? s
                : new MelSpec(
                        s.sampleRate(),
                        s.stft(),
                        config.bands(),
                        s.fMin(),
                        s.fMax(),
                        s.scale(),
                        s.norm(),
                        s.power(),
                        s.magnitudeEpsilon(),
                        s.log(),
                        s.floor());
    }

    /** The same as the meaning of a latent. */
    static LatentSpec latentSpec(GradTtsConfig config) {
        return of(config).latentSpec();
    }
}
