package org.syrinx.plugin.gradtts.internal.model;

import ai.djl.ndarray.NDArray;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.layers.Embedding;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.params.Scope;

/** All of Grad-TTS on one parameter set, under the names of the authors' checkpoints. */
public final class GradTtsNetwork {
    /** Where the names of the encoder's and of the duration predictor's tensors start. */
    public static final String ENCODER = "encoder";

    /** Where those of the score network start. */
    public static final String DECODER = "decoder";

    /** Where that of the speaker table starts. */
    public static final String SPEAKERS = "spk_emb";

    private final GradTtsConfig config;
    private final ParameterSet set;
    private final Embedding speakers;
    private final TextEncoder encoder;
    private final DurationPredictor durations;
    private final ScoreNetwork score;

    /**
     * Declares the network and finishes the set: its weights are loaded or drawn when this returns.
     *
     * @param config the configuration
     * @param set not yet finished; stays the caller's to close
     * @throws org.syrinx.api.ModelFormatException if the file does not fit the configuration
     */
    public GradTtsNetwork(GradTtsConfig config, ParameterSet set) {
        this.config = config;
        this.set = set;
        Scope root = set.root();
        GradTtsConfig.Speakers s = config.speakers();
        this.speakers =
                config.multiSpeaker()
                        ? new Embedding(root.at(SPEAKERS), s.count(), s.size())
                        : null;
        this.encoder = new TextEncoder(root.at(ENCODER), config);
        this.durations = new DurationPredictor(root.at(ENCODER).at("proj_w"), config);
        this.score = new ScoreNetwork(root.at(DECODER).at("estimator"), config);
        set.finish();
    }

    /**
     * The vectors of a batch's speakers.
     *
     * @param rows of the speaker table
     * @return (B, G); null for a model without a speaker table
     */
    public NDArray speakers(long... rows) {
        return speakers == null
                ? null
                : speakers.apply(Tensors.of(set.manager(), rows, rows.length));
    }

    /** The configuration. */
    public GradTtsConfig config() {
        return config;
    }

    /** The weights. */
    public ParameterSet parameters() {
        return set;
    }

    /** The text encoder. */
    public TextEncoder encoder() {
        return encoder;
    }

    /** The duration predictor. */
    public DurationPredictor durations() {
        return durations;
    }

    /** The score network. */
    public ScoreNetwork score() {
        return score;
    }

    /**
     * Frames up to the next multiple that the score network takes.
     *
     * @param frames at least 1
     * @return at least {@code frames}
     */
    public static int padded(int frames) {
        return (frames + ScoreNetwork.STRIDE - 1) / ScoreNetwork.STRIDE * ScoreNetwork.STRIDE;
    }

    /**
     * A speaker's vector as it travels in a conditioning.
     *
     * @param row of the speaker table
     * @return (1, G, 1)
     */
    public NDArray speaker(int row) {
        return Shapes.unsqueeze(speakers(row), 2);
    }
}
