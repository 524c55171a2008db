package org.syrinx.plugin.vits.internal.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.layers.Conv1d;
import org.syrinx.nn.layers.Dropout;
import org.syrinx.nn.layers.Embedding;
import org.syrinx.nn.layers.FeedForwardConv;
import org.syrinx.nn.layers.LayerNorm;
import org.syrinx.nn.layers.RelativeSelfAttention;
import org.syrinx.nn.params.Init;
import org.syrinx.nn.params.Scope;

/** Ids to hidden states and to the prior's mean and log standard deviation per token, spec 1.4. */
public final class TextEncoder {
    private final VitsConfig.Text text;
    private final int flowSize;
    private final Embedding embedding;
    private final List<Layer> layers = new ArrayList<>();
    private final Conv1d project;

    /**
     * What the encoder says.
     *
     * @param hidden (B, H, N)
     * @param means mu_p, (B, F, N)
     * @param logStds log sigma_p, (B, F, N)
     */
    public record Output(NDArray hidden, NDArray means, NDArray logStds) {}

    /**
     * Declares the encoder.
     *
     * @param scope {@code text_encoder}
     * @param config the configuration
     */
    public TextEncoder(Scope scope, VitsConfig config) {
        this.text = config.text();
        this.flowSize = config.flowSize();
        // N(0, 1/H): the lookup is multiplied by sqrt(H)
        Init init = Init.normal(1 / Math.sqrt(text.hidden()));
        this.embedding =
                new Embedding(scope.at("embed_tokens"), config.vocabSize(), text.hidden(), init);
        for (int i = 0; i < text.layers(); i++) {
            layers.add(new Layer(scope.at("encoder.layers").at(i), text));
        }
        this.project = new Conv1d(scope.at("project"), text.hidden(), 2 * flowSize, 1);
    }

    /**
     * Encodes.
     *
     * @param ids (B, N), int64
     * @param mask (B, 1, N)
     * @return hidden states and prior, 0 on padding
     */
    public Output encode(NDArray ids, NDArray mask) {
        NDArray x = Ops.scale(embedding.apply(ids), Math.sqrt(text.hidden()));
        x = Ops.mul(x, Shapes.transpose(mask, 1, 2)); // (B, N, H)
        for (Layer layer : layers) {
            x = layer.apply(x, mask);
        }
        NDArray hidden = Ops.mul(Shapes.transpose(x, 1, 2), mask); // (B, H, N)
        NDList stats = Shapes.split(Ops.mul(project.apply(hidden), mask), flowSize, 1);
        return new Output(hidden, stats.get(0), stats.get(1));
    }

    /** A post-norm layer: attention, then two convolutions over time. */
    private static final class Layer {
        private final RelativeSelfAttention attention;
        private final LayerNorm norm1;
        private final FeedForwardConv feedForward;
        private final LayerNorm norm2;
        private final Dropout dropout;

        Layer(Scope scope, VitsConfig.Text t) {
            int h = t.hidden();
            this.attention =
                    new RelativeSelfAttention(
                            scope.at("attention"),
                            h,
                            t.heads(),
                            t.window(),
                            t.bias(),
                            t.attentionDropout(),
                            RelativeSelfAttention.Layout.LINEAR);
            this.norm1 = new LayerNorm(scope.at("layer_norm"), h, t.normEpsilon());
            this.feedForward =
                    new FeedForwardConv(
                            scope.at("feed_forward"),
                            h,
                            t.ffn(),
                            t.ffnKernel(),
                            t.activationDropout(),
                            activation(t.activation()));
            this.norm2 = new LayerNorm(scope.at("final_layer_norm"), h, t.normEpsilon());
            this.dropout = new Dropout(scope, t.hiddenDropout());
        }

        /** x: (B, N, H); mask: (B, 1, N). */
        NDArray apply(NDArray x, NDArray mask) {
            NDArray a = norm1.apply(Ops.add(x, dropout.apply(attention.apply(x, mask))));
            NDArray y = feedForward.apply(Shapes.transpose(a, 1, 2), mask); // (B, H, N)
            return norm2.apply(Ops.add(a, dropout.apply(Shapes.transpose(y, 1, 2))));
        }

        private static UnaryOperator<NDArray> activation(String name) {
            return switch (name) {
                case "relu" -> Activations::relu;
                case "gelu" -> Activations::gelu;
                case "silu", "swish" -> Activations::silu;
                case "tanh" -> Activations::tanh;
                default -> throw new IllegalStateException("unchecked activation " + name);
            };
        }
    }
}
