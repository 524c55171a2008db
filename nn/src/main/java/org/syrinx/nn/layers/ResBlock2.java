package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.nn.Activations;
import org.syrinx.nn.InPlace;
import org.syrinx.nn.Ops;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.params.Scope;

/**
 * The light residual block of HiFi-GAN's V3 (Kong et al. 2020): for each dilation d, x = x +
 * conv_d(lrelu(x)). Parameters: {@code convs.i}, each {@code weight} (C, C, kernel) and {@code
 * bias} (C).
 */
public final class ResBlock2 extends ResBlock {
    private final List<Conv1d> convolutions = new ArrayList<>();
    private final double slope;

    /**
     * A block.
     *
     * @param scope where the parameters are declared
     * @param channels C
     * @param kernel kernel size, odd
     * @param dilations one convolution each
     * @param slope negative slope of the leaky ReLU
     * @param weightNorm whether the weights are weight-normed in training
     */
    public ResBlock2(
            Scope scope,
            int channels,
            int kernel,
            int[] dilations,
            double slope,
            boolean weightNorm) {
        for (int i = 0; i < dilations.length; i++) {
            convolutions.add(
                    convolution(
                            scope.at("convs").at(i), channels, kernel, dilations[i], weightNorm));
        }
        this.slope = slope;
    }

    @Override
    public NDArray apply(NDArray x) {
        boolean recording = Autograd.isTraining();
        NDArray y = x;
        for (Conv1d c : convolutions) {
            NDArray r = c.apply(Activations.leakyRelu(y, slope));
            if (recording) {
                y = Ops.add(y, r);
            } else {
                InPlace.add(List.of(r), List.of(y), 1); // nobody else reads r
                y = r;
            }
        }
        return y;
    }

    @Override
    List<Conv1d> convolutions() {
        return convolutions;
    }

    @Override
    int length() {
        return convolutions.size();
    }

    @Override
    boolean isPaired() {
        return false;
    }
}
