package org.syrinx.api;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/** Looks for NaN and infinity in a tensor, without the arithmetic of any engine. */
final class FiniteCheck {
    private FiniteCheck() {}

    /**
     * Looks at every value.
     *
     * @param tensor of any type and device; unchanged
     * @return true for integers, and for real numbers that are all finite
     */
    static boolean of(NDArray tensor) {
        DataType type = tensor.getDataType();
        if (!type.isFloating()) {
            return true;
        }
        if (type == DataType.FLOAT32) {
            return all(tensor.toFloatArray());
        }
        try (NDArray plain = tensor.toType(DataType.FLOAT32, true)) {
            return all(plain.toFloatArray());
        }
    }

    private static boolean all(float[] values) {
        for (float v : values) {
            if (!Float.isFinite(v)) {
                return false;
            }
        }
        return true;
    }
}
