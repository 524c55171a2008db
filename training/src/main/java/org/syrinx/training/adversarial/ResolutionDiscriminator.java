package org.syrinx.training.adversarial;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Spectral;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.layers.Conv2d;
import org.syrinx.nn.layers.ConvOptions;
import org.syrinx.nn.params.Scope;

/**
 * UnivNet's multi-resolution spectrogram discriminator (Jang et al. 2021, arXiv 2106.07889, section
 * 2.2), one resolution of it: two-dimensional convolutions on the magnitudes of a short-time
 * Fourier transform whose hop is a quarter of its Hann window.
 */
final class ResolutionDiscriminator implements Discriminator {
    /** Strided layers between the first and the last of kernel (3, 9). */
    private static final int STRIDED = 3;

    /** The root of 0 has no slope. */
    private static final double EPSILON = 1e-6;

    private final int fft;
    private final float[] window;
    private final List<Conv2d> layers = new ArrayList<>();
    private final Conv2d verdict;

    ResolutionDiscriminator(Scope scope, int fft, int channels) {
        this.fft = fft;
        this.window = new float[fft];
        for (int i = 0; i < fft; i++) {
            window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / fft));
        }
        ConvOptions wide = ConvOptions.plain().padding(1, 4).weightNormed();
        ConvOptions strided = ConvOptions.plain().stride(1, 2).padding(1, 4).weightNormed();
        ConvOptions square = ConvOptions.plain().padding(1, 1).weightNormed();
        Scope convs = scope.at("convs");
        layers.add(new Conv2d(convs.at(0), 1, channels, 3, 9, wide));
        for (int i = 1; i <= STRIDED; i++) {
            layers.add(new Conv2d(convs.at(i), channels, channels, 3, 9, strided));
        }
        layers.add(new Conv2d(convs.at(STRIDED + 1), channels, channels, 3, 3, square));
        verdict = new Conv2d(scope.at("conv_post"), channels, 1, 3, 3, square);
    }

    @Override
    public List<NDArray> apply(NDArray x) {
        NDArray w = Tensors.of(x.getManager(), window, fft);
        NDArray spectrum = Spectral.stft(Shapes.squeeze(x, 1), w, fft, fft / 4, fft, true);
        NDArray real = Shapes.select(spectrum, 3, 0);
        NDArray imaginary = Shapes.select(spectrum, 3, 1);
        NDArray power = Ops.add(Ops.square(real), Ops.square(imaginary));
        NDArray y = Shapes.unsqueeze(Ops.sqrt(Ops.shift(power, EPSILON)), 1); // (B, 1, bins, T')
        List<NDArray> maps = new ArrayList<>();
        for (Conv2d layer : layers) {
            y = Activations.leakyRelu(layer.apply(y), SLOPE);
            maps.add(y);
        }
        maps.add(verdict.apply(y)); // (B, 1, bins, T' / 8)
        return maps;
    }
}
