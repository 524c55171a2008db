package org.syrinx.training.adversarial;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.nn.Activations;
import org.syrinx.nn.layers.Conv1d;
import org.syrinx.nn.layers.ConvOptions;
import org.syrinx.nn.params.Scope;

/**
 * HiFi-GAN's scale discriminator, the one at full rate: looks at the waveform in growing steps,
 * with grouped convolutions.
 */
final class ScaleDiscriminator implements Discriminator {
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

    ScaleDiscriminator(Scope scope, int channels) {
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
        verdict = new Conv1d(scope.at("conv_post"), in, 1, 3, ConvOptions.same(3).weightNormed());
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
