package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.params.Scope;

/**
 * A non-causal WaveNet with gated activations (van den Oord et al. 2016; the form of WaveGlow and
 * VITS). With layer i's dilation rate^i and conditioning g projected once for all layers:
 *
 * <pre>
 * y = dropout(conv(x)) + g_i;   a = tanh(y[:H]) sigmoid(y[H:]);   r = conv1x1(a)
 * x = (x + r[:H]) m;  out += r[H:]      (the last layer has no residual: out += r)
 * </pre>
 *
 * <p>Parameters, all convolutions weight-normed with bias: {@code in_layers.i} (2H, H, kernel),
 * {@code res_skip_layers.i} (2H, H, 1), the last (H, H, 1), and {@code cond_layer} (2HL, G, 1) if
 * there is conditioning.
 */
public final class WaveNet {
    private final int size;
    private final Conv1d condition;
    private final List<Conv1d> in = new ArrayList<>();
    private final List<Conv1d> residualAndSkip = new ArrayList<>();
    private final Dropout dropout;

    /**
     * A network.
     *
     * @param scope where the parameters are declared
     * @param size channels H
     * @param kernel kernel size, odd
     * @param dilationRate layer i is dilated by its i-th power
     * @param layers the number of layers L, at least 1
     * @param conditionSize channels G of the conditioning, 0 for none
     * @param dropout dropout before the gate
     */
    public WaveNet(
            Scope scope,
            int size,
            int kernel,
            int dilationRate,
            int layers,
            int conditionSize,
            double dropout) {
        if (kernel % 2 == 0 || layers < 1) {
            throw new IllegalArgumentException(
                    "a WaveNet needs an odd kernel and a layer: " + kernel + ", " + layers);
        }
        this.size = size;
        this.condition =
                conditionSize == 0
                        ? null
                        : new Conv1d(
                                scope.at("cond_layer"),
                                conditionSize,
                                2 * size * layers,
                                1,
                                ConvOptions.plain().weightNormed());
        int dilation = 1;
        for (int i = 0; i < layers; i++) {
            in.add(
                    new Conv1d(
                            scope.at("in_layers").at(i),
                            size,
                            2 * size,
                            kernel,
                            ConvOptions.same(kernel, dilation).weightNormed()));
            residualAndSkip.add(
                    new Conv1d(
                            scope.at("res_skip_layers").at(i),
                            size,
                            i < layers - 1 ? 2 * size : size,
                            1,
                            ConvOptions.plain().weightNormed()));
            dilation *= dilationRate;
        }
        this.dropout = new Dropout(scope, dropout);
    }

    /**
     * Applies the network.
     *
     * @param x (B, H, T)
     * @param mask (B, 1, T)
     * @param g conditioning (B, G, 1) or (B, G, T); null for none, also where the network could
     *     take one
     * @return (B, H, T), zero where the mask is
     */
    public NDArray apply(NDArray x, NDArray mask, NDArray g) {
        NDArray conditioning =
                g == null || condition == null ? null : condition.apply(g); // (B, 2HL, 1)
        NDArray state = x;
        NDArray out = null;
        for (int i = 0; i < in.size(); i++) {
            NDArray y = dropout.apply(in.get(i).apply(state)); // (B, 2H, T)
            if (conditioning != null) {
                y = Ops.add(y, Shapes.narrow(conditioning, 1, 2L * size * i, 2L * size));
            }
            NDArray a =
                    Ops.mul(
                            Activations.tanh(Shapes.narrow(y, 1, 0, size)),
                            Activations.sigmoid(Shapes.narrow(y, 1, size, size)));
            NDArray r = residualAndSkip.get(i).apply(a);
            NDArray skip = r;
            if (i < in.size() - 1) {
                state = Ops.mul(Ops.add(state, Shapes.narrow(r, 1, 0, size)), mask);
                skip = Shapes.narrow(r, 1, size, size);
            }
            out = out == null ? skip : Ops.add(out, skip);
        }
        return Ops.mul(out, mask);
    }
}
