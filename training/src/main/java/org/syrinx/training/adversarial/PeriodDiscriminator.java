package org.syrinx.training.adversarial;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Resizing;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.layers.Conv2d;
import org.syrinx.nn.layers.ConvOptions;
import org.syrinx.nn.params.Scope;

/**
 * HiFi-GAN's multi-period discriminator, one period of it: looks at every p-th sample, with
 * two-dimensional convolutions over (T / p, p) that do not mix columns.
 */
final class PeriodDiscriminator implements Discriminator {
    /** Layer widths as multiples of the first layer's. */
    private static final int[] WIDTHS = {1, 4, 16, 32, 32};

    private final int period;
    private final List<Conv2d> layers = new ArrayList<>();
    private final Conv2d verdict;

    PeriodDiscriminator(Scope scope, int period, int channels) {
        this.period = period;
        int in = 1;
        for (int i = 0; i < WIDTHS.length; i++) {
            int out = channels * WIDTHS[i];
            int stride = i < WIDTHS.length - 1 ? 3 : 1;
            ConvOptions options =
                    ConvOptions.plain().stride(stride, 1).padding(2, 0).weightNormed();
            layers.add(new Conv2d(scope.at("convs").at(i), in, out, 5, 1, options));
            in = out;
        }
        ConvOptions last = ConvOptions.plain().padding(1, 0).weightNormed();
        verdict = new Conv2d(scope.at("conv_post"), in, 1, 3, 1, last);
    }

    @Override
    public List<NDArray> apply(NDArray x) {
        long t = x.getShape().get(2);
        int missing = (int) ((period - t % period) % period);
        NDArray y = missing == 0 ? x : Resizing.reflectionPad1d(x, 0, missing);
        long rows = (t + missing) / period;
        y = Shapes.reshape(y, x.getShape().get(0), 1, rows, period); // (B, 1, T / p, p)
        List<NDArray> maps = new ArrayList<>();
        for (Conv2d layer : layers) {
            y = Activations.leakyRelu(layer.apply(y), SLOPE);
            maps.add(y);
        }
        maps.add(verdict.apply(y)); // (B, 1, T', p)
        return maps;
    }
}
