package org.syrinx.nn;

import ai.djl.ndarray.NDArray;
import org.syrinx.engine.Operators;

/** Convolutions, and the low-precision versions of every operator that multiplies weights. */
public final class Convolutions {
    private Convolutions() {}

    /**
     * One-dimensional cross-correlation.
     *
     * @param x {@code (B, I, T)}
     * @param weight {@code (O, I / groups, K)}
     * @param bias {@code (O)} or null
     * @param stride step in frames
     * @param padding zeros at each end
     * @param dilation distance between taps
     * @param groups number of independent channel groups
     * @return {@code (B, O, (T + 2 padding - dilation (K - 1) - 1) / stride + 1)}
     */
    public static NDArray conv1d(
            NDArray x,
            NDArray weight,
            NDArray bias,
            long stride,
            long padding,
            long dilation,
            long groups) {
        return Operators.call("conv1d", x, weight, bias, stride, padding, dilation, groups);
    }

    /**
     * Two-dimensional cross-correlation.
     *
     * @param x {@code (B, I, H, W)}
     * @param weight {@code (O, I / groups, KH, KW)}
     * @param bias {@code (O)} or null
     * @param stride steps {down, right}
     * @param padding zeros at each end {vertical, horizontal}
     * @param dilation distances between taps {down, right}
     * @param groups number of independent channel groups
     * @return {@code (B, O, H', W')}
     */
    public static NDArray conv2d(
            NDArray x,
            NDArray weight,
            NDArray bias,
            long[] stride,
            long[] padding,
            long[] dilation,
            long groups) {
        return Operators.call("conv2d", x, weight, bias, stride, padding, dilation, groups);
    }

    /**
     * One-dimensional transposed convolution.
     *
     * @param x {@code (B, I, T)}
     * @param weight {@code (I, O / groups, K)}
     * @param bias {@code (O)} or null
     * @param stride how many output frames per input frame
     * @param padding frames cut from each end
     * @param outputPadding frames added at the end, below {@code stride}
     * @param groups number of independent channel groups
     * @param dilation distance between taps
     * @return {@code (B, O, (T - 1) stride - 2 padding + dilation (K - 1) + outputPadding + 1)}
     */
    public static NDArray convTranspose1d(
            NDArray x,
            NDArray weight,
            NDArray bias,
            long stride,
            long padding,
            long outputPadding,
            long groups,
            long dilation) {
        return Operators.call(
                "conv_transpose1d",
                x,
                weight,
                bias,
                stride,
                padding,
                outputPadding,
                groups,
                dilation);
    }

    /**
     * Two-dimensional transposed convolution.
     *
     * @param x {@code (B, I, H, W)}
     * @param weight {@code (I, O / groups, KH, KW)}
     * @param bias {@code (O)} or null
     * @param stride steps {down, right}
     * @param padding frames cut from each end {vertical, horizontal}
     * @param outputPadding frames added at the end {down, right}
     * @param groups number of independent channel groups
     * @param dilation distances between taps {down, right}
     * @return {@code (B, O, H', W')}
     */
    public static NDArray convTranspose2d(
            NDArray x,
            NDArray weight,
            NDArray bias,
            long[] stride,
            long[] padding,
            long[] outputPadding,
            long groups,
            long[] dilation) {
        return Operators.call(
                "conv_transpose2d",
                x,
                weight,
                bias,
                stride,
                padding,
                outputPadding,
                groups,
                dilation);
    }

    /**
     * {@link #conv1d} in low precision. Computed in bfloat16 with float32 in and out; about twice
     * as fast on processors with AVX512-BF16.
     *
     * @param x {@code (B, I, T)}
     * @param weight {@code (O, I / groups, K)}
     * @param bias {@code (O)} or null
     * @param stride step in frames
     * @param padding zeros at each end
     * @param dilation distance between taps
     * @param groups number of independent channel groups
     * @return {@code (B, O, T')}
     */
    public static NDArray conv1dBfloat16(
            NDArray x,
            NDArray weight,
            NDArray bias,
            long stride,
            long padding,
            long dilation,
            long groups) {
        return Operators.call(
                "conv1d_bfloat16", x, weight, bias, stride, padding, dilation, groups);
    }

    /**
     * {@link #conv2d} in low precision. Computed in bfloat16 with float32 in and out; about twice
     * as fast on processors with AVX512-BF16.
     *
     * @param x {@code (B, I, H, W)}
     * @param weight {@code (O, I / groups, KH, KW)}
     * @param bias {@code (O)} or null
     * @param stride steps {down, right}
     * @param padding zeros at each end {vertical, horizontal}
     * @param dilation distances between taps {down, right}
     * @param groups number of independent channel groups
     * @return {@code (B, O, H', W')}
     */
    public static NDArray conv2dBfloat16(
            NDArray x,
            NDArray weight,
            NDArray bias,
            long[] stride,
            long[] padding,
            long[] dilation,
            long groups) {
        return Operators.call(
                "conv2d_bfloat16", x, weight, bias, stride, padding, dilation, groups);
    }

    /**
     * {@link #convTranspose1d} in low precision. Computed in bfloat16 with float32 in and out;
     * about twice as fast on processors with AVX512-BF16.
     *
     * @param x {@code (B, I, T)}
     * @param weight {@code (I, O / groups, K)}
     * @param bias {@code (O)} or null
     * @param stride how many output frames per input frame
     * @param padding frames cut from each end
     * @param outputPadding frames added at the end, below {@code stride}
     * @param groups number of independent channel groups
     * @param dilation distance between taps
     * @return {@code (B, O, T')}
     */
    public static NDArray convTranspose1dBfloat16(
            NDArray x,
            NDArray weight,
            NDArray bias,
            long stride,
            long padding,
            long outputPadding,
            long groups,
            long dilation) {
        return Operators.call(
                "conv_transpose1d_bfloat16",
                x,
                weight,
                bias,
                stride,
                padding,
                outputPadding,
                groups,
                dilation);
    }

    /**
     * {@link #convTranspose2d} in low precision. Computed in bfloat16 with float32 in and out;
     * about twice as fast on processors with AVX512-BF16.
     *
     * @param x {@code (B, I, H, W)}
     * @param weight {@code (I, O / groups, KH, KW)}
     * @param bias {@code (O)} or null
     * @param stride steps {down, right}
     * @param padding frames cut from each end {vertical, horizontal}
     * @param outputPadding frames added at the end {down, right}
     * @param groups number of independent channel groups
     * @param dilation distances between taps {down, right}
     * @return {@code (B, O, H', W')}
     */
    public static NDArray convTranspose2dBfloat16(
            NDArray x,
            NDArray weight,
            NDArray bias,
            long[] stride,
            long[] padding,
            long[] outputPadding,
            long groups,
            long[] dilation) {
        return Operators.call(
                "conv_transpose2d_bfloat16",
                x,
                weight,
                bias,
                stride,
                padding,
                outputPadding,
                groups,
                dilation);
    }

    /**
     * {@link LinearAlgebra#linear} in low precision. Computed in bfloat16 with float32 in and out;
     * about twice as fast on processors with AVX512-BF16.
     *
     * @param x {@code (..., I)}
     * @param weight {@code (O, I)}
     * @param bias {@code (O)} or null
     * @return {@code (..., O)}
     */
    public static NDArray linearBfloat16(NDArray x, NDArray weight, NDArray bias) {
        return Operators.call("linear_bfloat16", x, weight, bias);
    }

    /**
     * {@link LinearAlgebra#matmul} in low precision. Computed in bfloat16 with float32 in and out;
     * about twice as fast on processors with AVX512-BF16.
     *
     * @param x {@code (..., N, M)}
     * @param y {@code (..., M, P)}
     * @return {@code (..., N, P)}
     */
    public static NDArray matmulBfloat16(NDArray x, NDArray y) {
        return Operators.call("matmul_bfloat16", x, y);
    }
}
