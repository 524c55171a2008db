package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import org.syrinx.nn.LinearAlgebra;
import org.syrinx.nn.params.Init;
import org.syrinx.nn.params.Parameter;
import org.syrinx.nn.params.Scope;

/** A linear map of the last axis. Parameters: {@code weight} (out, in), {@code bias} (out). */
public final class Linear {
    private final Parameter weight;
    private final Parameter bias;

    /**
     * A map with bias.
     *
     * @param scope where the parameters are declared
     * @param in input size
     * @param out output size
     */
    public Linear(Scope scope, int in, int out) {
        this(scope, in, out, true);
    }

    /**
     * A map with the usual initial values, uniform within 1 / sqrt(in).
     *
     * @param scope where the parameters are declared
     * @param in input size
     * @param out output size
     * @param bias whether a bias is added
     */
    public Linear(Scope scope, int in, int out, boolean bias) {
        this.weight = scope.tensor("weight", Init.kaimingUniform(Math.sqrt(5)), out, in);
        this.bias = bias ? scope.tensor("bias", Init.uniform(1 / Math.sqrt(in)), out) : null;
    }

    /**
     * A map with chosen initial weights and a bias that starts at 0.
     *
     * @param scope where the parameters are declared
     * @param in input size
     * @param out output size
     * @param bias whether a bias is added
     * @param init the initial weights
     */
    public Linear(Scope scope, int in, int out, boolean bias, Init init) {
        this.weight = scope.tensor("weight", init, out, in);
        this.bias = bias ? scope.tensor("bias", Init.zeros(), out) : null;
    }

    /**
     * Maps.
     *
     * @param x (..., in)
     * @return (..., out)
     */
    public NDArray apply(NDArray x) {
        return LinearAlgebra.linear(x, weight.value(), bias == null ? null : bias.value());
    }
}
