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
        this.frequencies = new float[half];
        for (int k = 0; k < half; k++) {
            frequencies[k] = (float) (scale * Math.exp(-k * Math.log(LONGEST) / (half - 1)));
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
        NDArray angle = Ops.mul(Shapes.unsqueeze(t, 1), f); // (B, half)
        return Shapes.cat(List.of(Ops.sin(angle), Ops.cos(angle)), 1);
    }
}
