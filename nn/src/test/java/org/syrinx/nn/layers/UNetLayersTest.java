package org.syrinx.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.params.Init;
import org.syrinx.nn.params.Scope;

/** The parts of a U-Net in one native call are what they are operator by operator. */
class UNetLayersTest extends LayerCase {
    private static final int TIME = 6;

    private ConvNormMish2d block(Scope scope, int in, int out) {
        return new ConvNormMish2d(scope.at("conv"), scope.at("norm"), in, out, 3, 2);
    }

    private ResnetBlock2d resnet(Scope scope, int in, int out) {
        return new ResnetBlock2d(
                new Linear(scope.at("time"), TIME, out),
                block(scope.at(1), in, out),
                block(scope.at(2), out, out),
                scope.at("shortcut"));
    }

    /** With a gain of 0.7: the one that it starts with would hide the attention. */
    private UNetLevel level(int in, int out, boolean between) {
        return new UNetLevel(
                resnet(set.root().at("a"), in, out),
                resnet(set.root().at("b"), out, out),
                new LinearAttention2d(set.root().at("attention"), out, 2, 4),
                set.root().tensor("g", Init.constant(0.7), 1),
                between);
    }

    /** (B, 1, 1, W) with the given numbers of valid columns. */
    private NDArray columns(int width, int... lengths) {
        return Shapes.unsqueeze(mask(width, lengths), 1);
    }

    /** Both forms, to rounding, without a change of the inputs; 0 where masked. */
    private void assertSame(UNetLevel level, NDArray x, NDArray skip, NDArray mask, NDArray t) {
        float[] before = x.toFloatArray();
        Autograd.setTraining(true);
        NDArray expected = Autograd.detach(level.apply(x, skip, mask, t));
        Autograd.setTraining(false);
        NDArray found = level.apply(x, skip, mask, t);
        assertEquals(expected.getShape(), found.getShape());
        assertArrayEquals(expected.toFloatArray(), found.toFloatArray(), 2e-5f);
        assertTrue(deviation(found) > 0.1, "the comparison must be of something");
        assertArrayEquals(before, x.toFloatArray());
        if (mask != null) {
            NDArray padding = Ops.mul(found, Ops.shift(Ops.neg(mask), 1));
            for (float v : padding.toFloatArray()) {
                assertEquals(0, v, 0);
            }
        }
    }

    private static double deviation(NDArray x) {
        float[] v = x.toFloatArray();
        double sum = 0;
        for (float f : v) {
            sum += f * f;
        }
        return Math.sqrt(sum / v.length);
    }

    @ParameterizedTest
    @CsvSource({"4, 6, false", "6, 6, false", "6, 6, true", "4, 6, true"})
    void aLevelIsTheSameInOneCallAsOneByOne(int in, int out, boolean between) {
        UNetLevel level = level(in, out, between);
        set.finish();
        NDArray one = random(1, in, 5, 12);
        NDArray three = random(3, in, 5, 12);
        assertSame(level, one, null, null, random(1, TIME));
        assertSame(level, one, null, columns(12, 9), random(1, TIME));
        assertSame(level, three, null, null, random(3, TIME));
        assertSame(level, three, null, columns(12, 12, 7, 3), random(3, TIME));
    }

    @Test
    void whatSkippedALevelComesBehind() {
        UNetLevel level = level(8, 4, false);
        set.finish();
        NDArray x = random(2, 3, 5, 8);
        NDArray skip = random(2, 5, 5, 8);
        float[] before = skip.toFloatArray();
        assertSame(level, x, skip, columns(8, 8, 6), random(2, TIME));
        assertArrayEquals(before, skip.toFloatArray());
    }

    /** Large images are computed in pieces; 64 and 8 channels make several of both kinds. */
    @Test
    void aLevelOfRealSizeIsTheSameInPieces() {
        UNetLevel level = level(3, 64, false);
        set.finish();
        assertSame(level, random(1, 3, 80, 452), null, columns(452, 450), random(1, TIME));
    }

    @Test
    void aMaskOfAllValidChangesNoBit() {
        UNetLevel level = level(4, 6, false);
        set.finish();
        NDArray x = random(1, 4, 5, 12);
        NDArray t = random(1, TIME);
        assertArrayEquals(
                level.apply(x, null, null, t).toFloatArray(),
                level.apply(x, null, columns(12, 12), t).toFloatArray());
    }

    /** Mish of large numbers must not overflow: of 1000 it is 1000, of -1000 it is 0. */
    @Test
    void largeActivationsStayFinite() {
        UNetHead head = new UNetHead(block(set.root(), 2, 4), set.root().at("out"), 1);
        set.finish();
        float[] gains = new float[4];
        Arrays.fill(gains, 1000);
        set.parameters().get("norm.weight").value().set(gains);
        NDArray x = random(1, 2, 6, 8);
        Autograd.setTraining(true);
        float[] expected = head.apply(x, null).toFloatArray();
        Autograd.setTraining(false);
        float[] found = head.apply(x, null).toFloatArray();
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], 1e-5 * 1000);
        }
    }

    @Test
    void aHeadIsTheSameInOneCallAsOneByOne() {
        UNetHead head = new UNetHead(block(set.root(), 4, 6), set.root().at("out"), 2);
        set.finish();
        NDArray x = random(2, 4, 5, 12);
        NDArray mask = columns(12, 12, 7);
        Autograd.setTraining(true);
        float[] expected = head.apply(x, mask).toFloatArray();
        Autograd.setTraining(false);
        assertArrayEquals(expected, head.apply(x, mask).toFloatArray(), 1e-5f);
    }

    /** As a hook does that differentiates the rest of a network. */
    @Test
    void gradientsAgainstTheInputPassWhereTheyAreRecorded() {
        UNetLevel level = level(4, 4, true);
        set.finish();
        NDArray x = random(1, 4, 3, 4);
        NDArray t = random(1, TIME);
        NDArray v = random(1, 4, 3, 4);
        NDArray w = random(1, 4, 3, 4);
        float h = 1e-2f;
        double up = dot(level.apply(Ops.axpy(h, w, x), null, null, t), v);
        double down = dot(level.apply(Ops.axpy(-h, w, x), null, null, t), v);
        Autograd.setTraining(true);
        NDArray y = level.apply(Autograd.requireGradient(x), null, null, t);
        NDArray gradient = Autograd.vjp(y, x, v, false);
        Autograd.setTraining(false);
        double slope = (up - down) / (2 * h);
        assertEquals(slope, dot(gradient, w), 2e-2 * (1 + Math.abs(slope)));
    }

    private static double dot(NDArray x, NDArray y) {
        float[] a = x.toFloatArray();
        float[] b = y.toFloatArray();
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    @Test
    void aBlockThatCannotKeepTheSizeIsRefused() {
        Scope root = set.root();
        assertThrows(
                IllegalArgumentException.class,
                () -> new ConvNormMish2d(root.at("c"), root.at("n"), 2, 2, 4, 2));
    }

    @Test
    void twoDimensionalConvolutionsWithChannelsLastAreTheSame() {
        ConvOptions two = ConvOptions.plain().stride(2).padding(1);
        Conv2d halve = new Conv2d(set.root().at("h"), 5, 7, 3, 3, two.channelsLast());
        ConvTranspose2d twice =
                new ConvTranspose2d(set.root().at("t"), 5, 7, 4, 4, two.channelsLast());
        set.finish();
        NDArray x = Tensors.of(manager, random(2, 5, 6, 8).toFloatArray(), 2, 5, 6, 8);
        Autograd.setTraining(true);
        float[] half = halve.apply(x).toFloatArray();
        float[] whole = twice.apply(x).toFloatArray();
        Autograd.setTraining(false);
        assertArrayEquals(half, halve.apply(x).toFloatArray(), 1e-5f);
        assertArrayEquals(whole, twice.apply(x).toFloatArray(), 1e-5f);
    }
}
