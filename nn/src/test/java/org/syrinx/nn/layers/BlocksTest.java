package org.syrinx.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.params.Init;
import org.syrinx.nn.params.Scope;

class BlocksTest extends LayerCase {
    private double[][] waveNet(double[][] x, double[][] g, int layers, int rate, int length) {
        int size = x.length;
        double[][] condition = g == null ? null : Naive.same(set, "cond_layer", g, 1, 1);
        double[][] state = x;
        double[][] out = new double[size][x[0].length];
        int dilation = 1;
        for (int i = 0; i < layers; i++) {
            double[][] y = Naive.same(set, "in_layers." + i, state, dilation, 1);
            double[][] a = new double[size][x[0].length];
            for (int c = 0; c < size; c++) {
                for (int t = 0; t < a[c].length; t++) {
                    double u = y[c][t] + (condition == null ? 0 : condition[2 * size * i + c][0]);
                    double v =
                            y[size + c][t]
                                    + (condition == null
                                            ? 0
                                            : condition[2 * size * i + size + c][0]);
                    a[c][t] = Math.tanh(u) * Naive.sigmoid(v);
                }
            }
            double[][] r = Naive.same(set, "res_skip_layers." + i, a, 1, 1);
            if (i < layers - 1) {
                state = Naive.mask(Naive.add(state, Naive.rows(r, 0, size)), length);
                out = Naive.add(out, Naive.rows(r, size, size));
            } else {
                out = Naive.add(out, r);
            }
            dilation *= rate;
        }
        return Naive.mask(out, length);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "4, 5", "3, 0", "2, 3"})
    void aWaveNetIsItsDefinition(int layers, int conditionSize) {
        WaveNet layer = new WaveNet(set.root(), 6, 5, 2, layers, conditionSize, 0);
        set.finish();
        NDArray x = Ops.mul(random(2, 6, 20), mask(20, 20, 13));
        NDArray g = conditionSize == 0 ? null : random(2, conditionSize, 1);
        double[][] first = g == null ? null : Naive.item(g, 0);
        double[][] second = g == null ? null : Naive.item(g, 1);
        assertItems(
                layer.apply(x, mask(20, 20, 13), g),
                waveNet(Naive.item(x, 0), first, layers, 2, 20),
                waveNet(Naive.item(x, 1), second, layers, 2, 13));
        assertItems(
                layer.apply(Shapes.narrow(x, 0, 0, 1), mask(20, 20), null),
                waveNet(Naive.item(x, 0), null, layers, 2, 20));
    }

    @Test
    void theGeneratorsResidualBlocksAreTheirDefinitions() {
        int[] dilations = {1, 3, 5};
        ResBlock1 one = new ResBlock1(set.root().at("one"), 4, 3, dilations, 0.1, true);
        ResBlock2 two = new ResBlock2(set.root().at("two"), 4, 3, dilations, 0.1, false);
        set.finish();
        NDArray x = random(1, 4, 17);
        double[][] before = Naive.item(x, 0);
        double[][] a = paired(before, "one", dilations);
        double[][] b = single(before, "two", dilations);
        for (boolean recording : new boolean[] {true, false}) {
            Autograd.setTraining(recording);
            assertItems(one.apply(x), a);
            assertItems(two.apply(x), b);
        }
        assertItems(x, before); // what is computed in place is never the caller's
    }

    private double[][] paired(double[][] x, String name, int... dilations) {
        double[][] y = x;
        for (int i = 0; i < dilations.length; i++) {
            double[][] r = leaky(y);
            r = leaky(Naive.same(set, name + ".convs1." + i, r, dilations[i], 1));
            y = Naive.add(y, Naive.same(set, name + ".convs2." + i, r, 1, 1));
        }
        return y;
    }

    private double[][] single(double[][] x, String name, int... dilations) {
        double[][] y = x;
        for (int i = 0; i < dilations.length; i++) {
            y = Naive.add(y, Naive.same(set, name + ".convs." + i, leaky(y), dilations[i], 1));
        }
        return y;
    }

    @ParameterizedTest
    @CsvSource({"true, 8, 4, 2", "false, 16, 8, 4", "true, 5, 5, 0", "false, 9, 3, 3"})
    void anUpsamplingStageIsItsDefinition(boolean paired, int kernel, int rate, int padding) {
        ConvOptions o = ConvOptions.plain().stride(rate).padding(padding).weightNormed();
        ConvTranspose1d up = new ConvTranspose1d(set.root().at("up"), 6, 4, kernel, o);
        int[][] dilations = {{1, 3, 5}, {2, 1}};
        List<ResBlock> blocks = new ArrayList<>();
        for (int k = 0; k < 2; k++) {
            Scope at = set.root().at("block").at(k);
            int size = 3 + 4 * k;
            blocks.add(
                    paired
                            ? new ResBlock1(at, 4, size, dilations[k], 0.1, true)
                            : new ResBlock2(at, 4, size, dilations[k], 0.1, true));
        }
        UpsamplingStage stage = new UpsamplingStage(up, blocks, 0.1);
        set.finish();
        NDArray x = random(2, 6, 7);
        double[][][] before = {Naive.item(x, 0), Naive.item(x, 1)};
        double[][][] expected = new double[2][][];
        for (int item = 0; item < 2; item++) {
            double[][] h =
                    Naive.convTranspose1d(
                            leaky(before[item]),
                            Naive.weight(set, "up.weight"),
                            Naive.weight(set, "up.bias"),
                            rate,
                            padding,
                            0,
                            1);
            double[][] sum = new double[4][h[0].length];
            for (int k = 0; k < 2; k++) {
                String name = "block." + k;
                sum =
                        Naive.add(
                                sum,
                                paired
                                        ? paired(h, name, dilations[k])
                                        : single(h, name, dilations[k]));
            }
            expected[item] = Naive.map(sum, v -> v / 2);
        }
        for (boolean recording : new boolean[] {true, false}) {
            Autograd.setTraining(recording);
            assertItems(stage.apply(x), expected);
        }
        assertItems(x, before);
    }

    /** Small arrays take other native code than large ones. */
    @Test
    void anUpsamplingStageOfRealSizeIsTheSameInOneCallAsOneByOne() {
        ConvOptions o = ConvOptions.plain().stride(4).padding(2);
        ConvTranspose1d up = new ConvTranspose1d(set.root().at("up"), 48, 32, 8, o);
        List<ResBlock1> blocks = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            blocks.add(
                    new ResBlock1(
                            set.root().at(k), 32, 3 + 4 * k, new int[] {1, 3, 5}, 0.1, false));
        }
        UpsamplingStage stage = new UpsamplingStage(up, blocks, 0.1);
        set.finish();
        NDArray x = random(1, 48, 900);
        Autograd.setTraining(true);
        float[] expected = stage.apply(x).toFloatArray();
        Autograd.setTraining(false);
        assertArrayEquals(expected, stage.apply(x).toFloatArray(), 1e-4f);
    }

    @Test
    void anUpsamplingStageMixesNoKindsOfBlock() {
        ConvTranspose1d up =
                new ConvTranspose1d(set.root().at("up"), 4, 4, 4, ConvOptions.plain().stride(2));
        ResBlock one = new ResBlock1(set.root().at("a"), 4, 3, new int[] {1}, 0.1, false);
        ResBlock two = new ResBlock2(set.root().at("b"), 4, 3, new int[] {1}, 0.1, false);
        assertThrows(
                IllegalArgumentException.class,
                () -> new UpsamplingStage(up, List.of(one, two), 0.1));
        assertThrows(IllegalArgumentException.class, () -> new UpsamplingStage(up, List.of(), 0.1));
    }

    private static double[][] leaky(double[][] x) {
        return Naive.map(x, BlocksTest::leaky);
    }

    private static double leaky(double x) {
        return x < 0 ? 0.1 * x : x;
    }

    @Test
    void dilatedDepthSeparableConvolutionsAreTheirDefinition() {
        DilatedDepthSeparable layer = new DilatedDepthSeparable(set.root(), 5, 3, 3, 0);
        set.finish();
        NDArray x = random(2, 5, 25);
        NDArray c = random(2, 5, 25);
        double[][][] expected = new double[2][][];
        for (int b = 0; b < 2; b++) {
            int length = b == 0 ? 25 : 14;
            double[][] state = Naive.add(Naive.item(x, b), Naive.item(c, b));
            for (int i = 0, dilation = 1; i < 3; i++, dilation *= 3) {
                double[][] y =
                        Naive.same(
                                set, "convs_dilated." + i, Naive.mask(state, length), dilation, 5);
                y = Naive.map(norm(y, "norms_1." + i), Naive::gelu);
                y = Naive.same(set, "convs_pointwise." + i, y, 1, 1);
                state = Naive.add(state, Naive.map(norm(y, "norms_2." + i), Naive::gelu));
            }
            expected[b] = Naive.mask(state, length);
        }
        assertItems(layer.apply(x, mask(25, 25, 14), c), expected);
    }

    private double[][] norm(double[][] x, String name) {
        return Naive.channelNorm(
                x, Naive.weight(set, name + ".weight"), Naive.weight(set, name + ".bias"), 1e-5);
    }

    @Test
    void convNeXtBlocksOfBothVersionsAreTheirDefinitions() {
        ConvNeXtBlock one = ConvNeXtBlock.version1(set.root().at("one"), 4, 6, 0.125);
        ConvNeXtBlock two = ConvNeXtBlock.version2(set.root().at("two"), 4, 6);
        set.finish();
        // Fresh response parameters are 0, which would hide their term.
        org.syrinx.nn.InPlace.copy(
                List.of(set.arrays().get("two.grn.gamma"), set.arrays().get("two.grn.beta")),
                List.of(random(1, 1, 6), random(1, 1, 6)));
        NDArray x = random(1, 4, 12);
        double[][] in = Naive.item(x, 0);
        double[][] a = linear(inner(in, "one"), "one.pwconv2");
        Naive.Weight scale = Naive.weight(set, "one.gamma");
        for (int c = 0; c < 4; c++) {
            int channel = c;
            a[c] = Arrays.stream(a[c]).map(v -> v * scale.at(channel)).toArray();
        }
        assertItems(one.apply(x), Naive.add(in, a));

        double[][] h = inner(in, "two");
        double[] norms =
                Arrays.stream(h)
                        .mapToDouble(r -> Math.sqrt(Arrays.stream(r).map(v -> v * v).sum()))
                        .toArray();
        double mean = Arrays.stream(norms).average().orElseThrow() + 1e-6;
        Naive.Weight gamma = Naive.weight(set, "two.grn.gamma");
        Naive.Weight beta = Naive.weight(set, "two.grn.beta");
        for (int c = 0; c < 6; c++) {
            int channel = c;
            h[c] =
                    Arrays.stream(h[c])
                            .map(
                                    v ->
                                            gamma.at(0, 0, channel) * v * norms[channel] / mean
                                                    + beta.at(0, 0, channel)
                                                    + v)
                            .toArray();
        }
        assertItems(two.apply(x), Naive.add(in, linear(h, "two.pwconv2")));
    }

    private double[][] inner(double[][] x, String name) {
        double[][] y = Naive.same(set, name + ".dwconv", x, 1, 4);
        y =
                Naive.channelNorm(
                        y,
                        Naive.weight(set, name + ".norm.weight"),
                        Naive.weight(set, name + ".norm.bias"),
                        1e-6);
        return Naive.map(linear(y, name + ".pwconv1"), Naive::gelu);
    }

    private double[][] linear(double[][] x, String name) {
        Naive.Weight w = Naive.weight(set, name + ".weight");
        Naive.Weight kernel = new Naive.Weight(w.values(), w.shape()[0], w.shape()[1], 1);
        return Naive.conv1d(x, kernel, Naive.weight(set, name + ".bias"), 1, 0, 0, 1, 1);
    }

    @Test
    void normsSubtractMeansAndDivideByDeviations() {
        ChannelLayerNorm channel = new ChannelLayerNorm(set.root().at("c"), 6, 1e-4);
        GroupNorm group = new GroupNorm(set.root().at("g"), 2, 6);
        set.finish();
        NDArray x = random(2, 6, 5);
        assertItems(channel.apply(x), layerNorm(x, 0), layerNorm(x, 1));
        double[][] in = Naive.item(x, 1);
        double[][] out = Naive.item(group.apply(x), 1);
        for (int g = 0; g < 2; g++) {
            double[] all =
                    Arrays.stream(Naive.rows(in, 3 * g, 3))
                            .flatMapToDouble(Arrays::stream)
                            .toArray();
            double mean = Arrays.stream(all).average().orElseThrow();
            double var =
                    Arrays.stream(all).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
            for (int c = 3 * g; c < 3 * g + 3; c++) {
                for (int t = 0; t < 5; t++) {
                    assertEquals((in[c][t] - mean) / Math.sqrt(var + 1e-5), out[c][t], 1e-5);
                }
            }
        }
    }

    private double[][] layerNorm(NDArray x, int b) {
        return Naive.channelNorm(
                Naive.item(x, b), Naive.weight(set, "c.weight"), Naive.weight(set, "c.bias"), 1e-4);
    }

    @Test
    void batchNormUsesTheBatchInTrainingAndTheRunningStatisticsOtherwise() {
        BatchNorm1d layer = new BatchNorm1d(set.root(), 2, 1e-5);
        set.finish();
        NDArray x =
                Tensors.of(
                        manager, new float[] {1, 2, 3, 10, 20, 30, 4, 5, 6, 40, 50, 60}, 2, 2, 3);
        assertArrayEquals(
                x.toFloatArray(),
                layer.apply(x).toFloatArray(),
                1e-3f,
                "mean 0, variance 1 at first");
        set.train(true);
        double[][] y = Naive.item(layer.apply(x), 0);
        assertEquals((1 - 3.5) / Math.sqrt(35.0 / 12 + 1e-5), y[0][0], 1e-5);
        set.train(false);
        assertArrayEquals(
                new float[] {0.35f, 3.5f},
                set.parameters().get("running_mean").value().toFloatArray(),
                1e-5f);
        float unbiased = 35f / 12 * 6 / 5;
        assertArrayEquals(
                new float[] {0.9f + 0.1f * unbiased, 0.9f + 10 * unbiased},
                set.parameters().get("running_var").value().toFloatArray(),
                1e-3f);
    }

    @Test
    void dropoutActsInTrainingOnly() {
        Dropout layer = new Dropout(set.root(), 0.5);
        set.finish();
        NDArray x = Tensors.full(manager, 1, 10_000);
        assertSame(x, layer.apply(x));
        set.train(true);
        double sum = 0;
        for (float v : layer.apply(x).toFloatArray()) {
            assertEquals(v == 0 ? 0 : 2, v);
            sum += v;
        }
        assertEquals(10_000, sum, 400);
        assertNotEquals(10_000, sum);
    }

    @Test
    void linearMapsAndTablesReadTheirWeights() {
        Linear linear = new Linear(set.root().at("l"), 3, 2);
        Embedding table = new Embedding(set.root().at("e"), 4, 3, Init.normal(1));
        set.finish();
        NDArray rows = table.apply(Tensors.of(manager, new long[] {2, 0}, 1, 2));
        Naive.Weight e = Naive.weight(set, "e.weight");
        Naive.Weight w = Naive.weight(set, "l.weight");
        float[] found = linear.apply(rows).toFloatArray();
        for (int o = 0; o < 2; o++) {
            double sum = Naive.weight(set, "l.bias").at(o);
            for (int i = 0; i < 3; i++) {
                sum += w.at(o, i) * e.at(2, i);
            }
            assertEquals(sum, found[o], 1e-5);
        }
    }

    @Test
    void sinusoidalEmbeddingsAreSinesThenCosines() {
        float[] v =
                new SinusoidalEmbedding(64, 1000)
                        .apply(Tensors.of(manager, new float[] {0, 0.25f}, 2))
                        .toFloatArray();
        for (int k = 0; k < 32; k++) {
            double angle = 1000 * 0.25 * Math.exp(-k * Math.log(10000) / 31);
            assertEquals(0, v[k], 1e-7);
            assertEquals(1, v[32 + k], 1e-7);
            assertEquals(Math.sin(angle), v[64 + k], 3e-5);
            assertEquals(Math.cos(angle), v[96 + k], 3e-5);
        }
    }
}
