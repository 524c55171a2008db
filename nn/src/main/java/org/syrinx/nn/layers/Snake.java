package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.params.Init;
import org.syrinx.nn.params.Parameter;
import org.syrinx.nn.params.Scope;

/**
 * A periodic activation with learned frequencies (Ziyin et al. 2020): x + sin^2(a x) / b, per
 * channel.
 *
 * <p>{@link #linear}: a = b = {@code alpha} (1, C, 1), as in DAC. {@link #logarithmic}: a =
 * e^alpha, b = e^beta, {@code alpha} and {@code beta} (C), as in BigVGAN.
 */
public final class Snake {
    private final Parameter alpha;
    private final Parameter beta;

    private Snake(Parameter alpha, Parameter beta) {
        this.alpha = alpha;
        this.beta = beta;
    }

    /**
     * One frequency per channel, starting at 1.
     *
     * @param scope where the parameter is declared
     * @param channels C
     * @return the activation
     */
    public static Snake linear(Scope scope, int channels) {
        return new Snake(scope.tensor("alpha", Init.ones(), 1, channels, 1), null);
    }

    /**
     * Frequency and magnitude per channel on a logarithmic scale, starting at e^0.
     *
     * @param scope where the parameters are declared
     * @param channels C
     * @return the activation
     */
    public static Snake logarithmic(Scope scope, int channels) {
        return new Snake(
                scope.tensor("alpha", Init.zeros(), channels),
                scope.tensor("beta", Init.zeros(), channels));
    }

    /**
     * Activates.
     *
     * @param x (B, C, T)
     * @return (B, C, T)
     */
    public NDArray apply(NDArray x) {
        return beta == null
                ? Activations.snake(x, alpha.value())
                : Activations.snakeBeta(x, perChannel(alpha), perChannel(beta));
    }

    private static NDArray perChannel(Parameter logarithm) {
        NDArray value = Ops.exp(logarithm.value());
        return Shapes.reshape(value, 1, value.size(), 1);
    }
}
