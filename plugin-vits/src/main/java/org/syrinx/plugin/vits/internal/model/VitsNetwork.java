package org.syrinx.plugin.vits.internal.model;

import ai.djl.ndarray.NDArray;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.layers.Embedding;
import org.syrinx.nn.layers.WaveNet;
import org.syrinx.nn.params.Naming;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.params.Scope;
import org.syrinx.nn.vocoder.Generator;
import org.syrinx.nn.vocoder.HifiGanGenerator;
import org.syrinx.nn.vocoder.HifiGanSpec;
import org.syrinx.nn.vocoder.IstftGenerator;
import org.syrinx.nn.vocoder.IstftSpec;

/**
 * All of VITS on one parameter set, under the names of Hugging Face's state dictionary (spec 1.16).
 */
public final class VitsNetwork {
    private final VitsConfig config;
    private final ParameterSet set;
    private final TextEncoder textEncoder;
    private final DurationPredictor durationPredictor;
    private final CouplingFlow flow;
    private final PosteriorEncoder posterior;
    private final Generator decoder;
    private final FramePrior framePrior;
    private final Embedding speakers;

    /** Which parts a network has. */
    public enum Parts {
        /** What speech needs; the posterior encoder if the file has one. */
        INFERENCE,
        /** Everything, the decoder weight-normed. */
        TRAINING
    }

    /**
     * Declares the network and finishes the set: its weights are loaded or drawn when this returns.
     *
     * @param config the configuration
     * @param set not yet finished; stays the caller's to close
     * @param parts which parts are wanted
     * @throws org.syrinx.api.ModelFormatException if the file does not fit the configuration
     */
    public VitsNetwork(VitsConfig config, ParameterSet set, Parts parts) {
        this.config = config;
        this.set = set;
        boolean training = parts == Parts.TRAINING;
        Scope root = set.root();
        Set<String> unused = new HashSet<>();
        this.textEncoder = new TextEncoder(root.at("text_encoder"), config);
        Scope duration = root.at("duration_predictor");
        if (config.duration().stochastic()) {
            this.durationPredictor = new StochasticDurationPredictor(duration, config, training);
            unused.add("duration_predictor.post_");
        } else {
            this.durationPredictor = new DeterministicDurationPredictor(duration, config);
        }
        this.flow = new CouplingFlow(root.at("flow"), config);
        this.posterior =
                training || root.has("posterior_encoder")
                        ? new PosteriorEncoder(root.at("posterior_encoder"), config)
                        : null;
        this.decoder = decoder(root.at("decoder"), config, training);
        this.framePrior =
                config.framePrior().layers() > 0
                        ? new FramePrior(root.at("frame_prior"), config)
                        : null;
        this.speakers =
                config.multiSpeaker()
                        ? new Embedding(
                                root.at("embed_speaker"),
                                config.speakers().count(),
                                config.speakers().size())
                        : null;
        set.finish(unused);
    }

    private static Generator decoder(Scope scope, VitsConfig config, boolean training) {
        VitsConfig.Decoder d = config.decoder();
        int in = config.flowSize();
        int condition = config.speakers().size();
        if (d.kind() == VitsConfig.Decoder.Kind.ISTFT) {
            return new IstftGenerator(
                    scope,
                    IstftSpec.plain(
                            in,
                            condition,
                            d.istftChannels(),
                            d.istftLayers(),
                            d.istftExpansion(),
                            d.fftSize(),
                            config.hop()));
        }
        HifiGanSpec spec =
                new HifiGanSpec(
                        in,
                        condition,
                        d.initialChannels(),
                        d.upsampleRates(),
                        d.upsampleKernels(),
                        d.resblockKernels(),
                        d.resblockDilations(),
                        d.resblock2(),
                        d.slope());
        return new HifiGanGenerator(
                scope, spec, HifiGanGenerator.Layout.HUGGING_FACE_VITS, training);
    }

    static WaveNet waveNet(Scope scope, VitsConfig config, int layers) {
        VitsConfig.WaveNet w = config.waveNet();
        return new WaveNet(
                scope,
                config.text().hidden(),
                w.kernel(),
                w.dilationRate(),
                layers,
                config.speakers().size(),
                w.dropout());
    }

    /**
     * How a weight-normed tensor is named in the files of Hugging Face: the decoder folded, the
     * rest as gain and direction. For {@link ParameterSet#toTensors(java.util.function.Function)}.
     *
     * @param tensor a parameter's name
     * @return its naming
     */
    public static Naming naming(String tensor) {
        return tensor.startsWith("decoder.") ? Naming.FOLDED : Naming.PARAMETRIZATIONS;
    }

    /**
     * A speaker's vector.
     *
     * @param index from 0 to count - 1
     * @return (1, G, 1); null for a model without a speaker table
     */
    public NDArray speaker(int index) {
        return speakers == null ? null : speakers(new long[] {index});
    }

    /**
     * The vectors of a batch's speakers.
     *
     * @param indices from 0 to count - 1
     * @return (B, G, 1); null for a model without a speaker table
     */
    public NDArray speakers(long[] indices) {
        if (speakers == null) {
            return null;
        }
        NDArray ids = Tensors.of(set.manager(), indices, indices.length);
        return Shapes.unsqueeze(speakers.apply(ids), 2);
    }

    /** The configuration. */
    public VitsConfig config() {
        return config;
    }

    /** The weights. */
    public ParameterSet parameters() {
        return set;
    }

    /** The text encoder. */
    public TextEncoder textEncoder() {
        return textEncoder;
    }

    /** The duration predictor. */
    public DurationPredictor durationPredictor() {
        return durationPredictor;
    }

    /** The flow between z and z_p. */
    public CouplingFlow flow() {
        return flow;
    }

    /** The posterior encoder, where there is one. */
    public Optional<PosteriorEncoder> posterior() {
        return Optional.ofNullable(posterior);
    }

    /** The prior's refinement by frame, where there is one. */
    public Optional<FramePrior> framePrior() {
        return Optional.ofNullable(framePrior);
    }

    /** The decoder. */
    public Generator decoder() {
        return decoder;
    }
}
