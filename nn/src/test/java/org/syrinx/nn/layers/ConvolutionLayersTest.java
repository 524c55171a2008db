package org.syrinx.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.syrinx.nn.Convolutions;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.params.Init;

class ConvolutionLayersTest extends LayerCase {
    @ParameterizedTest
    @CsvSource({
        "3, 4, 5, 1, 2, 1, 1",
        "4, 6, 3, 2, 0, 3, 2",
        "4, 4, 1, 1, 0, 1, 1",
        "6, 6, 7, 1, 9, 3, 6",
        "1, 3, 4, 3, 1, 1, 1"
    })
    void conv1dIsTheSumOfItsDefinition(
            int in, int out, int k, int stride, int pad, int dilation, int groups) {
        ConvOptions o =
                ConvOptions.plain().stride(stride).padding(pad).dilation(dilation).groups(groups);
        Conv1d biased = new Conv1d(set.root().at("a"), in, out, k, o);
        Conv1d plain = new Conv1d(set.root().at("b"), in, out, k, o.withoutBias());
        Conv1d last = new Conv1d(set.root().at("c"), in, out, k, o.channelsLast());
        set.finish();
        NDArray x = random(2, in, 23);
        Naive.Weight a = Naive.weight(set, "a.weight");
        Naive.Weight b = Naive.weight(set, "b.weight");
        Naive.Weight bias = Naive.weight(set, "a.bias");
        double[][] first = Naive.item(x, 0);
        double[][] second = Naive.item(x, 1);
        assertItems(
                biased.apply(x),
                Naive.conv1d(first, a, bias, stride, pad, pad, dilation, groups),
                Naive.conv1d(second, a, bias, stride, pad, pad, dilation, groups));
        assertItems(
                plain.apply(x),
                Naive.conv1d(first, b, null, stride, pad, pad, dilation, groups),
                Naive.conv1d(second, b, null, stride, pad, pad, dilation, groups));
        Naive.Weight c = Naive.weight(set, "c.weight");
        Naive.Weight shift = Naive.weight(set, "c.bias");
        for (boolean recording : new boolean[] {true, false}) {
            Autograd.setTraining(recording);
            assertItems(
                    last.apply(x),
                    Naive.conv1d(first, c, shift, stride, pad, pad, dilation, groups),
                    Naive.conv1d(second, c, shift, stride, pad, pad, dilation, groups));
        }
        assertEquals(
                Set.of("a.weight", "a.bias", "b.weight", "c.weight", "c.bias"),
                set.parameters().keySet());
    }

    @ParameterizedTest
    @CsvSource({
        "16, 8, 4, 0, 1",
        "4, 2, 1, 0, 1",
        "7, 3, 2, 0, 1",
        "9, 5, 2, 0, 2",
        "3, 2, 1, 1, 1",
        "10, 5, 3, 1, 3"
    })
    void convTranspose1dIsTheSumOfItsDefinition(
            int k, int stride, int pad, int outputPad, int groups) {
        ConvOptions o =
                ConvOptions.plain()
                        .stride(stride)
                        .padding(pad)
                        .outputPadding(outputPad)
                        .groups(groups);
        ConvTranspose1d layer = new ConvTranspose1d(set.root(), 6, 12, k, o);
        ConvTranspose1d plain = new ConvTranspose1d(set.root().at("p"), 6, 12, k, o.withoutBias());
        set.finish();
        NDArray x = random(2, 6, 11);
        Naive.Weight w = Naive.weight(set, "weight");
        Naive.Weight bias = Naive.weight(set, "bias");
        assertItems(
                layer.apply(x),
                Naive.convTranspose1d(Naive.item(x, 0), w, bias, stride, pad, outputPad, groups),
                Naive.convTranspose1d(Naive.item(x, 1), w, bias, stride, pad, outputPad, groups));
        Naive.Weight u = Naive.weight(set, "p.weight");
        assertItems(
                plain.apply(x),
                Naive.convTranspose1d(Naive.item(x, 0), u, null, stride, pad, outputPad, groups),
                Naive.convTranspose1d(Naive.item(x, 1), u, null, stride, pad, outputPad, groups));
    }

    @Test
    void sameKeepsTheLength() {
        Conv1d conv = new Conv1d(set.root(), 2, 2, 5, ConvOptions.same(5, 3));
        set.finish();
        assertArrayEquals(new long[] {1, 2, 9}, conv.apply(random(1, 2, 9)).getShape().getShape());
    }

    @Test
    void weightNormedAndPlainConvolutionsWithTheSameInitialWeightsAreEqual() {
        ConvOptions o = ConvOptions.same(3).init(Init.normal(0.3));
        Conv1d plain = new Conv1d(set.root().at("x"), 3, 4, 3, o);
        try (var other = org.syrinx.nn.params.ParameterSet.initialise(manager, 4)) {
            Conv1d normed = new Conv1d(other.root().at("x"), 3, 4, 3, o.weightNormed());
            set.finish();
            other.finish();
            NDArray x = random(1, 3, 8);
            float[] expected = plain.apply(x).toFloatArray();
            assertArrayEquals(expected, normed.apply(x).toFloatArray(), 1e-5f);
            other.train(true);
            assertArrayEquals(expected, normed.apply(x).toFloatArray(), 1e-5f);
        }
    }

    @Test
    void conv2dAndItsTransposeAgreeWithTheOneDimensionalOnes() {
        ConvOptions along = ConvOptions.plain().stride(1, 2).padding(0, 1).dilation(1, 1);
        Conv2d conv = new Conv2d(set.root().at("c"), 3, 4, 1, 4, along);
        ConvTranspose2d up =
                new ConvTranspose2d(
                        set.root().at("u"),
                        3,
                        4,
                        1,
                        4,
                        ConvOptions.plain().stride(1, 2).padding(0, 1));
        Conv2d square = new Conv2d(set.root().at("s"), 3, 4, 3, 3, ConvOptions.same(3));
        set.finish();
        NDArray x = random(2, 3, 1, 9);
        NDArray row = Shapes.squeeze(x, 2);
        assertItems(
                Shapes.squeeze(conv.apply(x), 2), row(row, 0, "c", false), row(row, 1, "c", false));
        assertItems(Shapes.squeeze(up.apply(x), 2), row(row, 0, "u", true), row(row, 1, "u", true));
        NDArray image = random(1, 3, 5, 7);
        NDArray y = square.apply(image);
        Naive.Weight w = Naive.weight(set, "s.weight");
        Naive.Weight in = new Naive.Weight(image.toFloatArray(), 1, 3, 5, 7);
        Naive.Weight out = new Naive.Weight(y.toFloatArray(), y.getShape().getShape());
        double sum = Naive.weight(set, "s.bias").at(2);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    if (j + 5 < 7) {
                        sum += w.at(2, c, i, j) * in.at(0, c, 1 + i, 5 + j);
                    }
                }
            }
        }
        assertEquals(sum, out.at(0, 2, 2, 6), 1e-5, "an element at the edge, padded by zeros");
    }

    private double[][] row(NDArray x, int b, String name, boolean transposed) {
        Naive.Weight w4 = Naive.weight(set, name + ".weight");
        long[] s = w4.shape();
        Naive.Weight w = new Naive.Weight(w4.values(), s[0], s[1], s[3]);
        Naive.Weight bias = Naive.weight(set, name + ".bias");
        return transposed
                ? Naive.convTranspose1d(Naive.item(x, b), w, bias, 2, 1, 0, 1)
                : Naive.conv1d(Naive.item(x, b), w, bias, 2, 1, 1, 1, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "16, 8, 4, 0",
        "4, 2, 1, 0",
        "8, 4, 2, 0",
        "20, 10, 5, 0",
        "11, 5, 3, 0",
        "9, 5, 2, 1",
        "3, 2, 0, 1",
        "2, 3, 0, 0",
        "4, 2, 0, 1"
    })
    void thePolyphaseFormOfInferenceEqualsTheNativeOperator(
            int k, int stride, int pad, int outputPad) {
        ConvOptions o =
                ConvOptions.plain()
                        .stride(stride)
                        .padding(pad)
                        .outputPadding(outputPad)
                        .weightNormed();
        ConvTranspose1d layer = new ConvTranspose1d(set.root(), 5, 3, k, o);
        set.finish();
        NDArray x = random(2, 5, 13);
        NDArray w = set.parameters().get("weight").value();
        NDArray b = set.parameters().get("bias").value();
        NDArray expected = Convolutions.convTranspose1d(x, w, b, stride, pad, outputPad, 1, 1);
        NDArray y = layer.apply(x);
        assertEquals(expected.getShape(), y.getShape());
        assertArrayEquals(expected.toFloatArray(), y.toFloatArray(), 1e-5f);
        // Changed weights take effect in the next evaluation, and in training at once.
        set.train(true);
        org.syrinx.nn.InPlace.scale(
                List.of(set.arrays().get("weight_g"), set.arrays().get("bias")), -2);
        NDArray twice = Ops.scale(expected, -2);
        assertArrayEquals(
                twice.toFloatArray(), layer.apply(x).toFloatArray(), 1e-5f, "in training");
        set.train(false);
        assertArrayEquals(
                twice.toFloatArray(), layer.apply(x).toFloatArray(), 1e-5f, "in evaluation");
    }

    @Test
    void gradientsReachTheWeightsAlsoInEvaluationMode() {
        ConvTranspose1d layer =
                new ConvTranspose1d(
                        set.root(),
                        2,
                        3,
                        4,
                        ConvOptions.plain().stride(2).padding(1).weightNormed());
        set.finish();
        layer.apply(random(1, 2, 5));
        try (Autograd.Guard on = Autograd.grad()) {
            assertTrue(on.on());
            Autograd.backward(Reductions.sum(layer.apply(random(1, 2, 5))));
        }
        set.trainable().forEach((name, leaf) -> assertTrue(Autograd.hasGradient(leaf), name));
    }

    @Test
    void channelsThatDoNotDivideAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Conv1d(set.root(), 5, 4, 3, ConvOptions.plain().groups(2)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ConvTranspose1d(set.root(), 4, 4, 3, ConvOptions.plain().dilation(2)));
    }
}
