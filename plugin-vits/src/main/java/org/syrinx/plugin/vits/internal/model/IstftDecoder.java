package org.syrinx.plugin.vits.internal.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Resizing;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Spectral;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.layers.Conv1d;
import org.syrinx.nn.layers.ConvNeXtBlock;
import org.syrinx.nn.layers.ConvOptions;
import org.syrinx.nn.layers.LayerNorm;
import org.syrinx.nn.layers.Linear;
import org.syrinx.nn.params.Scope;

/**
 * The cheap profile: ConvNeXt blocks at the frame rate give log magnitude and phase of each frame,
 * and an inverse Fourier transform with overlap-add gives the sound (after Vocos, arXiv
 * 2306.00814).
 *
 * <p>Frame t is centred at sample (t + 1/2) hop. Before the first and after the last frame lie
 * frames of silence, so that the overlap-add has the same weights everywhere and a stretch decodes
 * as it does inside the whole.
 */
public final class IstftDecoder implements Decoder {
    private static final int KERNEL = 7;
    private static final double EPSILON = 1e-6;

    /** Vocos' bound on magnitudes, here as a logarithm: no frame may blow the sum up. */
    private static final double MAX_LOG_MAGNITUDE = Math.log(100);

    private final int fftSize;
    private final int hop;
    private final int bins;
    private final int silentFrames;
    private final int radius;
    private final Conv1d embed;
    private final Conv1d cond;
    private final LayerNorm norm;
    private final List<ConvNeXtBlock> blocks = new ArrayList<>();
    private final LayerNorm finalNorm;
    private final Linear head;
    private final float[] window;

    /**
     * Declares the decoder.
     *
     * @param scope {@code decoder}
     * @param config the configuration
     */
    public IstftDecoder(Scope scope, VitsConfig config) {
        VitsConfig.Decoder d = config.decoder();
        int channels = d.istftChannels();
        this.fftSize = d.fftSize();
        this.hop = config.hop();
        this.bins = fftSize / 2 + 1;
        // a frame reaches fftSize / 2 samples beyond its centre
        this.silentFrames = (fftSize / 2 + hop - 1) / hop;
        this.embed =
                new Conv1d(
                        scope.at("embed"),
                        config.flowSize(),
                        channels,
                        KERNEL,
                        ConvOptions.same(KERNEL));
        int g = config.speakers().size();
        this.cond = g == 0 ? null : new Conv1d(scope.at("cond"), g, channels, 1);
        this.norm = new LayerNorm(scope.at("norm"), channels, EPSILON);
        for (int i = 0; i < d.istftLayers(); i++) {
            blocks.add(
                    ConvNeXtBlock.version1(
                            scope.at("blocks").at(i),
                            channels,
                            channels * d.istftExpansion(),
                            1.0 / d.istftLayers()));
        }
        this.finalNorm = new LayerNorm(scope.at("final_norm"), channels, EPSILON);
        this.head = new Linear(scope.at("head"), channels, 2 * bins);
        this.radius = (KERNEL / 2) * (1 + d.istftLayers()) + silentFrames;
        this.window = hann(fftSize);
    }

    private static float[] hann(int n) {
        float[] w = new float[n];
        for (int i = 0; i < n; i++) {
            w[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / n));
        }
        return w;
    }

    @Override
    public int radius() {
        return radius;
    }

    @Override
    public NDArray decode(NDArray z, int left, int right, NDArray speaker) {
        NDArray x = embed.apply(z); // (B, C, T)
        if (speaker != null) {
            x = Ops.add(x, cond.apply(speaker));
        }
        x = Shapes.transpose(norm.apply(Shapes.transpose(x, 1, 2)), 1, 2);
        for (ConvNeXtBlock block : blocks) {
            x = block.apply(x);
        }
        NDArray y =
                Shapes.transpose(
                        head.apply(finalNorm.apply(Shapes.transpose(x, 1, 2))),
                        1,
                        2); // (B, 2 bins, T)
        NDArray wave = synthesise(y);
        long length = (z.getShape().get(2) - left - right) * hop;
        return Shapes.unsqueeze(Shapes.narrow(wave, 1, (long) left * hop, length), 1);
    }

    /** (B, 2 bins, T) to (B, T hop). */
    private NDArray synthesise(NDArray y) {
        long frames = y.getShape().get(2);
        NDList parts = Shapes.split(y, bins, 1);
        NDArray magnitude = Ops.exp(Ops.clampMax(parts.get(0), MAX_LOG_MAGNITUDE));
        NDArray phase = parts.get(1);
        NDArray real = Ops.mul(magnitude, Ops.cos(phase));
        NDArray imaginary = Ops.mul(magnitude, Ops.sin(phase));
        long[] silence = {silentFrames, silentFrames};
        NDArray spectrum =
                Shapes.stack(
                        List.of(
                                Resizing.pad(real, silence, 0),
                                Resizing.pad(imaginary, silence, 0)),
                        3);
        // with center, the output starts at the centre of the first silent frame
        NDArray w = Tensors.of(y.getManager(), window, fftSize);
        NDArray wave = Spectral.istft(spectrum, w, fftSize, hop, fftSize, true, -1);
        // the centre of frame t is at (t + silentFrames) hop; it belongs at (t + 1/2) hop
        return Shapes.narrow(wave, 1, (long) silentFrames * hop - hop / 2, frames * hop);
    }
}
