package org.syrinx.plugin.gradtts.internal.model;

import ai.djl.ndarray.NDArray;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.layers.Conv2d;
import org.syrinx.nn.layers.ConvOptions;
import org.syrinx.nn.layers.GroupNorm;
import org.syrinx.nn.layers.Linear;
import org.syrinx.nn.layers.LinearAttention2d;
import org.syrinx.nn.params.Init;
import org.syrinx.nn.params.Parameter;
import org.syrinx.nn.params.Scope;

/**
 * What the U-Net is built of. Images are (B, C, F, T), masks (B, 1, 1, T) or null for all valid.
 */
final class UNetBlocks {
    private static final int GROUPS = 8;
    private static final int HEADS = 4;
    private static final int HEAD_SIZE = 32;

    private UNetBlocks() {}

    static NDArray masked(NDArray x, NDArray mask) {
        return mask == null ? x : Ops.mul(x, mask);
    }

    /** Convolution, group norm, Mish. */
    static final class Block {
        private final Conv2d conv;
        private final GroupNorm norm;

        Block(Scope scope, int in, int out) {
            Scope block = scope.at("block");
            this.conv = new Conv2d(block.at(0), in, out, 3, 3, ConvOptions.same(3));
            this.norm = new GroupNorm(block.at(1), GROUPS, out);
        }

        NDArray apply(NDArray x, NDArray mask) {
            return masked(Activations.mish(norm.apply(conv.apply(masked(x, mask)))), mask);
        }
    }

    /** Two blocks with the time between them, beside a shortcut. */
    static final class ResnetBlock {
        private final Linear time;
        private final Block block1;
        private final Block block2;
        private final Conv2d shortcut;

        ResnetBlock(Scope scope, int in, int out, int timeSize) {
            this.time = new Linear(scope.at("mlp.1"), timeSize, out);
            this.block1 = new Block(scope.at("block1"), in, out);
            this.block2 = new Block(scope.at("block2"), out, out);
            this.shortcut =
                    in == out
                            ? null
                            : new Conv2d(scope.at("res_conv"), in, out, 1, 1, ConvOptions.plain());
        }

        NDArray apply(NDArray x, NDArray mask, NDArray t) {
            NDArray y = block1.apply(x, mask);
            NDArray shift = time.apply(Activations.mish(t)); // (B, out)
            y = Ops.add(y, Shapes.unsqueeze(Shapes.unsqueeze(shift, 2), 3));
            y = block2.apply(y, mask);
            NDArray z = masked(x, mask);
            return Ops.add(y, shortcut == null ? z : shortcut.apply(z));
        }
    }

    /** x + g attention(x), g starting at 0. It sees padded frames. */
    static final class Attention {
        private final Parameter gain;
        private final LinearAttention2d attention;

        Attention(Scope scope, int channels) {
            this.gain = scope.at("fn").tensor("g", Init.zeros(), 1);
            this.attention = new LinearAttention2d(scope.at("fn.fn"), channels, HEADS, HEAD_SIZE);
        }

        NDArray apply(NDArray x) {
            return Ops.add(Ops.mul(attention.apply(x), gain.value()), x);
        }
    }
}
