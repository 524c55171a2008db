package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.syrinx.engine.Operators;
import org.syrinx.nn.Activations;
import org.syrinx.nn.LinearAlgebra;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.params.Scope;

/**
 * Linear attention over the positions of an image (Grad-TTS): softmax of k over positions, context
 * = k v^T, out = context^T q; q is neither scaled nor normalised, and there is no mask. Parameters:
 * {@code to_qkv.weight} (3 heads size, C, 1, 1), {@code to_out.weight} (C, heads size, 1, 1) and
 * {@code to_out.bias} (C).
 *
 * <p>Queries and values enter linearly, so the layer is one C x C matrix, made from the means of
 * the image under its keys. Training computes it so: about half of the work, and neither queries
 * nor values are kept. Elsewhere the operators come in the order of the authors' code. The two
 * agree to rounding.
 */
public final class LinearAttention2d {
    private final int heads;
    private final int headSize;
    private final Conv2d qkv;
    private final Conv2d out;

    /**
     * An attention layer.
     *
     * @param scope where the parameters are declared
     * @param channels C
     * @param heads the number of heads, 4 in Grad-TTS
     * @param headSize the size of a head, 32 in Grad-TTS
     */
    public LinearAttention2d(Scope scope, int channels, int heads, int headSize) {
        int inner = heads * headSize;
        this.heads = heads;
        this.headSize = headSize;
        this.qkv =
                new Conv2d(
                        scope.at("to_qkv"),
                        channels,
                        3 * inner,
                        1,
                        1,
                        ConvOptions.plain().withoutBias());
        this.out = new Conv2d(scope.at("to_out"), inner, channels, 1, 1, ConvOptions.plain());
    }

    /**
     * Attends.
     *
     * @param x (B, C, H, W)
     * @return (B, C, H, W)
     */
    public NDArray apply(NDArray x) {
        return qkv.inGraph() ? folded(x) : ordered(x);
    }

    /** Weights to query, key and value, weight and bias of the way out. */
    List<NDArray> weights() {
        return List.of(qkv.weight(), out.weight(), out.bias());
    }

    int heads() {
        return heads;
    }

    private NDArray folded(NDArray x) {
        return Operators.call(
                "linear_attention2d", x, qkv.weight(), out.weight(), out.bias(), heads);
    }

    private NDArray ordered(NDArray x) {
        long b = x.getShape().get(0);
        long h = x.getShape().get(2);
        long w = x.getShape().get(3);
        NDArray all = Shapes.reshape(qkv.apply(x), b, 3, heads, headSize, h * w);
        NDArray q = Shapes.select(all, 1, 0); // (B, heads, size, H W)
        NDArray k = Activations.softmax(Shapes.select(all, 1, 1), -1);
        NDArray v = Shapes.select(all, 1, 2);
        NDArray context =
                LinearAlgebra.matmul(k, Shapes.transpose(v, -2, -1)); // (B, heads, size, size)
        NDArray y = LinearAlgebra.matmul(Shapes.transpose(context, -2, -1), q);
        return out.apply(Shapes.reshape(y, b, (long) heads * headSize, h, w));
    }
}
