package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Tensors;

/**
 * Numbers such as times or noise levels as vectors of sines and cosines: with half = size / 2 and
 * f_k = exp(-k ln(10000) / (half - 1)), [sin(scale t f_k) | cos(scale t f_k)]. No parameters. This
 * is the form of Grad-TTS (scale 1000, once 1), F5-TTS (scale 1000) and of most diffusion networks.
 */
public final class SinusoidalEmbedding {
    private static final double LONGEST = 10_000;

    private final float[] frequencies;
    private final double scale;

    /**
     * An embedding.
     *
     * @param size the size of a vector, even, at least 4
     * @param scale multiplies the numbers
     */
    public SinusoidalEmbedding(int size, double scale) {
        if (size < 4 || size % 2 != 0) {
            throw new IllegalArgumentException(
                    "the size must be even and at least 4, found " + size);
        }
        int half = size / 2;
        this.scale = scale;
        this.frequencies = new float[half];
        float step = (float) (-Math.log(LONGEST) / (half - 1));
        for (int k = 0; k < half; k++) {
            // float32 throughout, and the scale times t first: angles reach 1000, where another
            // order of rounding moves a sine by 1e-4
            frequencies[k] = (float) Math.exp(k * step);
        }
    }

    /**
     * Embeds.
     *
     * @param t (B)
     * @return (B, size)
     */
    public NDArray apply(NDArray t) {
        NDArray f = Tensors.of(t.getManager(), frequencies, 1, frequencies.length);
        NDArray angle = Ops.mul(Shapes.unsqueeze(Ops.scale(t, scale), 1), f); // (B, half)
        return Shapes.cat(List.of(Ops.sin(angle), Ops.cos(angle)), 1);
    }
}
