package org.syrinx.nn.layers;

import org.syrinx.nn.params.Init;

/**
 * How a convolution slides and how its weights are held. Immutable; each method returns a changed
 * copy. One number holds for all axes; two-dimensional layers also take one per axis, height first.
 *
 * <pre>{@code
 * new Conv1d(scope, 192, 384, 5, ConvOptions.same(5, 2).weightNormed());
 * new Conv2d(scope, 1, 32, 5, 1, ConvOptions.plain().stride(3, 1).padding(2, 0));
 * }</pre>
 */
public final class ConvOptions {
    private static final ConvOptions PLAIN =
            new ConvOptions(
                    new long[] {1},
                    new long[] {0},
                    new long[] {0},
                    new long[] {1},
                    1,
                    true,
                    false,
                    false,
                    null);

    private final long[] stride;
    private final long[] padding;
    private final long[] outputPadding;
    private final long[] dilation;
    private final int groups;
    private final boolean bias;
    private final boolean weightNorm;
    private final boolean channelsLast;
    private final Init init;

    private ConvOptions(
            long[] stride,
            long[] padding,
            long[] outputPadding,
            long[] dilation,
            int groups,
            boolean bias,
            boolean weightNorm,
            boolean channelsLast,
            Init init) {
        this.stride = stride;
        this.padding = padding;
        this.outputPadding = outputPadding;
        this.dilation = dilation;
        this.groups = groups;
        this.bias = bias;
        this.weightNorm = weightNorm;
        this.channelsLast = channelsLast;
        this.init = init;
    }

    /**
     * Stride 1, no padding, no dilation, one group, with bias, without weight norm, weights uniform
     * within 1 / sqrt(fan-in).
     *
     * @return the options
     */
    public static ConvOptions plain() {
        return PLAIN;
    }

    /**
     * Padding that keeps the length for an odd kernel: dilation (kernel - 1) / 2 zeros on both
     * sides.
     *
     * @param kernel the kernel size, odd
     * @param dilation the dilation, at least 1
     * @return the options
     */
    public static ConvOptions same(int kernel, int dilation) {
        return PLAIN.dilation(dilation).padding((long) dilation * (kernel - 1) / 2);
    }

    /**
     * Padding that keeps the length for an odd kernel, undilated.
     *
     * @param kernel the kernel size, odd
     * @return the options
     */
    public static ConvOptions same(int kernel) {
        return same(kernel, 1);
    }

    /**
     * The step between output positions (of a transposed convolution: between input positions).
     *
     * @param perAxis at least 1
     * @return a changed copy
     */
    public ConvOptions stride(long... perAxis) {
        return new ConvOptions(
                perAxis.clone(),
                padding,
                outputPadding,
                dilation,
                groups,
                bias,
                weightNorm,
                channelsLast,
                init);
    }

    /**
     * Zeros added on both sides (of a transposed convolution: output positions removed on both
     * sides).
     *
     * @param perAxis at least 0
     * @return a changed copy
     */
    public ConvOptions padding(long... perAxis) {
        return new ConvOptions(
                stride,
                perAxis.clone(),
                outputPadding,
                dilation,
                groups,
                bias,
                weightNorm,
                channelsLast,
                init);
    }

    /**
     * Positions that a transposed convolution adds at the end.
     *
     * @param perAxis at least 0, less than the stride
     * @return a changed copy
     */
    public ConvOptions outputPadding(long... perAxis) {
        return new ConvOptions(
                stride,
                padding,
                perAxis.clone(),
                dilation,
                groups,
                bias,
                weightNorm,
                channelsLast,
                init);
    }

    /**
     * The spacing of the kernel's taps.
     *
     * @param perAxis at least 1
     * @return a changed copy
     */
    public ConvOptions dilation(long... perAxis) {
        return new ConvOptions(
                stride,
                padding,
                outputPadding,
                perAxis.clone(),
                groups,
                bias,
                weightNorm,
                channelsLast,
                init);
    }

    /**
     * The number of groups of channels that do not mix.
     *
     * @param count divides both channel counts
     * @return a changed copy
     */
    public ConvOptions groups(int count) {
        return new ConvOptions(
                stride,
                padding,
                outputPadding,
                dilation,
                count,
                bias,
                weightNorm,
                channelsLast,
                init);
    }

    /**
     * No bias.
     *
     * @return a changed copy
     */
    public ConvOptions withoutBias() {
        return new ConvOptions(
                stride,
                padding,
                outputPadding,
                dilation,
                groups,
                false,
                weightNorm,
                channelsLast,
                init);
    }

    /**
     * Weights held as gain and direction.
     *
     * @return a changed copy
     */
    public ConvOptions weightNormed() {
        return weightNormed(true);
    }

    /**
     * Weights held as gain and direction, or not.
     *
     * @param on true for weight norm
     * @return a changed copy
     */
    public ConvOptions weightNormed(boolean on) {
        return new ConvOptions(
                stride, padding, outputPadding, dilation, groups, bias, on, channelsLast, init);
    }

    /**
     * For a convolution on the CPU outside the graph: computed in the order of memory that holds
     * all channels of a frame or pixel together, which large convolutions take 5 to 60 % less time
     * for. The weights are then kept in that order too, a second time. Values differ from the usual
     * ones by rounding; in training, on GPUs and in one-dimensional transposed convolutions, which
     * choose for themselves, it changes nothing.
     *
     * @return a changed copy
     */
    public ConvOptions channelsLast() {
        return new ConvOptions(
                stride, padding, outputPadding, dilation, groups, bias, weightNorm, true, init);
    }

    /**
     * Other initial weights; the bias then starts at 0.
     *
     * @param weights the initial weights
     * @return a changed copy
     */
    public ConvOptions init(Init weights) {
        return new ConvOptions(
                stride,
                padding,
                outputPadding,
                dilation,
                groups,
                bias,
                weightNorm,
                channelsLast,
                weights);
    }

    long[] stride() {
        return stride;
    }

    long[] padding() {
        return padding;
    }

    long[] outputPadding() {
        return outputPadding;
    }

    long[] dilation() {
        return dilation;
    }

    int groups() {
        return groups;
    }

    boolean bias() {
        return bias;
    }

    boolean weightNorm() {
        return weightNorm;
    }

    boolean isChannelsLast() {
        return channelsLast;
    }

    Init weightInit() {
        return init != null ? init : Init.kaimingUniform(Math.sqrt(5));
    }

    Init biasInit(double fanIn) {
        return init != null ? Init.zeros() : Init.uniform(1 / Math.sqrt(fanIn));
    }
}
