package org.syrinx.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import org.syrinx.engine.Operators;

/** Joining, cutting and reordering. Dimensions count from 0; negative ones count from the end. */
public final class Shapes {
    private Shapes() {}

    /**
     * Joins arrays end to end.
     *
     * @param arrays at least one, equal in every other dimension
     * @param dim the dimension that grows
     * @return the joined array
     */
    public static NDArray cat(List<NDArray> arrays, long dim) {
        return Operators.call("cat", arrays, dim);
    }

    /**
     * Joins arrays of one shape along a new dimension.
     *
     * @param arrays at least one
     * @param dim where the new dimension comes to lie
     * @return the stacked array
     */
    public static NDArray stack(List<NDArray> arrays, long dim) {
        return Operators.call("stack", arrays, dim);
    }

    /**
     * Cuts into pieces of one size; the last may be smaller. The pieces are views.
     *
     * @param x an array of any shape
     * @param size length of a piece
     * @param dim the dimension to cut
     * @return the pieces in order
     */
    public static NDList split(NDArray x, long size, long dim) {
        return Operators.callList("split", x, size, dim);
    }

    /**
     * Cuts into pieces of given sizes. The pieces are views.
     *
     * @param x an array of any shape
     * @param sizes lengths of the pieces, which sum to the dimension
     * @param dim the dimension to cut
     * @return the pieces in order
     */
    public static NDList split(NDArray x, long[] sizes, long dim) {
        return Operators.callList("split_sizes", x, sizes, dim);
    }

    /**
     * Cuts into a number of pieces, equal but for the last. The pieces are views.
     *
     * @param x an array of any shape
     * @param chunks their number
     * @param dim the dimension to cut
     * @return the pieces in order
     */
    public static NDList chunk(NDArray x, long chunks, long dim) {
        return Operators.callList("chunk", x, chunks, dim);
    }

    /**
     * A part of one dimension, as a view.
     *
     * @param x an array of any shape
     * @param dim the dimension
     * @param start first index
     * @param length number of indices
     * @return {@code length} long in {@code dim}
     */
    public static NDArray narrow(NDArray x, long dim, long start, long length) {
        return Operators.call("narrow", x, dim, start, length);
    }

    /**
     * Every step-th element of a part of one dimension, as a view.
     *
     * @param x an array of any shape
     * @param dim the dimension
     * @param start first index; negative counts from the end
     * @param end index after the last; beyond the end means the end
     * @param step positive stride
     * @return the part
     */
    public static NDArray slice(NDArray x, long dim, long start, long end, long step) {
        return Operators.call("slice", x, dim, start, end, step);
    }

    /**
     * One index of one dimension, as a view.
     *
     * @param x an array of any shape
     * @param dim the dimension
     * @param index the index; negative counts from the end
     * @return one dimension fewer
     */
    public static NDArray select(NDArray x, long dim, long index) {
        return Operators.call("select", x, dim, index);
    }

    /**
     * Swaps two dimensions, as a view.
     *
     * @param x an array of any shape
     * @param dim0 one dimension
     * @param dim1 the other
     * @return the view
     */
    public static NDArray transpose(NDArray x, long dim0, long dim1) {
        return Operators.call("transpose", x, dim0, dim1);
    }

    /**
     * Reorders the dimensions, as a view.
     *
     * @param x an array of any shape
     * @param dims for each dimension of the result, which of {@code x} it is
     * @return the view
     */
    public static NDArray permute(NDArray x, long... dims) {
        return Operators.call("permute", x, dims);
    }

    /**
     * The same elements in another shape; a view where possible.
     *
     * @param x an array of any shape
     * @param shape the shape; one -1 stands for what is left
     * @return the array
     */
    public static NDArray reshape(NDArray x, long... shape) {
        return Operators.call("reshape", x, shape);
    }

    /**
     * Joins adjacent dimensions into one.
     *
     * @param x an array of any shape
     * @param start first dimension
     * @param end last dimension, included
     * @return the array
     */
    public static NDArray flatten(NDArray x, long start, long end) {
        return Operators.call("flatten", x, start, end);
    }

    /**
     * Inserts a dimension of length 1, as a view.
     *
     * @param x an array of any shape
     * @param dim where
     * @return the view
     */
    public static NDArray unsqueeze(NDArray x, long dim) {
        return Operators.call("unsqueeze", x, dim);
    }

    /**
     * Removes a dimension of length 1, as a view; another length leaves it.
     *
     * @param x an array of any shape
     * @param dim which
     * @return the view
     */
    public static NDArray squeeze(NDArray x, long dim) {
        return Operators.call("squeeze", x, dim);
    }

    /**
     * Repeats dimensions of length 1 without copying.
     *
     * @param x an array of any shape
     * @param shape the shape; -1 keeps a dimension
     * @return the view
     */
    public static NDArray expand(NDArray x, long... shape) {
        return Operators.call("expand", x, shape);
    }

    /**
     * Repeats the whole array along each dimension.
     *
     * @param x an array of any shape
     * @param repeats how often, for each dimension
     * @return the copy
     */
    public static NDArray repeat(NDArray x, long... repeats) {
        return Operators.call("repeat", x, repeats);
    }

    /**
     * Repeats each element of a dimension in place: a a b b.
     *
     * @param x an array of any shape
     * @param repeats how often
     * @param dim the dimension
     * @return the copy
     */
    public static NDArray repeatInterleave(NDArray x, long repeats, long dim) {
        return Operators.call("repeat_interleave", x, repeats, dim);
    }

    /**
     * Repeats each element of a dimension its own number of times, as a length regulator does.
     *
     * @param x an array of any shape
     * @param repeats int64 {@code (L)}, one number per element of {@code dim}
     * @param dim the dimension
     * @return as long in {@code dim} as the repeats sum to
     */
    public static NDArray repeatInterleave(NDArray x, NDArray repeats, long dim) {
        return Operators.call("repeat_interleave_each", x, repeats, dim);
    }

    /**
     * Reverses the order along dimensions.
     *
     * @param x an array of any shape
     * @param dims the dimensions
     * @return the result, shaped as {@code x}
     */
    public static NDArray flip(NDArray x, long... dims) {
        return Operators.call("flip", x, dims);
    }

    /**
     * Shifts along a dimension; what leaves at one end enters at the other.
     *
     * @param x an array of any shape
     * @param shift elements towards higher indices
     * @param dim the dimension
     * @return the result, shaped as {@code x}
     */
    public static NDArray roll(NDArray x, long shift, long dim) {
        return Operators.call("roll", x, shift, dim);
    }

    /**
     * The same values, laid out in order; {@code x} itself if it is already.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray contiguous(NDArray x) {
        return Operators.call("contiguous", x);
    }

    /**
     * Keeps the lower triangle of the last two dimensions.
     *
     * @param x an array of any shape
     * @param diagonal 0 is the main diagonal, positive above it
     * @return the result, shaped as {@code x}
     */
    public static NDArray tril(NDArray x, long diagonal) {
        return Operators.call("tril", x, diagonal);
    }

    /**
     * Keeps the upper triangle of the last two dimensions.
     *
     * @param x an array of any shape
     * @param diagonal 0 is the main diagonal, positive above it
     * @return the result, shaped as {@code x}
     */
    public static NDArray triu(NDArray x, long diagonal) {
        return Operators.call("triu", x, diagonal);
    }

    /**
     * 1 where a frame lies inside its sequence, 0 in the padding.
     *
     * @param lengths int64 {@code (B)}, in frames
     * @param max the padded length in frames
     * @return float32 {@code (B, max)}
     */
    public static NDArray sequenceMask(NDArray lengths, long max) {
        return Operators.call("sequence_mask", lengths, max);
    }
}
