package org.syrinx.engine;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.jni.OperatorModule;
import java.util.Set;
import org.syrinx.engine.internal.EngineBoot;

/**
 * Calls the native operators that {@code operators.py} defines, with exact gradients. The file,
 * next to this class, is TorchScript and is the list of operators and of their argument types.
 *
 * <p>Arguments are given in the file's order: an {@link NDArray} for {@code Tensor}, {@link Long}
 * or {@link Integer} for {@code int}, {@link Double} or {@link Float} for {@code float}, {@link
 * Boolean}, {@link String}, {@code long[]}, {@code double[]}, {@code NDArray[]} or a {@link
 * java.util.List} of arrays for {@code List[Tensor]}, and null for an absent {@code Optional}.
 *
 * <p>Results belong to the manager of the first array argument and to the innermost open {@code
 * NDScope} of the calling thread. Any thread may call; a call records a gradient if the thread's
 * gradient mode is on.
 */
public final class Operators {
    private static volatile OperatorModule module;

    static {
        EngineBoot.initialiseDjl();
    }

    private Operators() {}

    /**
     * The engine, loading the native libraries on first use.
     *
     * @return DJL's PyTorch engine
     * @throws EngineUnavailableException if the libraries cannot be used here
     */
    public static Engine engine() {
        return Engine.getEngine("PyTorch");
    }

    /**
     * Calls an operator that returns one tensor.
     *
     * @param operator name of a function of {@code operators.py}
     * @param arguments its arguments; at least one array among them
     * @return the result, owned by the first array's manager
     * @throws OperatorException if the operator does not exist or refuses the arguments
     */
    public static NDArray call(String operator, Object... arguments) {
        return module().call(operator, arguments);
    }

    /**
     * Calls an operator that returns a list of tensors.
     *
     * @param operator name of a function of {@code operators.py}
     * @param arguments its arguments; at least one array among them
     * @return the results, owned by the first array's manager
     * @throws OperatorException if the operator does not exist or refuses the arguments
     */
    public static NDList callList(String operator, Object... arguments) {
        return module().callList(operator, arguments);
    }

    /**
     * Calls an operator that returns nothing, such as an optimiser's step on given tensors.
     *
     * @param operator name of a function of {@code operators.py}
     * @param arguments its arguments
     * @throws OperatorException if the operator does not exist or refuses the arguments
     */
    public static void run(String operator, Object... arguments) {
        module().run(operator, arguments);
    }

    /**
     * The names of all operators.
     *
     * @return names, sorted
     */
    public static Set<String> names() {
        return module().names();
    }

    /**
     * Loads on first use. Not a static initialiser: when the libraries are unusable, every call has
     * to say why, not only the first.
     */
    private static synchronized OperatorModule load() {
        if (module == null) {
            Engine engine = Engine.getEngine("PyTorch");
            module = OperatorModule.load(engine, Operators.class.getResource("operators.py"));
        }
        return module;
    }

    private static OperatorModule module() {
        OperatorModule m = module;
        return m != null ? m : load();
    }
}
