package org.syrinx.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.syrinx.engine.Operators;
import org.syrinx.nn.autograd.Autograd;

class InPlaceTest {
    private final NDManager manager = Operators.engine().newBaseManager();

    @AfterEach
    void free() {
        manager.close();
    }

    private NDArray of(double... values) {
        Autograd.setTraining(false);
        return Tensors.of(manager, values);
    }

    @Test
    void zeroClearsEvenNaN() {
        NDArray x = of(Double.NaN, 1);
        InPlace.zero(List.of(x));
        assertArrayEquals(new double[] {0, 0}, x.toDoubleArray());
    }

    @Test
    void leakyReluScalesNegativeElements() {
        NDArray x = of(-2, 0, 3);
        InPlace.leakyRelu(List.of(x), 0.25);
        assertArrayEquals(new double[] {-0.5, 0, 3}, x.toDoubleArray());
    }

    @Test
    void listsAreScaledAddedCopiedAndInterpolated() {
        NDArray x = of(1, 2);
        NDArray y = of(10);
        InPlace.scale(List.of(x, y), 0.5);
        assertArrayEquals(new double[] {0.5, 1}, x.toDoubleArray());
        InPlace.add(List.of(x, y), List.of(of(1, 1), of(2)), -3);
        assertArrayEquals(new double[] {-2.5, -2}, x.toDoubleArray());
        assertArrayEquals(new double[] {-1}, y.toDoubleArray());
        InPlace.lerp(List.of(y), List.of(of(3)), 0.25);
        assertArrayEquals(new double[] {0}, y.toDoubleArray());
        InPlace.copy(List.of(x), List.of(of(7, 8)));
        assertArrayEquals(new double[] {7, 8}, x.toDoubleArray());
    }

    @Test
    void theGlobalNormIsThatOfAllElementsTogether() {
        NDArray norm = InPlace.globalNorm(List.of(of(3, 0), of(4), of(12)));
        assertEquals(13, norm.toDoubleArray()[0], 1e-14);
    }

    @Test
    void adamwFollowsItsRecursion() {
        double x = 1;
        double m = 0;
        double v = 0;
        NDArray parameter = of(x);
        NDArray mean = of(0);
        NDArray square = of(0);
        NDArray step = manager.zeros(new Shape(), DataType.FLOAT32);
        for (int t = 1; t <= 30; t++) {
            double g = Math.sin(t) + 0.1;
            InPlace.adamw(
                    List.of(parameter),
                    List.of(of(g)),
                    List.of(mean),
                    List.of(square),
                    List.of(step),
                    0.01,
                    0.8,
                    0.9,
                    0.1,
                    1e-3);
            x -= 0.01 * 0.1 * x;
            m = 0.8 * m + 0.2 * g;
            v = 0.9 * v + 0.1 * g * g;
            x -=
                    0.01
                            * (m / (1 - Math.pow(0.8, t)))
                            / (Math.sqrt(v / (1 - Math.pow(0.9, t))) + 1e-3);
            // the native step counts and corrects in float32
            assertEquals(x, parameter.toDoubleArray()[0], 1e-6, "step " + t);
        }
        assertEquals(30, step.getFloat());
    }
}
