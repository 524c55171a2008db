package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Resizing;
import org.syrinx.nn.params.Scope;

/**
 * The position-wise network of a transformer layer with convolutions instead of linear maps (VITS,
 * Glow-TTS, Grad-TTS): y = conv_2(dropout(activation(conv_1(x m))) m) m. Both convolutions keep the
 * length; for an even kernel the extra zero is on the right. Parameters: {@code conv_1}, {@code
 * conv_2}, each {@code weight} and {@code bias}.
 */
public final class FeedForwardConv {
    private final int kernel;
    private final Conv1d first;
    private final Conv1d second;
    private final UnaryOperator<NDArray> activation;
    private final Dropout dropout;

    /**
     * A network with ReLU.
     *
     * @param scope where the parameters are declared
     * @param size input and output channels H
     * @param inner channels between the convolutions
     * @param kernel kernel size of both
     * @param dropout dropout after the activation
     */
    public FeedForwardConv(Scope scope, int size, int inner, int kernel, double dropout) {
        this(scope, size, inner, kernel, dropout, Activations::relu);
    }

    /**
     * A network.
     *
     * @param scope where the parameters are declared
     * @param size input and output channels H
     * @param inner channels between the convolutions
     * @param kernel kernel size of both
     * @param dropout dropout after the activation
     * @param activation the function between the convolutions
     */
    public FeedForwardConv(
            Scope scope,
            int size,
            int inner,
            int kernel,
            double dropout,
            UnaryOperator<NDArray> activation) {
        this.kernel = kernel;
        this.first = new Conv1d(scope.at("conv_1"), size, inner, kernel);
        this.second = new Conv1d(scope.at("conv_2"), inner, size, kernel);
        this.activation = activation;
        this.dropout = new Dropout(scope, dropout);
    }

    /**
     * Applies the network.
     *
     * @param x (B, H, T)
     * @param mask (B, 1, T)
     * @return (B, H, T), zero where the mask is
     */
    public NDArray apply(NDArray x, NDArray mask) {
        NDArray y = first.apply(pad(Ops.mul(x, mask)));
        y = dropout.apply(activation.apply(y));
        return Ops.mul(second.apply(pad(Ops.mul(y, mask))), mask);
    }

    private NDArray pad(NDArray x) {
        return kernel == 1 ? x : Resizing.pad(x, new long[] {(kernel - 1) / 2, kernel / 2}, 0);
    }
}
