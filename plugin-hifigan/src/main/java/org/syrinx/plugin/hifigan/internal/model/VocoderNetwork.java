package org.syrinx.plugin.hifigan.internal.model;

import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.vocoder.Generator;
import org.syrinx.nn.vocoder.HifiGanGenerator;
import org.syrinx.nn.vocoder.IstftGenerator;

/** The generator that a configuration describes, with its weights. */
public final class VocoderNetwork {
    private final VocoderConfig config;
    private final ParameterSet set;
    private final Generator generator;

    /**
     * Declares the network and finishes the set.
     *
     * @param config the configuration
     * @param set not yet finished; stays the caller's to close
     * @param training whether weight-normed weights are held as gain and direction
     * @throws org.syrinx.api.ModelFormatException if the file does not fit the configuration; the
     *     message names missing, unexpected and mis-shaped tensors
     */
    public VocoderNetwork(VocoderConfig config, ParameterSet set, boolean training) {
        this.config = config;
        this.set = set;
        this.generator =
                config.hifiGan() == null
                        ? new IstftGenerator(set.root(), config.istft())
                        : new HifiGanGenerator(
                                set.root(),
                                config.hifiGan(),
                                HifiGanGenerator.Layout.HIFI_GAN,
                                training);
        set.finish();
    }

    /** The configuration. */
    public VocoderConfig config() {
        return config;
    }

    /** The weights. */
    public ParameterSet parameters() {
        return set;
    }

    /** Mel to sound. */
    public Generator generator() {
        return generator;
    }
}
