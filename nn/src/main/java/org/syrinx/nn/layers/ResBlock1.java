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
 * The residual block of HiFi-GAN's V1 and V2 (Kong et al. 2020): for each dilation d, x = x +
 * conv(lrelu(conv_d(lrelu(x)))). Parameters: {@code convs1.i} and {@code convs2.i}, each {@code
 * weight} (C, C, kernel) and {@code bias} (C).
 */
public final class ResBlock1 extends ResBlock {
    private final List<Conv1d> dilated = new ArrayList<>();
    private final List<Conv1d> plain = new ArrayList<>();
    private final double slope;

    /**
     * A block.
     *
     * @param scope where the parameters are declared
     * @param channels C
     * @param kernel kernel size, odd
     * @param dilations one pair of convolutions each
     * @param slope negative slope of the leaky ReLU
     * @param weightNorm whether the weights are weight-normed in training
     */
    public ResBlock1(
            Scope scope,
            int channels,
            int kernel,
            int[] dilations,
            double slope,
            boolean weightNorm) {
        for (int i = 0; i < dilations.length; i++) {
            dilated.add(
                    convolution(
                            scope.at("convs1").at(i), channels, kernel, dilations[i], weightNorm));
            plain.add(convolution(scope.at("convs2").at(i), channels, kernel, 1, weightNorm));
        }
        this.slope = slope;
    }

    @Override
    public NDArray apply(NDArray x) {
        boolean recording = Autograd.isTraining();
        NDArray y = x;
        for (int i = 0; i < dilated.size(); i++) {
            NDArray r = dilated.get(i).apply(Activations.leakyRelu(y, slope));
            if (recording) {
                r = plain.get(i).apply(Activations.leakyRelu(r, slope));
                y = Ops.add(y, r);
            } else {
                // nobody else reads r: the same values with half the traffic of memory
                InPlace.leakyRelu(List.of(r), slope);
                r = plain.get(i).apply(r);
                InPlace.add(List.of(r), List.of(y), 1);
                y = r;
            }
        }
        return y;
    }

    @Override
    List<Conv1d> convolutions() {
        List<Conv1d> all = new ArrayList<>();
        for (int i = 0; i < dilated.size(); i++) {
            all.add(dilated.get(i));
            all.add(plain.get(i));
        }
        return all;
    }

    @Override
    int length() {
        return dilated.size();
    }

    @Override
    boolean isPaired() {
        return true;
    }
}
