package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import org.syrinx.nn.Normalizations;
import org.syrinx.nn.params.Init;
import org.syrinx.nn.params.Parameter;
import org.syrinx.nn.params.Scope;

/**
 * Group normalisation (Wu and He 2018): over the channels of a group and all positions of an item.
 * Padded positions take part. Parameters: {@code weight} and {@code bias} (C).
 */
public final class GroupNorm {
    private final Parameter weight;
    private final Parameter bias;
    private final int groups;
    private final double eps;

    /**
     * A normalisation with epsilon 1e-5.
     *
     * @param scope where the parameters are declared
     * @param groups the number of groups, divides C
     * @param channels C
     */
    public GroupNorm(Scope scope, int groups, int channels) {
        this(scope, groups, channels, 1e-5);
    }

    /**
     * A normalisation.
     *
     * @param scope where the parameters are declared
     * @param groups the number of groups, divides C
     * @param channels C
     * @param eps added to the variance
     */
    public GroupNorm(Scope scope, int groups, int channels, double eps) {
        if (channels % groups != 0) {
            throw new IllegalArgumentException(
                    channels + " channels do not divide into " + groups + " groups");
        }
        this.weight = scope.tensor("weight", Init.ones(), channels);
        this.bias = scope.tensor("bias", Init.zeros(), channels);
        this.groups = groups;
        this.eps = eps;
    }

    /**
     * Normalises.
     *
     * @param x (B, C, ...)
     * @return the same shape
     */
    public NDArray apply(NDArray x) {
        return Normalizations.groupNorm(x, groups, weight.value(), bias.value(), eps);
    }

    NDArray weight() {
        return weight.value();
    }

    NDArray bias() {
        return bias.value();
    }

    int groups() {
        return groups;
    }

    double eps() {
        return eps;
    }
}
