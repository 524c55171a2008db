package org.syrinx.training.adversarial;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Resizing;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.layers.Conv1d;
import org.syrinx.nn.layers.Conv2d;
import org.syrinx.nn.layers.ConvOptions;
import org.syrinx.nn.params.Scope;

/**
 * The discriminators of HiFi-GAN (Kong et al. 2020, arXiv 2010.05646, section 2.3) as VITS combines
 * them: one scale discriminator on the waveform and one period discriminator for each period. All
 * weight-normed, leaky rectifiers with slope 0.1. At the paper's size (32 channels, periods 2, 3,
 * 5, 7, 11) they have 46,747,132 parameters.
 */
public final class Discriminators {
    private static final double SLOPE = 0.1;

    /** Layer widths as multiples of the first layer's. */
    private static final int[] PERIOD_WIDTHS = {1, 4, 16, 32, 32};

    private final List<Discriminator> all = new ArrayList<>();

    /** One of them. */
    private interface Discriminator {
        /** Feature maps of (B, 1, T), one a layer; the last is the verdict. */
        List<NDArray> apply(NDArray x);
    }

    /**
     * Declares them.
     *
     * @param scope where
     * @param channels channels of the first layer of a period discriminator; 32 in the paper. The
     *     scale discriminator has half of them
     * @param periods the periods, in samples
     * @param scale whether there is a scale discriminator
     */
    public Discriminators(Scope scope, int channels, List<Integer> periods, boolean scale) {
        if (scale) {
            all.add(new Scale(scope.at("scale"), Math.max(1, channels / 2)));
        }
        for (int period : periods) {
            all.add(new Period(scope.at("period_" + period), period, channels));
        }
    }

    /**
     * How many there are.
     *
     * @return the number of discriminators
     */
    public int count() {
        return all.size();
    }

    /**
     * Judges audio.
     *
     * @param x (B, 1, T), samples in [-1, 1]
     * @return for each discriminator its feature maps, one a layer; the last of each is its
     *     verdict, 1 for real
     */
    public List<List<NDArray>> apply(NDArray x) {
        List<List<NDArray>> maps = new ArrayList<>(all.size());
        for (Discriminator d : all) {
            maps.add(d.apply(x));
        }
        return maps;
    }

    /**
     * Looks at every p-th sample: two-dimensional convolutions over (T / p, p) that do not mix
     * columns.
     */
    private static final class Period implements Discriminator {
        private final int period;
        private final List<Conv2d> layers = new ArrayList<>();
        private final Conv2d verdict;

        Period(Scope scope, int period, int channels) {
            this.period = period;
            int in = 1;
            for (int i = 0; i < PERIOD_WIDTHS.length; i++) {
                int out = channels * PERIOD_WIDTHS[i];
                int stride = i < PERIOD_WIDTHS.length - 1 ? 3 : 1;
                ConvOptions options =
                        ConvOptions.plain().stride(stride, 1).padding(2, 0).weightNormed();
                layers.add(new Conv2d(scope.at("convs").at(i), in, out, 5, 1, options));
                in = out;
            }
            verdict =
                    new Conv2d(
                            scope.at("conv_post"),
                            in,
                            1,
                            3,
                            1,
                            ConvOptions.plain().padding(1, 0).weightNormed());
        }

        @Override
        public List<NDArray> apply(NDArray x) {
            long t = x.getShape().get(2);
            int missing = (int) ((period - t % period) % period);
            NDArray y = missing == 0 ? x : Resizing.reflectionPad1d(x, 0, missing);
            y =
                    Shapes.reshape(
                            y,
                            x.getShape().get(0),
                            1,
                            (t + missing) / period,
                            period); // (B, 1, T/p, p)
            List<NDArray> maps = new ArrayList<>();
            for (Conv2d layer : layers) {
                y = Activations.leakyRelu(layer.apply(y), SLOPE);
                maps.add(y);
            }
            maps.add(verdict.apply(y)); // (B, 1, T', p)
            return maps;
        }
    }

    /** Looks at the waveform in growing steps, with grouped convolutions. */
    private static final class Scale implements Discriminator {
        /** Width as a multiple of the first layer's, kernel, stride, groups. */
        private static final int[][] LAYERS = {
            {1, 15, 1, 1},
            {4, 41, 4, 4},
            {16, 41, 4, 16},
            {64, 41, 4, 64},
            {64, 41, 4, 256},
            {64, 5, 1, 1}
        };

        private final List<Conv1d> layers = new ArrayList<>();
        private final Conv1d verdict;

        Scale(Scope scope, int channels) {
            int in = 1;
            for (int i = 0; i < LAYERS.length; i++) {
                int[] l = LAYERS[i];
                int out = channels * l[0];
                // narrow configurations have fewer channels than the paper has groups
                int groups = gcd(gcd(l[3], in), out);
                ConvOptions options =
                        ConvOptions.plain()
                                .stride(l[2])
                                .padding(l[1] / 2)
                                .groups(groups)
                                .weightNormed();
                layers.add(new Conv1d(scope.at("convs").at(i), in, out, l[1], options));
                in = out;
            }
            verdict =
                    new Conv1d(scope.at("conv_post"), in, 1, 3, ConvOptions.same(3).weightNormed());
        }

        private static int gcd(int a, int b) {
            return b == 0 ? a : gcd(b, a % b);
        }

        @Override
        public List<NDArray> apply(NDArray x) {
            NDArray y = x;
            List<NDArray> maps = new ArrayList<>();
            for (Conv1d layer : layers) {
                y = Activations.leakyRelu(layer.apply(y), SLOPE);
                maps.add(y);
            }
            maps.add(verdict.apply(y)); // (B, 1, T / 256)
            return maps;
        }
    }
}
