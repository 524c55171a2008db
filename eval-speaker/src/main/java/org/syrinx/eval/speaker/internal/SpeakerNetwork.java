package org.syrinx.eval.speaker.internal;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.layers.ChannelLayerNorm;
import org.syrinx.nn.layers.Conv1d;
import org.syrinx.nn.layers.ConvOptions;
import org.syrinx.nn.layers.Linear;
import org.syrinx.nn.params.Scope;

/**
 * A small time-delay network with attentive statistics pooling.
 *
 * <table>
 * <caption>Code and papers</caption>
 * <tr><th>code</th><th>paper</th></tr>
 * <tr><td>frame layers of context 5, 3 (dilation 2), 3 (dilation 3), 1</td>
 * <td>x-vector, D. Snyder et al. 2018, table 1 (there 512 to 1500 wide)</td></tr>
 * <tr><td>layer normalisation</td><td>in place of the paper's batch normalisation, so that an
 * utterance alone gives what it gives in a batch</td></tr>
 * <tr><td>attention, weighted mean and deviation</td>
 * <td>K. Okabe, T. Koshinaka and K. Shinoda 2018, equations 3 to 6; a weight for each channel as in
 * ECAPA-TDNN, B. Desplanques et al. 2020, equation 5</td></tr>
 * </table>
 */
public final class SpeakerNetwork {
    private record Layer(Conv1d conv, ChannelLayerNorm norm) {}

    private final List<Layer> frames = new ArrayList<>();
    private final Conv1d hidden;
    private final Conv1d scores;
    private final Linear embedding;

    /**
     * Declares the network.
     *
     * @param config sizes
     * @param scope where the parameters are declared
     */
    public SpeakerNetwork(SpeakerConfig config, Scope scope) {
        int c = config.channels();
        int[][] shape = {{SpeakerFeatures.BANDS, 5, 1}, {c, 3, 2}, {c, 3, 3}, {c, 1, 1}};
        for (int i = 0; i < shape.length; i++) {
            Scope at = scope.at("frames").at(i);
            int kernel = shape[i][1];
            ConvOptions same = ConvOptions.same(kernel, shape[i][2]);
            frames.add(
                    new Layer(
                            new Conv1d(at.at("conv"), shape[i][0], c, kernel, same),
                            new ChannelLayerNorm(at.at("norm"), c, 1e-5)));
        }
        hidden = new Conv1d(scope.at("attention").at("hidden"), c, config.attention(), 1);
        scores = new Conv1d(scope.at("attention").at("scores"), config.attention(), c, 1);
        embedding = new Linear(scope.at("embedding"), 2 * c, config.embedding());
    }

    /**
     * Embeds utterances of equal length.
     *
     * @param mel (B, 40, T), see {@link SpeakerFeatures}
     * @return (B, embedding), of norm 1
     */
    public NDArray apply(NDArray mel) {
        NDArray h = mel;
        for (Layer layer : frames) {
            h = layer.norm.apply(Activations.relu(layer.conv.apply(h))); // (B, C, T)
        }
        NDArray weights =
                Activations.softmax(
                        scores.apply(Activations.tanh(hidden.apply(h))), 2); // (B, C, T)
        NDArray mean = Reductions.sum(Ops.mul(weights, h), false, 2); // (B, C)
        NDArray square = Reductions.sum(Ops.mul(weights, Ops.square(h)), false, 2);
        NDArray deviation = Ops.sqrt(Ops.clampMin(Ops.sub(square, Ops.square(mean)), 1e-6));
        return unit(embedding.apply(Shapes.cat(List.of(mean, deviation), 1)));
    }

    /**
     * Divides rows by their norm.
     *
     * @param x (N, D)
     * @return (N, D), rows of norm 1
     */
    public static NDArray unit(NDArray x) {
        NDArray norm = Ops.sqrt(Ops.shift(Reductions.sum(Ops.square(x), true, 1), 1e-12));
        return Ops.div(x, norm);
    }
}
