package org.syrinx.nn.operators;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Comparisons;
import org.syrinx.nn.Convolutions;
import org.syrinx.nn.Indexing;
import org.syrinx.nn.LinearAlgebra;
import org.syrinx.nn.Losses;
import org.syrinx.nn.Normalizations;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.Resizing;
import org.syrinx.nn.Sequences;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Spectral;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.Types;

/** Every operator, by table. */
class OperatorsTest {
    private static final List<Class<?>> FACES =
            List.of(
                    Ops.class,
                    Activations.class,
                    Comparisons.class,
                    Shapes.class,
                    Indexing.class,
                    Reductions.class,
                    LinearAlgebra.class,
                    Convolutions.class,
                    Normalizations.class,
                    Resizing.class,
                    Spectral.class,
                    Sequences.class,
                    Losses.class,
                    Types.class,
                    Tensors.class);

    static Stream<OperatorCase> cases() {
        return Stream.of(
                        ElementwiseCases.all(),
                        ShapeCases.all(),
                        ReductionCases.all(),
                        NetworkCases.all(),
                        ResizingCases.all(),
                        SpectralCases.all(),
                        SequenceCases.all())
                .flatMap(List::stream);
    }

    static Stream<OperatorCase> differentiable() {
        return cases().filter(OperatorCase::gradient);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theValueEqualsAnIndependentComputation(OperatorCase operator) {
        operator.checkValue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differentiable")
    void theGradientEqualsCentralDifferences(OperatorCase operator) {
        operator.checkGradient();
    }

    @Test
    void everyOperatorIsInTheTable() {
        Set<String> offered =
                FACES.stream()
                        .flatMap(c -> Stream.of(c.getDeclaredMethods()))
                        .filter(m -> Modifier.isPublic(m.getModifiers()))
                        .map(m -> m.getDeclaringClass().getSimpleName() + "." + m.getName())
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> tested =
                cases().map(OperatorCase::operator).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(offered, tested);
    }
}
