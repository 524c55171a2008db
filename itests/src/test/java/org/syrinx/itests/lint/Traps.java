package org.syrinx.itests.lint;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import ai.djl.repository.zoo.Criteria;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** One call of every kind that the lint must find. Compiled, read, never run. */
final class Traps {
    private Traps() {}

    static NDArray all(NDArray x) {
        Criteria.builder();
        Loss.l2Loss();
        Optimizer.adamW().optClipGrad(1f);
        try (var collector = Engine.getInstance().newGradientCollector()) {
            collector.zeroGradients();
            UnaryOperator<NDArray> copy = NDArray::duplicate;
            BiFunction<NDArray, Boolean, NDArray> move =
                    (a, copied) -> a.toDevice(Device.cpu(), copied);
            NDArray y = move.apply(copy.apply(x), true).mul(2).pow(2);
            return Activation.swish(y.toType(DataType.FLOAT16, false).scaleGradient(0.5), 1f);
        }
    }
}
