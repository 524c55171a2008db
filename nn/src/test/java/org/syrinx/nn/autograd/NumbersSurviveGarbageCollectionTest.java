package org.syrinx.nn.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.syrinx.engine.Operators;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Comparisons;
import org.syrinx.nn.Losses;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.Types;

/**
 * DJL's {@code x.mul(3f)} puts the number into Java memory, closes it, and lets autograd keep the
 * pointer; a garbage collection between forward and backward then gives another owner's bytes as
 * the gradient. Here the collection is forced, and the freed memory filled with a large number, for
 * every way in which a number reaches a graph.
 */
class NumbersSurviveGarbageCollectionTest {
    private static final int ROUNDS = 15;
    private static final NDManager MANAGER = Operators.engine().newBaseManager();

    static Stream<Arguments> waysToUseANumber() {
        double s = 1 / (1 + Math.exp(-2));
        return Stream.of(
                way("Ops.scale", x -> Ops.scale(x, 3), 3),
                way("Ops.shift", x -> Ops.shift(x, 3), 1),
                way("Ops.axpy", x -> Ops.axpy(3, x, x), 4),
                way("Ops.lerp", x -> Ops.lerp(x, Types.zerosLike(x), 0.25), 0.75),
                way("Ops.pow", x -> Ops.pow(x, 3), 12),
                way("Ops.clamp", x -> Ops.clamp(x, 0, 5), 1),
                way("Ops.clampMin", x -> Ops.clampMin(x, 1), 1),
                way(
                        "Ops.maskedFill",
                        x -> Ops.maskedFill(Ops.square(x), Comparisons.less(x, 0), 7),
                        4),
                way("Activations.leakyRelu", x -> Activations.leakyRelu(x, 0.1), 1),
                way("Activations.elu", x -> Activations.elu(Ops.neg(x), 2), -2 * Math.exp(-2)),
                way("Activations.silu", Activations::silu, s + 2 * s * (1 - s)),
                way("Losses.mse", x -> Losses.mse(x, Types.zerosLike(x)), 4 / 3.0),
                way("Losses.huber", x -> Losses.huber(x, Types.zerosLike(x), 1), 1 / 3.0),
                way(
                        "Tensors.of, closed before backward",
                        NumbersSurviveGarbageCollectionTest::product,
                        3));
    }

    private static Arguments way(String name, UnaryOperator<NDArray> call, double want) {
        return Arguments.of(name, call, want);
    }

    private static NDArray product(NDArray x) {
        try (NDArray three = Tensors.of(MANAGER, new float[] {3, 3, 3})) {
            return Ops.mul(x, three);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToUseANumber")
    void theGradientIsExactEveryTime(String name, UnaryOperator<NDArray> call, double want)
            throws Exception {
        assertEquals(ROUNDS, exactRounds(call, want), name);
    }

    @Test
    void theHarnessCatchesTheArithmeticThatIsAvoided() throws Exception {
        int exact = exactRounds(x -> x.mul(3f), 3);
        assertTrue(
                exact < ROUNDS,
                "DJL's x.mul(3f) was right " + exact + " times: this test has lost its teeth");
    }

    private static int exactRounds(UnaryOperator<NDArray> call, double want)
            throws InterruptedException {
        int exact = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try (NDScope scope = new NDScope();
                    Autograd.Guard recording = Autograd.grad()) {
                scope.suppressNotUsedWarning();
                NDArray x = Autograd.requireGradient(MANAGER.full(new Shape(3), 2f));
                NDArray y = Reductions.sum(call.apply(x));
                if (recording.on()) {
                    reuseFreedMemory();
                }
                Autograd.backward(y);
                boolean right = true;
                for (float g : Autograd.gradient(x).toFloatArray()) {
                    right &= Math.abs(g - want) <= 1e-6 * Math.abs(want);
                }
                exact += right ? 1 : 0;
            }
        }
        return exact;
    }

    /**
     * Lets the collector free unreachable direct buffers, then fills memory of their size with a
     * large number.
     */
    private static void reuseFreedMemory() throws InterruptedException {
        System.gc();
        Thread.sleep(20);
        List<ByteBuffer> fillers = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            fillers.add(
                    ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder()).putFloat(0, 1e6f));
        }
        assertEquals(20_000, fillers.size());
    }
}
