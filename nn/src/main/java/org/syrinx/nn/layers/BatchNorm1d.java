package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import org.syrinx.nn.Normalizations;
import org.syrinx.nn.params.Init;
import org.syrinx.nn.params.Parameter;
import org.syrinx.nn.params.Scope;

/**
 * Batch normalisation of channels (Ioffe and Szegedy 2015). In training it uses the batch's
 * statistics and moves the running ones by a tenth; otherwise it uses the running ones. Parameters:
 * {@code weight}, {@code bias}, {@code running_mean}, {@code running_var} (C); {@code
 * num_batches_tracked} is accepted and not used.
 *
 * <p>Training from several threads at once would mix their updates of the running statistics: not
 * supported.
 */
public final class BatchNorm1d {
    private static final double MOMENTUM = 0.1;

    private final Scope scope;
    private final Parameter weight;
    private final Parameter bias;
    private final Parameter mean;
    private final Parameter variance;
    private final double eps;

    /**
     * A normalisation.
     *
     * @param scope where the parameters are declared
     * @param channels C
     * @param eps added to the variance
     */
    public BatchNorm1d(Scope scope, int channels, double eps) {
        this.scope = scope;
        this.weight = scope.tensor("weight", Init.ones(), channels);
        this.bias = scope.tensor("bias", Init.zeros(), channels);
        this.mean = scope.buffer("running_mean", Init.zeros(), channels);
        this.variance = scope.buffer("running_var", Init.ones(), channels);
        scope.ignore("num_batches_tracked");
        this.eps = eps;
    }

    /**
     * Normalises.
     *
     * @param x (B, C) or (B, C, T)
     * @return the same shape
     */
    public NDArray apply(NDArray x) {
        return Normalizations.batchNorm(
                x,
                weight.value(),
                bias.value(),
                mean.value(),
                variance.value(),
                scope.training(),
                MOMENTUM,
                eps);
    }
}
