package org.syrinx.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperatorsTest {
    private final NDManager manager = Operators.engine().newBaseManager();

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void theEngineLoadsOfflineFromTheBuildsOwnLibraries() throws IOException {
        EngineInfo info = EngineInfo.read();
        assertEquals("true", System.getProperty("ai.djl.offline"));
        assertEquals("true", System.getProperty("OPT_OUT_TRACKING"));
        assertEquals("0.35.1", info.djl());
        assertTrue(info.flavor().matches("cpu|cu\\d+"), info.toString());
        assertTrue(info.bridge().startsWith(info.pytorch() + "-"), info.toString());
        assertTrue(
                Files.exists(info.libraries().resolve(System.mapLibraryName("torch_cpu"))),
                info.toString());
        assertTrue(info.threads() >= 1, info.toString());
        assertTrue(info.flavor().startsWith("cu") || info.gpus() == 0, info.toString());
    }

    @Test
    void everyFunctionOfTheSourceIsAnOperator() throws IOException {
        Set<String> inSource = new TreeSet<>();
        try (InputStream in = Operators.class.getResourceAsStream("operators.py")) {
            String source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Matcher m = Pattern.compile("(?m)^  def (\\w+)\\(").matcher(source);
            while (m.find()) {
                assertTrue(inSource.add(m.group(1)), "defined twice: " + m.group(1));
            }
        }
        assertTrue(inSource.size() > 150, "only " + inSource.size());
        assertEquals(inSource, Operators.names());
    }

    @Test
    void argumentsOfEveryKindArrive() {
        NDArray x = manager.arange(6f).reshape(1, 2, 3);
        NDArray w = manager.ones(new Shape(1, 2, 2));
        // numbers small and large, an absent tensor, a list of integers, a list of tensors, text,
        // booleans
        assertArrayEquals(
                new float[] {8, 12},
                Operators.call("conv1d", x, w, null, 1, 0L, 1, 1).toFloatArray());
        assertArrayEquals(
                new float[] {300},
                Operators.call("clamp_min", manager.ones(new Shape(1)), 300f).toFloatArray());
        assertEquals(new Shape(3, 2), Operators.call("reshape", x, new long[] {3, 2}).getShape());
        assertEquals(new Shape(1, 4, 3), Operators.call("cat", List.of(x, x), 1).getShape());
        assertEquals(new Shape(1, 4, 3), Operators.call("cat", new NDArray[] {x, x}, 1).getShape());
        assertArrayEquals(
                new float[] {3, 12},
                Operators.call("einsum", "bct->bc", List.of(x)).toFloatArray());
        assertEquals(new Shape(1, 2, 1), Operators.call("sum", x, true, new long[] {2}).getShape());
        assertEquals(
                1000, Operators.call("sequence_mask", manager.ones(new Shape(1)), 1000).size());
    }

    @Test
    void listsComeBackInOrder() {
        NDList parts = Operators.callList("split", manager.arange(5f), 2, 0);
        assertEquals(3, parts.size());
        assertArrayEquals(new float[] {4}, parts.get(2).toFloatArray());
    }

    @Test
    void resultsBelongToTheFirstArraysManagerAndToTheScope() {
        NDArray outside = manager.ones(new Shape(2));
        NDArray result;
        NDArray kept;
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            result = Operators.call("neg", outside);
            kept = Operators.callList("split", outside, 1, 0).get(0);
            assertSame(manager, result.getManager());
            NDScope.unregister(kept);
        }
        assertTrue(result.isReleased());
        assertArrayEquals(new float[] {1}, kept.toFloatArray());
    }

    @Test
    void aRefusalNamesTheOperatorTheArgumentsAndTheReason() {
        NDArray x = manager.ones(new Shape(1, 3, 4));
        NDArray w = manager.ones(new Shape(2, 5, 3));
        OperatorException e =
                assertThrows(
                        OperatorException.class,
                        () -> Operators.call("conv1d", x, w, null, 1, 1, 1, 1));
        assertEquals(
                "conv1d(float32(1, 3, 4), float32(2, 5, 3), null, 1, 1, 1, 1) failed: Given"
                        + " groups=1, weight of size [2, 5, 3], expected input[1, 3, 4] to have 5"
                        + " channels, but got 3 channels instead",
                e.getMessage());
        assertThrows(OperatorException.class, () -> Operators.call("neg", "x", x));
        assertThrows(
                OperatorException.class, () -> Operators.call("neg", x, Thread.currentThread()));
    }

    @Test
    void anUnknownOperatorIsNamed() {
        OperatorException e =
                assertThrows(
                        OperatorException.class,
                        () -> Operators.call("conv9d", manager.ones(new Shape(1))));
        assertEquals("There is no operator named conv9d in operators.py", e.getMessage());
        assertThrows(OperatorException.class, () -> Operators.call("neg", 1));
    }
}
