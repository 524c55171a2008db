package org.syrinx.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import org.syrinx.engine.Operators;

/** Attention, recurrent networks and alignment losses. */
public final class Sequences {
    private Sequences() {}

    /**
     * softmax(Q K&#x1d40; / sqrt(D)) V (Vaswani et al. 2017, eq. 1).
     *
     * @param q queries {@code (B, H, T, D)}
     * @param k keys {@code (B, H, S, D)}
     * @param v values {@code (B, H, S, E)}
     * @param mask {@code (B, 1 or H, T, S)}: boolean, true where a key may be seen, or numbers to
     *     add; or null
     * @param causal whether position t sees only positions up to t; then {@code mask} is null
     * @return {@code (B, H, T, E)}
     */
    public static NDArray scaledDotProductAttention(
            NDArray q, NDArray k, NDArray v, NDArray mask, boolean causal) {
        return Operators.call("scaled_dot_product_attention", q, k, v, mask, causal);
    }

    /**
     * Long short-term memory. Weights are {@code (4H, I)}, {@code (4H, H)}, {@code (4H)}, {@code
     * (4H)}, gates i f g o.
     *
     * @param x {@code (B, T, I)}, batch first
     * @param hidden initial state {@code (layers directions, B, H)}
     * @param cell initial cell {@code (layers directions, B, H)}
     * @param weights per layer and direction: input weights, hidden weights, input bias, hidden
     *     bias, in PyTorch's gate order
     * @param layers number of layers
     * @param bidirectional whether a second direction runs backwards
     * @return outputs {@code (B, T, H directions)}, last hidden state, last cell state
     */
    public static NDList lstm(
            NDArray x,
            NDArray hidden,
            NDArray cell,
            List<NDArray> weights,
            long layers,
            boolean bidirectional) {
        return Operators.callList("lstm", x, hidden, cell, weights, layers, bidirectional);
    }

    /**
     * Gated recurrent unit. Weights are {@code (3H, I)}, {@code (3H, H)}, {@code (3H)}, {@code
     * (3H)}, gates r z n.
     *
     * @param x {@code (B, T, I)}, batch first
     * @param hidden initial state {@code (layers directions, B, H)}
     * @param weights per layer and direction: input weights, hidden weights, input bias, hidden
     *     bias, in PyTorch's gate order
     * @param layers number of layers
     * @param bidirectional whether a second direction runs backwards
     * @return outputs {@code (B, T, H directions)}, last hidden state
     */
    public static NDList gru(
            NDArray x, NDArray hidden, List<NDArray> weights, long layers, boolean bidirectional) {
        return Operators.callList("gru", x, hidden, weights, layers, bidirectional);
    }

    /**
     * Connectionist temporal classification (Graves et al. 2006): minus the log probability of each
     * target. Impossible alignments give 0.
     *
     * @param logProbabilities {@code (T, B, C)}, logarithms
     * @param targets int64 {@code (B, S)}, labels
     * @param inputLengths int64 {@code (B)}, frames
     * @param targetLengths int64 {@code (B)}, labels
     * @param blank index of the blank label
     * @return {@code (B)}, in nats
     */
    public static NDArray ctcLoss(
            NDArray logProbabilities,
            NDArray targets,
            NDArray inputLengths,
            NDArray targetLengths,
            long blank) {
        return Operators.call(
                "ctc_loss", logProbabilities, targets, inputLengths, targetLengths, blank);
    }
}
