package org.syrinx.plugin.gradtts.internal.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.layers.ChannelLayerNorm;
import org.syrinx.nn.layers.Conv1d;
import org.syrinx.nn.layers.ConvOptions;
import org.syrinx.nn.layers.Dropout;
import org.syrinx.nn.layers.Embedding;
import org.syrinx.nn.layers.FeedForwardConv;
import org.syrinx.nn.layers.LayerNorm;
import org.syrinx.nn.layers.RelativeSelfAttention;
import org.syrinx.nn.params.Init;
import org.syrinx.nn.params.Scope;

/**
 * Ids to hidden states and to the mean mel per token. The released multi-speaker model does not
 * give it the speaker, so all its voices share {@code mu} and durations; the authors' intended
 * variant appends the speaker vector behind the pre-net.
 */
public final class TextEncoder {
    /** Of all layer norms of the encoder. */
    static final double EPSILON = 1e-4;

    private static final double PRENET_DROPOUT = 0.5;
    private static final int PRENET_LAYERS = 3;
    private static final int PRENET_KERNEL = 5;

    private final int channels;
    private final boolean conditioned;
    private final Embedding embedding;
    private final PreNet preNet;
    private final List<Layer> layers = new ArrayList<>();
    private final Conv1d project;

    /**
     * What the encoder says.
     *
     * @param hidden (B, H, N), 0 on padding
     * @param means mu, (B, F, N), 0 on padding
     */
    public record Output(NDArray hidden, NDArray means) {}

    /**
     * Declares the encoder.
     *
     * @param scope {@code encoder}
     * @param config the configuration
     */
    public TextEncoder(Scope scope, GradTtsConfig config) {
        GradTtsConfig.Encoder e = config.encoder();
        this.channels = e.channels();
        this.conditioned = config.conditionsEncoder();
        // N(0, 1/H): the lookup is multiplied by sqrt(H)
        Init init = Init.normal(1 / Math.sqrt(channels));
        this.embedding = new Embedding(scope.at("emb"), config.vocabSize(), channels, init);
        this.preNet = new PreNet(scope.at("prenet"), channels);
        for (int i = 0; i < e.layers(); i++) {
            layers.add(new Layer(scope.at("encoder"), i, config.hiddenSize(), e));
        }
        this.project = new Conv1d(scope.at("proj_m"), config.hiddenSize(), config.bands(), 1);
    }

    /**
     * Encodes.
     *
     * @param ids (B, N), int64
     * @param mask (B, 1, N)
     * @param speaker (B, G), read only where the encoder is conditioned
     * @return hidden states and means
     */
    public Output encode(NDArray ids, NDArray mask, NDArray speaker) {
        NDArray x = Ops.scale(embedding.apply(ids), Math.sqrt(channels)); // (B, N, C)
        x = preNet.apply(Shapes.transpose(x, 1, 2), mask); // (B, C, N)
        if (conditioned) {
            long b = x.getShape().get(0);
            long n = x.getShape().get(2);
            NDArray s = Shapes.unsqueeze(speaker, 2); // (B, G, 1)
            x = Shapes.cat(List.of(x, Shapes.expand(s, b, s.getShape().get(1), n)), 1);
        }
        for (Layer layer : layers) {
            x = layer.apply(Ops.mul(x, mask), mask);
        }
        NDArray hidden = Ops.mul(x, mask); // (B, H, N)
        return new Output(hidden, Ops.mul(project.apply(hidden), mask));
    }

    static ChannelLayerNorm norm(Scope scope, int channels) {
        return new ChannelLayerNorm(scope, channels, EPSILON, LayerNorm.Names.GAMMA_BETA);
    }

    /** Three convolutions beside a shortcut; starts as the identity. */
    private static final class PreNet {
        private final List<Conv1d> convolutions = new ArrayList<>();
        private final List<ChannelLayerNorm> norms = new ArrayList<>();
        private final Conv1d project;
        private final Dropout dropout;

        PreNet(Scope scope, int channels) {
            for (int i = 0; i < PRENET_LAYERS; i++) {
                Scope at = scope.at("conv_layers").at(i);
                ConvOptions same = ConvOptions.same(PRENET_KERNEL);
                convolutions.add(new Conv1d(at, channels, channels, PRENET_KERNEL, same));
                norms.add(norm(scope.at("norm_layers").at(i), channels));
            }
            ConvOptions zero = ConvOptions.plain().init(Init.zeros());
            this.project = new Conv1d(scope.at("proj"), channels, channels, 1, zero);
            this.dropout = new Dropout(scope, PRENET_DROPOUT);
        }

        NDArray apply(NDArray x, NDArray mask) {
            NDArray y = x;
            for (int i = 0; i < convolutions.size(); i++) {
                y = norms.get(i).apply(convolutions.get(i).apply(Ops.mul(y, mask)));
                y = dropout.apply(Activations.relu(y));
            }
            return Ops.mul(Ops.add(x, project.apply(y)), mask);
        }
    }

    /** A post-norm layer: attention, then two convolutions over time. */
    private static final class Layer {
        private final RelativeSelfAttention attention;
        private final ChannelLayerNorm norm1;
        private final FeedForwardConv feedForward;
        private final ChannelLayerNorm norm2;
        private final Dropout dropout;

        Layer(Scope scope, int index, int size, GradTtsConfig.Encoder e) {
            this.attention =
                    new RelativeSelfAttention(
                            scope.at("attn_layers").at(index),
                            size,
                            e.heads(),
                            e.window(),
                            true,
                            e.dropout(),
                            RelativeSelfAttention.Layout.CONVOLUTION);
            this.norm1 = norm(scope.at("norm_layers_1").at(index), size);
            this.feedForward =
                    new FeedForwardConv(
                            scope.at("ffn_layers").at(index),
                            size,
                            e.filter(),
                            e.kernel(),
                            e.dropout());
            this.norm2 = norm(scope.at("norm_layers_2").at(index), size);
            this.dropout = new Dropout(scope, e.dropout());
        }

        /** x: (B, H, N), 0 on padding; mask: (B, 1, N). */
        NDArray apply(NDArray x, NDArray mask) {
            NDArray y = attention.apply(Shapes.transpose(x, 1, 2), mask); // (B, N, H)
            NDArray a = norm1.apply(Ops.add(x, dropout.apply(Shapes.transpose(y, 1, 2))));
            return norm2.apply(Ops.add(a, dropout.apply(feedForward.apply(a, mask))));
        }
    }
}
