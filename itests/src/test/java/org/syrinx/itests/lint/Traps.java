package org.syrinx.itests.lint;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import ai.djl.repository.zoo.Criteria;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;

/** One call of every kind that the lint must find. Compiled, read, never run. */
final class Traps {
    private Traps() {}

    static NDArray all(NDArray x) {
        Criteria.builder();
        Loss.l2Loss();
        Optimizer.adamW().optClipGrad(1f);
        try (var collector = Engine.getInstance().newGradientCollector()) {
            collector.zeroGradients();
            return Activation.swish(
                    x.mul(2).pow(2).toType(DataType.FLOAT16, false).scaleGradient(0.5), 1f);
        }
    }
}
