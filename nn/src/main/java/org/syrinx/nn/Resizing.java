package org.syrinx.nn;

import ai.djl.ndarray.NDArray;
import org.syrinx.engine.Operators;

/** Padding, interpolation, pooling and windows. */
public final class Resizing {
    private Resizing() {}

    /**
     * Mirrors at the ends, without repeating the end itself.
     *
     * @param x {@code (B, C, T)}
     * @param left frames before, below T
     * @param right frames after, below T
     * @return {@code (B, C, left + T + right)}
     */
    public static NDArray reflectionPad1d(NDArray x, long left, long right) {
        return Operators.call("reflection_pad1d", x, left, right);
    }

    /**
     * Mirrors at the borders, without repeating the border itself.
     *
     * @param x {@code (B, C, H, W)}
     * @param left columns before
     * @param right columns after
     * @param top rows before
     * @param bottom rows after
     * @return {@code (B, C, top + H + bottom, left + W + right)}
     */
    public static NDArray reflectionPad2d(NDArray x, long left, long right, long top, long bottom) {
        return Operators.call("reflection_pad2d", x, left, right, top, bottom);
    }

    /**
     * Repeats the first and the last frame.
     *
     * @param x {@code (B, C, T)}
     * @param left frames before
     * @param right frames after
     * @return {@code (B, C, left + T + right)}
     */
    public static NDArray replicationPad1d(NDArray x, long left, long right) {
        return Operators.call("replication_pad1d", x, left, right);
    }

    /**
     * Adds a constant at the ends.
     *
     * @param x an array of any shape
     * @param pads {before, after} of the last dimension, then of the last but one, and so on;
     *     negative cuts
     * @param value the constant
     * @return the padded array
     */
    public static NDArray pad(NDArray x, long[] pads, double value) {
        return Operators.call("pad", x, pads, value);
    }

    /**
     * Linear interpolation in time.
     *
     * @param x {@code (B, C, T)}
     * @param size frames wanted
     * @param alignCorners whether the first and last frames stay where they are
     * @return {@code (B, C, size)}
     */
    public static NDArray interpolateLinear1d(NDArray x, long size, boolean alignCorners) {
        return Operators.call("interpolate_linear1d", x, size, alignCorners);
    }

    /**
     * Repeats or drops frames.
     *
     * @param x {@code (B, C, T)}
     * @param size frames wanted
     * @return {@code (B, C, size)}
     */
    public static NDArray interpolateNearest1d(NDArray x, long size) {
        return Operators.call("interpolate_nearest1d", x, size);
    }

    /**
     * Repeats or drops rows and columns.
     *
     * @param x {@code (B, C, H, W)}
     * @param height rows wanted
     * @param width columns wanted
     * @return {@code (B, C, height, width)}
     */
    public static NDArray interpolateNearest2d(NDArray x, long height, long width) {
        return Operators.call("interpolate_nearest2d", x, height, width);
    }

    /**
     * Bilinear interpolation, without a low-pass filter when shrinking.
     *
     * @param x {@code (B, C, H, W)}
     * @param height rows wanted
     * @param width columns wanted
     * @param alignCorners whether the corners stay where they are
     * @return {@code (B, C, height, width)}
     */
    public static NDArray interpolateBilinear2d(
            NDArray x, long height, long width, boolean alignCorners) {
        return Operators.call("interpolate_bilinear2d", x, height, width, alignCorners);
    }

    /**
     * Means of windows; zeros in the padding count.
     *
     * @param x {@code (B, C, T)}
     * @param size window length
     * @param stride step
     * @param padding zeros at each end
     * @return {@code (B, C, (T + 2 padding - size) / stride + 1)}
     */
    public static NDArray avgPool1d(NDArray x, long size, long stride, long padding) {
        return Operators.call("avg_pool1d", x, size, stride, padding);
    }

    /**
     * Means of rectangles; zeros in the padding count.
     *
     * @param x {@code (B, C, H, W)}
     * @param size window {rows, columns}
     * @param stride step {down, right}
     * @param padding zeros at each end {vertical, horizontal}
     * @return {@code (B, C, H', W')}
     */
    public static NDArray avgPool2d(NDArray x, long[] size, long[] stride, long[] padding) {
        return Operators.call("avg_pool2d", x, size, stride, padding);
    }

    /**
     * Maxima of windows.
     *
     * @param x {@code (B, C, T)}
     * @param size window length
     * @param stride step
     * @param padding minus infinities at each end
     * @return {@code (B, C, (T + 2 padding - size) / stride + 1)}
     */
    public static NDArray maxPool1d(NDArray x, long size, long stride, long padding) {
        return Operators.call("max_pool1d", x, size, stride, padding);
    }

    /**
     * Overlapping windows of a dimension, as a view.
     *
     * @param x an array of any shape
     * @param dim the dimension
     * @param size window length
     * @param step distance between windows
     * @return as many windows in {@code dim} as fit, and a new last dimension of length {@code
     *     size}
     */
    public static NDArray unfold(NDArray x, long dim, long size, long step) {
        return Operators.call("unfold", x, dim, size, step);
    }
}
