package org.syrinx.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Convolutions;
import org.syrinx.nn.LinearAlgebra;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.layers.RelativeSelfAttention.Layout;
import org.syrinx.nn.params.ParameterSet;

class AttentionLayersTest extends LayerCase {
    private static final int SIZE = 8;
    private static final long[] ONE = {1, 1};
    private static final long[] ZERO = {0, 0};

    /** y = W x + b at each time, of [channel][time]. */
    private static double[][] project(ParameterSet set, String name, double[][] x) {
        Naive.Weight w = Naive.weight(set, name + ".weight");
        Naive.Weight kernel = new Naive.Weight(w.values(), w.shape()[0], w.shape()[1], 1);
        return Naive.conv1d(x, kernel, Naive.weight(set, name + ".bias"), 1, 0, 0, 1, 1);
    }

    private static double[][] attention(
            ParameterSet set, double[][] x, int heads, int window, int length, String... names) {
        double[][] q = project(set, names[0], x);
        double[][] k = project(set, names[1], x);
        double[][] v = project(set, names[2], x);
        int d = x.length / heads;
        int time = x[0].length;
        double[][] y = new double[x.length][time];
        for (int h = 0; h < heads; h++) {
            for (int t = 0; t < time; t++) {
                double[] p = new double[length];
                double sum = 0;
                for (int s = 0; s < length; s++) {
                    double score = 0;
                    for (int c = 0; c < d; c++) {
                        double key = k[h * d + c][s];
                        if (Math.abs(s - t) <= window && window > 0) {
                            key += Naive.weight(set, "emb_rel_k").at(0, s - t + window, c);
                        }
                        score += q[h * d + c][t] * key / Math.sqrt(d);
                    }
                    p[s] = Math.exp(score);
                    sum += p[s];
                }
                for (int s = 0; s < length; s++) {
                    for (int c = 0; c < d; c++) {
                        double value = v[h * d + c][s];
                        if (Math.abs(s - t) <= window && window > 0) {
                            value += Naive.weight(set, "emb_rel_v").at(0, s - t + window, c);
                        }
                        y[h * d + c][t] += p[s] / sum * value;
                    }
                }
            }
        }
        return project(set, names[3], y);
    }

    @ParameterizedTest
    @CsvSource({"13, 9, 4", "3, 2, 4", "1, 1, 2", "9, 9, 0", "6, 4, 1"})
    void attentionWithRelativePositionsIsItsDefinition(int time, int length, int window) {
        RelativeSelfAttention layer =
                new RelativeSelfAttention(set.root(), SIZE, 2, window, true, 0.1, Layout.LINEAR);
        set.finish();
        NDArray x = random(2, SIZE, time);
        NDArray y =
                Shapes.transpose(
                        layer.apply(Shapes.transpose(x, 1, 2), mask(time, time, length)), 1, 2);
        String[] names = {"q_proj", "k_proj", "v_proj", "out_proj"};
        assertItems(
                y,
                attention(set, Naive.item(x, 0), 2, window, time, names),
                attention(set, Naive.item(x, 1), 2, window, length, names));
    }

    @Test
    void theConvolutionLayoutComputesTheSame() {
        RelativeSelfAttention layer =
                new RelativeSelfAttention(set.root(), SIZE, 4, 4, true, 0, Layout.CONVOLUTION);
        set.finish();
        assertEquals(
                new TreeSet<>(
                        Set.of(
                                "conv_q.weight",
                                "conv_q.bias",
                                "conv_k.weight",
                                "conv_k.bias",
                                "conv_v.weight",
                                "conv_v.bias",
                                "conv_o.weight",
                                "conv_o.bias",
                                "emb_rel_k",
                                "emb_rel_v")),
                new TreeSet<>(set.parameters().keySet()));
        assertArrayEquals(
                new long[] {SIZE, SIZE, 1}, set.parameters().get("conv_q.weight").shape());
        assertArrayEquals(new long[] {1, 9, 2}, set.parameters().get("emb_rel_k").shape());
        NDArray x = random(1, SIZE, 7);
        NDArray y = Shapes.transpose(layer.apply(Shapes.transpose(x, 1, 2), null), 1, 2);
        assertItems(
                y,
                attention(set, Naive.item(x, 0), 4, 4, 7, "conv_q", "conv_k", "conv_v", "conv_o"));
    }

    @Test
    void padsDoNotReachValidSteps() {
        RelativeSelfAttention layer =
                new RelativeSelfAttention(set.root(), SIZE, 2, 4, true, 0, Layout.LINEAR);
        set.finish();
        NDArray x = random(1, 5, SIZE);
        NDArray longer = Shapes.cat(List.of(x, random(1, 6, SIZE)), 1);
        float[] alone = layer.apply(x, mask(5, 5)).toFloatArray();
        float[] padded = Shapes.narrow(layer.apply(longer, mask(11, 5)), 1, 0, 5).toFloatArray();
        assertArrayEquals(alone, padded, 1e-6f);
    }

    @Test
    void anItemWithoutValidStepsIsFinite() {
        RelativeSelfAttention layer =
                new RelativeSelfAttention(set.root(), SIZE, 2, 4, true, 0, Layout.LINEAR);
        set.finish();
        for (float v : layer.apply(random(1, 4, SIZE), mask(4, 0)).toFloatArray()) {
            assertTrue(Float.isFinite(v));
        }
    }

    @Test
    void headsMustDivideTheChannels() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new RelativeSelfAttention(set.root(), SIZE, 3, 4, true, 0, Layout.LINEAR));
    }

    @ParameterizedTest
    @CsvSource({"3", "4", "1"})
    void theFeedForwardNetworkIsTwoMaskedConvolutions(int kernel) {
        FeedForwardConv layer = new FeedForwardConv(set.root(), 4, 10, kernel, 0.1);
        set.finish();
        NDArray x = random(2, 4, 9);
        double[][][] expected = new double[2][][];
        for (int b = 0; b < 2; b++) {
            int length = b == 0 ? 9 : 6;
            double[][] y = Naive.mask(Naive.item(x, b), length);
            int left = (kernel - 1) / 2;
            for (String name : new String[] {"conv_1", "conv_2"}) {
                y =
                        Naive.conv1d(
                                y,
                                Naive.weight(set, name + ".weight"),
                                Naive.weight(set, name + ".bias"),
                                1,
                                left,
                                kernel / 2,
                                1,
                                1);
                y =
                        Naive.mask(
                                name.equals("conv_1") ? Naive.map(y, v -> Math.max(v, 0)) : y,
                                length);
            }
            expected[b] = y;
        }
        assertItems(layer.apply(x, mask(9, 9, 6)), expected);
    }

    @Test
    void linearAttentionIsItsDefinition() {
        int heads = 2;
        int size = 3;
        LinearAttention2d layer = new LinearAttention2d(set.root(), 4, heads, size);
        set.finish();
        NDArray x = random(2, 4, 3, 5);
        NDArray flat = Shapes.reshape(x, 2, 4, 15);
        double[][][] expected = new double[2][][];
        for (int b = 0; b < 2; b++) {
            Naive.Weight w = Naive.weight(set, "to_qkv.weight");
            double[][] all =
                    Naive.conv1d(
                            Naive.item(flat, b),
                            new Naive.Weight(w.values(), 18, 4, 1),
                            null,
                            1,
                            0,
                            0,
                            1,
                            1);
            double[][] y = new double[heads * size][15];
            for (int h = 0; h < heads; h++) {
                double[][] q = Naive.rows(all, h * size, size);
                double[][] k = Naive.rows(all, 6 + h * size, size);
                double[][] v = Naive.rows(all, 12 + h * size, size);
                for (int i = 0; i < size; i++) {
                    double sum = java.util.Arrays.stream(k[i]).map(Math::exp).sum();
                    for (int j = 0; j < size; j++) {
                        double context = 0;
                        for (int t = 0; t < 15; t++) {
                            context += Math.exp(k[i][t]) / sum * v[j][t];
                        }
                        for (int t = 0; t < 15; t++) {
                            y[h * size + j][t] += context * q[i][t];
                        }
                    }
                }
            }
            Naive.Weight o = Naive.weight(set, "to_out.weight");
            expected[b] =
                    Naive.conv1d(
                            y,
                            new Naive.Weight(o.values(), 4, 6, 1),
                            Naive.weight(set, "to_out.bias"),
                            1,
                            0,
                            0,
                            1,
                            1);
        }
        for (boolean recording : new boolean[] {true, false}) {
            Autograd.setTraining(recording);
            assertItems(Shapes.reshape(layer.apply(x), 2, 4, 15), expected);
        }
    }

    @Test
    void linearAttentionInAGraphHasTheGradientsOfItsDefinition() {
        LinearAttention2d layer = new LinearAttention2d(set.root(), 6, 2, 3);
        set.finish();
        NDArray x = random(2, 6, 4, 5);
        NDArray v = random(2, 6, 4, 5);
        NDArray qkv = set.parameters().get("to_qkv.weight").value();
        Autograd.setTraining(true);
        NDArray folded = layer.apply(Autograd.requireGradient(x));
        NDArray all =
                Shapes.reshape(
                        Convolutions.conv2d(x, qkv, null, ONE, ZERO, ONE, 1), 2, 3, 2, 3, 20);
        NDArray k = Activations.softmax(Shapes.select(all, 1, 1), -1);
        NDArray context =
                LinearAlgebra.matmul(k, Shapes.transpose(Shapes.select(all, 1, 2), -2, -1));
        NDArray y =
                LinearAlgebra.matmul(Shapes.transpose(context, -2, -1), Shapes.select(all, 1, 0));
        NDArray out = set.parameters().get("to_out.weight").value();
        NDArray bias = set.parameters().get("to_out.bias").value();
        NDArray defined =
                Convolutions.conv2d(Shapes.reshape(y, 2, 6, 4, 5), out, bias, ONE, ZERO, ONE, 1);
        List<NDArray> inputs = List.of(x, qkv, out, bias);
        NDList expected = Autograd.gradients(defined, inputs, v, false);
        NDList found = Autograd.gradients(folded, inputs, v, false);
        for (int i = 0; i < inputs.size(); i++) {
            assertArrayEquals(
                    expected.get(i).toFloatArray(),
                    found.get(i).toFloatArray(),
                    2e-5f,
                    "input " + i);
        }
    }
}
