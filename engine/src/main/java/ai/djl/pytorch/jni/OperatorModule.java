package ai.djl.pytorch.jni;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.syrinx.engine.OperatorException;
import org.syrinx.engine.internal.TorchScriptArchive;

/**
 * The loaded operator module, called through DJL's JNI functions. The class lives in DJL's package
 * because those functions are package-private; their public face, {@code IValueUtils}, takes
 * tensors only and costs three times as much per call. Use {@link org.syrinx.engine.Operators}.
 */
public final class OperatorModule {
    private static final PyTorchLibrary LIB = PyTorchLibrary.LIB;

    /**
     * Small integers come often (strides, dimensions), and native values are never changed by a
     * call: share them.
     */
    private static final int SMALL = 64;

    /**
     * TorchScript's graph executor compiles anew for each shape unless told not to, thread by
     * thread. Only a Boolean is stored, so a thread never holds on to this class loader.
     */
    private static final ThreadLocal<Boolean> PREPARED = new ThreadLocal<>();

    private final long module;
    private final Set<String> names;
    private final long none;
    private final long yes = LIB.iValueFromBool(true);
    private final long no = LIB.iValueFromBool(false);
    private final long[] small = new long[2 * SMALL];

    private OperatorModule(PtSymbolBlock block) {
        this.module = block.getHandle();
        Set<String> all = new TreeSet<>(Arrays.asList(JniUtils.getMethodNames(block)));
        this.names = Collections.unmodifiableSet(all);
        for (int i = 0; i < small.length; i++) {
            small[i] = LIB.iValueFromLong(i - SMALL);
        }
        // JNI has no way to make a None, but a function can return one.
        this.none = LIB.moduleRunMethod(module, "none", new long[0], true, false);
    }

    /**
     * Loads the module.
     *
     * @param engine the PyTorch engine, loaded
     * @param source TorchScript source
     * @return the module, never closed
     */
    public static OperatorModule load(Engine engine, URL source) {
        NDManager manager = engine.newBaseManager();
        try (InputStream in = source.openStream()) {
            byte[] archive =
                    TorchScriptArchive.of(
                            new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            return new OperatorModule(
                    JniUtils.loadModule(
                            (PtNDManager) manager,
                            new ByteArrayInputStream(archive),
                            false,
                            false));
        } catch (IOException e) {
            throw new UncheckedIOException("The engine bundle's operators cannot be read", e);
        }
    }

    /**
     * The names of all operators.
     *
     * @return names, sorted
     */
    public Set<String> names() {
        return names;
    }

    /**
     * Calls a function that returns a tensor.
     *
     * @param operator its name
     * @param arguments its arguments
     * @return the result
     */
    public NDArray call(String operator, Object... arguments) {
        PtNDManager manager = manager(operator, arguments);
        long result = invoke(operator, arguments);
        try {
            return new PtNDArray(manager, LIB.iValueToTensor(result));
        } finally {
            LIB.torchDeleteIValue(result);
        }
    }

    /**
     * Calls a function that returns a list of tensors.
     *
     * @param operator its name
     * @param arguments its arguments
     * @return the results
     */
    public NDList callList(String operator, Object... arguments) {
        PtNDManager manager = manager(operator, arguments);
        long result = invoke(operator, arguments);
        try {
            long[] handles = LIB.iValueToTensorList(result);
            NDList list = new NDList(handles.length);
            for (long handle : handles) {
                list.add(new PtNDArray(manager, handle));
            }
            return list;
        } finally {
            LIB.torchDeleteIValue(result);
        }
    }

    /**
     * Calls a function for its effect.
     *
     * @param operator its name
     * @param arguments its arguments
     */
    public void run(String operator, Object... arguments) {
        LIB.torchDeleteIValue(invoke(operator, arguments));
    }

    private long invoke(String operator, Object[] arguments) {
        if (PREPARED.get() == null) {
            JniUtils.setGraphExecutorOptimize(false);
            PREPARED.set(Boolean.TRUE);
        }
        long[] values = new long[arguments.length];
        int made = 0;
        try {
            for (; made < values.length; made++) {
                values[made] = value(arguments[made]);
            }
            // "train" means: not in inference mode, so that the thread's own gradient mode decides
            return LIB.moduleRunMethod(module, operator, values, true, false);
        } catch (EngineException | IllegalArgumentException | IllegalStateException e) {
            throw new OperatorException(describe(operator, arguments, e), e);
        } finally {
            for (int i = 0; i < made; i++) {
                if (isOwn(values[i], arguments[i])) {
                    LIB.torchDeleteIValue(values[i]);
                }
            }
        }
    }

    private long value(Object o) {
        if (o instanceof PtNDArray a) {
            return LIB.iValueFromTensor(a.getHandle());
        } else if (o instanceof Long || o instanceof Integer) {
            long i = ((Number) o).longValue();
            return isSmall(i) ? small[(int) i + SMALL] : LIB.iValueFromLong(i);
        } else if (o instanceof Double || o instanceof Float) {
            return LIB.iValueFromDouble(((Number) o).doubleValue());
        } else if (o instanceof Boolean b) {
            return b ? yes : no;
        } else if (o == null) {
            return none;
        } else if (o instanceof long[] a) {
            return LIB.iValueFromLongList(a);
        } else if (o instanceof double[] a) {
            return LIB.iValueFromDoubleList(a);
        } else if (o instanceof String s) {
            return LIB.iValueFromString(s);
        } else if (o instanceof NDArray[] a) {
            return tensors(Arrays.asList(a));
        } else if (o instanceof Collection<?> c) {
            return tensors(c);
        }
        throw new IllegalArgumentException(
                "an argument of type " + o.getClass().getName() + " has no native form");
    }

    private static long tensors(Collection<?> arrays) {
        long[] handles = new long[arrays.size()];
        int i = 0;
        for (Object a : arrays) {
            if (!(a instanceof PtNDArray array)) {
                throw new IllegalArgumentException(
                        "a list argument holds something else than PyTorch arrays");
            }
            handles[i++] = array.getHandle();
        }
        return LIB.iValueFromTensorList(handles);
    }

    private static boolean isSmall(long i) {
        return i >= -SMALL && i < SMALL;
    }

    /** Whether the native value was made for this call alone. */
    private static boolean isOwn(long value, Object o) {
        if (value == 0 || o == null || o instanceof Boolean) {
            return false;
        }
        return !(o instanceof Long || o instanceof Integer) || !isSmall(((Number) o).longValue());
    }

    private static PtNDManager manager(String operator, Object[] arguments) {
        for (Object o : arguments) {
            Object a = o;
            if (o instanceof NDArray[] array && array.length > 0) {
                a = array[0];
            } else if (o instanceof Collection<?> c && !c.isEmpty()) {
                a = c.iterator().next();
            }
            if (a instanceof PtNDArray array) {
                return array.getManager();
            }
        }
        throw new OperatorException(
                operator + " needs at least one array among its arguments", null);
    }

    private String describe(String operator, Object[] arguments, Exception e) {
        if (!names.contains(operator)) {
            return "There is no operator named " + operator + " in operators.py";
        }
        StringBuilder b = new StringBuilder(operator).append('(');
        for (int i = 0; i < arguments.length; i++) {
            b.append(i == 0 ? "" : ", ").append(describe(arguments[i]));
        }
        String message = String.valueOf(e.getMessage()).strip();
        int reason = message.lastIndexOf("Error: ");
        return b.append(") failed: ")
                .append(reason < 0 ? message : message.substring(reason + 7))
                .toString();
    }

    private static String describe(Object o) {
        if (o instanceof PtNDArray a) {
            return a.isReleased()
                    ? "a closed array"
                    : a.getDataType().name().toLowerCase(java.util.Locale.ROOT) + a.getShape();
        } else if (o instanceof long[] a) {
            return Arrays.toString(a);
        } else if (o instanceof double[] a) {
            return Arrays.toString(a);
        } else if (o instanceof NDArray[] a) {
            return describe(Arrays.asList(a));
        } else if (o instanceof Collection<?> c) {
            StringBuilder b = new StringBuilder("[");
            for (Object x : c) {
                b.append(b.length() == 1 ? "" : ", ").append(describe(x));
            }
            return b.append(']').toString();
        }
        return String.valueOf(o);
    }
}
