package org.syrinx.nn.vocoder;

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
 * The cheap generator: ConvNeXt blocks at the frame rate give log magnitude and phase of each
 * frame, and an inverse Fourier transform with overlap-add gives the sound (after Vocos, arXiv
 * 2306.00814, section 3). Optionally a latent frame is split into several transform frames, with
 * blocks of their own.
 *
 * <p>Transform frame t is centred at sample (t + 1/2) of its hop. Before the first and after the
 * last frame lie frames of silence, so that the overlap-add has the same weights everywhere and a
 * stretch decodes as it does inside the whole.
 */
public final class IstftGenerator implements Generator {
    static final int KERNEL = 7;
    private static final double EPSILON = 1e-6;

    /** Vocos' bound on magnitudes, here as a logarithm: no frame may blow the sum up. */
    private static final double MAX_LOG_MAGNITUDE = Math.log(100);

    private final IstftSpec spec;
    private final int bins;
    private final Conv1d embed;
    private final Conv1d cond;
    private final LayerNorm norm;
    private final List<ConvNeXtBlock> blocks = new ArrayList<>();
    private final Linear expand;
    private final List<ConvNeXtBlock> fineBlocks = new ArrayList<>();
    private final LayerNorm finalNorm;
    private final Linear head;
    private final float[] window;

    /**
     * Declares the generator: {@code embed}, {@code cond} (with a condition), {@code norm}, {@code
     * blocks.i}, {@code expand} and {@code fine.i} (with a split), {@code final_norm}, {@code
     * head}.
     *
     * @param scope where
     * @param spec the sizes
     */
    public IstftGenerator(Scope scope, IstftSpec spec) {
        this.spec = spec;
        this.bins = spec.fftSize() / 2 + 1;
        int channels = spec.channels();
        this.embed =
                new Conv1d(
                        scope.at("embed"),
                        spec.inputChannels(),
                        channels,
                        KERNEL,
                        ConvOptions.same(KERNEL));
        int g = spec.conditionChannels();
        this.cond = g == 0 ? null : new Conv1d(scope.at("cond"), g, channels, 1);
        this.norm = new LayerNorm(scope.at("norm"), channels, EPSILON);
        double scale = 1.0 / (spec.layers() + spec.fineLayers());
        for (int i = 0; i < spec.layers(); i++) {
            Scope at = scope.at("blocks").at(i);
            blocks.add(ConvNeXtBlock.version1(at, channels, channels * spec.expansion(), scale));
        }
        int fine = spec.split() == 1 ? channels : spec.fineChannels();
        this.expand =
                spec.split() == 1
                        ? null
                        : new Linear(scope.at("expand"), channels, spec.split() * fine);
        for (int i = 0; i < spec.fineLayers(); i++) {
            Scope at = scope.at("fine").at(i);
            fineBlocks.add(ConvNeXtBlock.version1(at, fine, fine * spec.expansion(), scale));
        }
        this.finalNorm = new LayerNorm(scope.at("final_norm"), fine, EPSILON);
        this.head = new Linear(scope.at("head"), fine, 2 * bins);
        this.window = hann(spec.fftSize());
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
        return spec.radius();
    }

    @Override
    public int hop() {
        return spec.hop();
    }

    @Override
    public NDArray decode(NDArray z, int left, int right, NDArray condition) {
        NDArray x = embed.apply(z); // (B, C, T)
        if (condition != null) {
            x = Ops.add(x, cond.apply(condition));
        }
        x = Shapes.transpose(norm.apply(Shapes.transpose(x, 1, 2)), 1, 2);
        for (ConvNeXtBlock block : blocks) {
            x = block.apply(x);
        }
        if (expand != null) {
            x = refine(x);
        }
        NDArray y = head.apply(finalNorm.apply(Shapes.transpose(x, 1, 2))); // (B, T s, 2 bins)
        NDArray wave = synthesise(Shapes.transpose(y, 1, 2));
        long length = (z.getShape().get(2) - left - right) * spec.hop();
        return Shapes.unsqueeze(Shapes.narrow(wave, 1, (long) left * spec.hop(), length), 1);
    }

    /** (B, C, T) to (B, C', T split). */
    private NDArray refine(NDArray x) {
        long b = x.getShape().get(0);
        long frames = x.getShape().get(2) * spec.split();
        NDArray y = expand.apply(Shapes.transpose(x, 1, 2)); // (B, T, split C')
        y = Shapes.transpose(Shapes.reshape(y, b, frames, spec.fineChannels()), 1, 2);
        for (ConvNeXtBlock block : fineBlocks) {
            y = block.apply(y);
        }
        return y;
    }

    /** (B, 2 bins, T) to (B, T hop), T and hop those of the transform. */
    private NDArray synthesise(NDArray y) {
        int hop = spec.fineHop();
        int fftSize = spec.fftSize();
        int silentFrames = spec.silentFrames();
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
