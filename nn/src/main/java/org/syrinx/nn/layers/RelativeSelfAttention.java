package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Comparisons;
import org.syrinx.nn.LinearAlgebra;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Resizing;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.params.Init;
import org.syrinx.nn.params.Parameter;
import org.syrinx.nn.params.Scope;

/**
 * Multi-head self-attention with relative positions inside a window (Shaw et al. 2018, as in VITS,
 * Glow-TTS and Grad-TTS).
 *
 * <p>With d = size / heads, q scaled by 1 / sqrt(d), and tables E_k, E_v of 2 w + 1 vectors that
 * the heads share:
 *
 * <pre>
 * score[t, s] = q_t . k_s + [|s - t| &lt;= w] q_t . E_k[s - t + w]
 * out_t       = sum_s p[t, s] v_s + sum over |s - t| &lt;= w of p[t, s] E_v[s - t + w],   p = softmax over s
 * </pre>
 *
 * <p>Attention is global; outside the window only the relative terms vanish. Heads are contiguous
 * ranges of channels. Parameters: see {@link Layout}; {@code emb_rel_k} and {@code emb_rel_v} (1, 2
 * w + 1, d).
 */
public final class RelativeSelfAttention {
    /**
     * Large enough that a masked key's probability is 0 in float32, finite so that a row without
     * keys is not NaN.
     */
    private static final double MASKED = -1e9;

    /** How a family of files names and shapes the four projections. */
    public enum Layout {
        /** {@code q_proj, k_proj, v_proj, out_proj} with weights (H, H): VITS on Hugging Face. */
        LINEAR("q_proj", "k_proj", "v_proj", "out_proj", false),
        /**
         * {@code conv_q, conv_k, conv_v, conv_o} with weights (H, H, 1): original VITS, Glow-TTS,
         * Grad-TTS.
         */
        CONVOLUTION("conv_q", "conv_k", "conv_v", "conv_o", true);

        private final String q;
        private final String k;
        private final String v;
        private final String out;
        private final boolean kernelAxis;

        Layout(String q, String k, String v, String out, boolean kernelAxis) {
            this.q = q;
            this.k = k;
            this.v = v;
            this.out = out;
            this.kernelAxis = kernelAxis;
        }
    }

    private final int size;
    private final int heads;
    private final int window;
    private final Projection q;
    private final Projection k;
    private final Projection v;
    private final Projection out;
    private final Parameter relativeKeys;
    private final Parameter relativeValues;
    private final Dropout dropout;

    /** One of the four linear maps, whichever shape its weight has in the file. */
    private record Projection(Parameter weight, Parameter bias, int size) {
        static Projection declare(Scope scope, Layout layout, int size, boolean bias) {
            long[] shape = layout.kernelAxis ? new long[] {size, size, 1} : new long[] {size, size};
            return new Projection(
                    scope.tensor("weight", Init.xavierUniform(), shape),
                    bias ? scope.tensor("bias", Init.zeros(), size) : null,
                    size);
        }

        NDArray apply(NDArray x) {
            NDArray w = weight.value();
            NDArray matrix = w.getShape().dimension() == 3 ? Shapes.reshape(w, size, size) : w;
            return LinearAlgebra.linear(x, matrix, bias == null ? null : bias.value());
        }
    }

    /**
     * An attention layer.
     *
     * @param scope where the parameters are declared
     * @param size the number of channels H
     * @param heads the number of heads, divides H
     * @param window w, at least 1; 0 for no relative positions
     * @param bias whether the projections have biases
     * @param dropout dropout of the attention weights
     * @param layout names and shapes of the projections
     */
    public RelativeSelfAttention(
            Scope scope,
            int size,
            int heads,
            int window,
            boolean bias,
            double dropout,
            Layout layout) {
        if (size % heads != 0) {
            throw new IllegalArgumentException(
                    size + " channels do not divide into " + heads + " heads");
        }
        this.size = size;
        this.heads = heads;
        this.window = window;
        this.q = Projection.declare(scope.at(layout.q), layout, size, bias);
        this.k = Projection.declare(scope.at(layout.k), layout, size, bias);
        this.v = Projection.declare(scope.at(layout.v), layout, size, bias);
        this.out = Projection.declare(scope.at(layout.out), layout, size, bias);
        int d = size / heads;
        Init init = Init.normal(Math.pow(d, -0.5));
        this.relativeKeys =
                window > 0 ? scope.tensor("emb_rel_k", init, 1, 2L * window + 1, d) : null;
        this.relativeValues =
                window > 0 ? scope.tensor("emb_rel_v", init, 1, 2L * window + 1, d) : null;
        this.dropout = new Dropout(scope, dropout);
    }

    /**
     * Attends.
     *
     * @param x (B, T, H)
     * @param mask (B, 1, T), 1 on valid steps, or null if all are; padded steps are not attended
     *     to, and their own results mean nothing
     * @return (B, T, H)
     */
    public NDArray apply(NDArray x, NDArray mask) {
        long b = x.getShape().get(0);
        long t = x.getShape().get(1);
        double scale = 1 / Math.sqrt((double) size / heads);
        NDArray query = split(Ops.scale(q.apply(x), scale), b, t); // (B, h, T, d)
        NDArray key = split(k.apply(x), b, t);
        NDArray value = split(v.apply(x), b, t);

        NDArray score = LinearAlgebra.matmul(query, Shapes.transpose(key, -2, -1)); // (B, h, T, T)
        if (window > 0) {
            NDArray band =
                    LinearAlgebra.matmul(
                            query,
                            Shapes.transpose(relativeKeys.value(), -2, -1)); // (B, h, T, 2w+1)
            score = Ops.add(score, bandToSquare(band, b, t));
        }
        if (mask != null) {
            score =
                    Ops.maskedFill(
                            score,
                            Comparisons.less(Shapes.unsqueeze(mask, 1), 0.5),
                            MASKED); // (B, 1, 1, T)
        }
        NDArray p = dropout.apply(Activations.softmax(score, -1));

        NDArray y = LinearAlgebra.matmul(p, value); // (B, h, T, d)
        if (window > 0) {
            y = Ops.add(y, LinearAlgebra.matmul(squareToBand(p, b, t), relativeValues.value()));
        }
        return out.apply(Shapes.reshape(Shapes.transpose(y, 1, 2), b, t, size));
    }

    private NDArray split(NDArray x, long b, long t) {
        return Shapes.transpose(Shapes.reshape(x, b, t, heads, size / heads), 1, 2);
    }

    /**
     * Puts entry (t, r) of the band at (t, t + r - w) of a square of zeros. Padding the rows to T +
     * 2w + 1 and reading them again as rows of T + 2w moves row t right by t.
     */
    private NDArray bandToSquare(NDArray band, long b, long t) {
        long wide = t + 2L * window;
        NDArray rows = Resizing.pad(band, new long[] {0, t}, 0); // (B, h, T, T+2w+1)
        NDArray flat =
                Shapes.narrow(Shapes.reshape(rows, b, heads, t * (wide + 1)), 2, 0, t * wide);
        return Shapes.narrow(Shapes.reshape(flat, b, heads, t, wide), 3, window, t);
    }

    /** The inverse: reads entry (t, t + r - w) of a square, 0 outside it, into (t, r). */
    private NDArray squareToBand(NDArray square, long b, long t) {
        long wide = t + 2L * window;
        NDArray rows = Resizing.pad(square, new long[] {window, window}, 0); // (B, h, T, T+2w)
        NDArray flat = Resizing.pad(Shapes.reshape(rows, b, heads, t * wide), new long[] {0, t}, 0);
        return Shapes.narrow(Shapes.reshape(flat, b, heads, t, wide + 1), 3, 0, 2L * window + 1);
    }
}
