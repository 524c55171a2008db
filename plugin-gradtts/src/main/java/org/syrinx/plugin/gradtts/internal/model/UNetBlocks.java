package org.syrinx.plugin.gradtts.internal.model;

import org.syrinx.nn.layers.ConvNormMish2d;
import org.syrinx.nn.layers.Linear;
import org.syrinx.nn.layers.LinearAttention2d;
import org.syrinx.nn.layers.ResnetBlock2d;
import org.syrinx.nn.layers.UNetLevel;
import org.syrinx.nn.params.Init;
import org.syrinx.nn.params.Parameter;
import org.syrinx.nn.params.Scope;

/** What the U-Net is built of, under the names of the authors' checkpoints. */
final class UNetBlocks {
    private static final int GROUPS = 8;
    private static final int HEADS = 4;
    private static final int HEAD_SIZE = 32;

    private UNetBlocks() {}

    /** Convolution, group norm, Mish. */
    static ConvNormMish2d block(Scope scope, int in, int out) {
        Scope block = scope.at("block");
        return new ConvNormMish2d(block.at(0), block.at(1), in, out, 3, GROUPS);
    }

    /** Two blocks with the time between them, beside a shortcut. */
    static ResnetBlock2d resnet(Scope scope, int in, int out, int timeSize) {
        return new ResnetBlock2d(
                new Linear(scope.at("mlp.1"), timeSize, out),
                block(scope.at("block1"), in, out),
                block(scope.at("block2"), out, out),
                scope.at("res_conv"));
    }

    /** Two residual blocks, then x + g attention(x). */
    static UNetLevel level(Scope scope, int in, int out, int timeSize) {
        return new UNetLevel(
                resnet(scope.at(0), in, out, timeSize),
                resnet(scope.at(1), out, out, timeSize),
                attention(scope.at(2), out),
                gain(scope.at(2)),
                false);
    }

    /** The middle: a residual block, x + g attention(x), a residual block. */
    static UNetLevel middle(Scope scope, int channels, int timeSize) {
        // in the order of use, in which initial weights are drawn
        ResnetBlock2d first = resnet(scope.at("mid_block1"), channels, channels, timeSize);
        LinearAttention2d attention = attention(scope.at("mid_attn"), channels);
        ResnetBlock2d second = resnet(scope.at("mid_block2"), channels, channels, timeSize);
        return new UNetLevel(first, second, attention, gain(scope.at("mid_attn")), true);
    }

    private static LinearAttention2d attention(Scope scope, int channels) {
        return new LinearAttention2d(scope.at("fn.fn"), channels, HEADS, HEAD_SIZE);
    }

    /** g, which starts at 0. */
    private static Parameter gain(Scope scope) {
        return scope.at("fn").tensor("g", Init.zeros(), 1);
    }
}
