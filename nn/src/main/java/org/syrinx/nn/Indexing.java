package org.syrinx.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.syrinx.engine.Operators;

/** Picking and placing elements by index. */
public final class Indexing {
    private Indexing() {}

    /**
     * Picks one element of {@code dim} for each index.
     *
     * @param x an array of any shape
     * @param dim the dimension to pick from
     * @param index int64, as many dimensions as {@code x}
     * @return shaped as {@code index}
     */
    public static NDArray gather(NDArray x, long dim, NDArray index) {
        return Operators.call("gather", x, dim, index);
    }

    /**
     * Adds each source element to the element of {@code x} that its index names.
     *
     * @param x an array of any shape
     * @param dim the indexed dimension
     * @param index int64
     * @param source at least as large as {@code index}
     * @return the result, shaped as {@code x}
     */
    public static NDArray scatterAdd(NDArray x, long dim, NDArray index, NDArray source) {
        return Operators.call("scatter_add", x, dim, index, source);
    }

    /**
     * Picks whole slices.
     *
     * @param x an array of any shape
     * @param dim the dimension
     * @param index int64 {@code (N)}
     * @return as long in {@code dim} as {@code index}
     */
    public static NDArray indexSelect(NDArray x, long dim, NDArray index) {
        return Operators.call("index_select", x, dim, index);
    }

    /**
     * Looks up rows of a table.
     *
     * @param weight table {@code (V, D)}
     * @param ids int64 {@code (...)} in [0, V)
     * @return {@code (..., D)}
     */
    public static NDArray embedding(NDArray weight, NDArray ids) {
        return Operators.call("embedding", weight, ids);
    }

    /**
     * The position of each value among sorted boundaries. No gradient.
     *
     * @param boundaries {@code (..., N)}, increasing
     * @param values {@code (..., M)}
     * @param right false: the first boundary not below the value; true: the first above it
     * @return int64, shaped as {@code values}
     */
    public static NDArray searchSorted(NDArray boundaries, NDArray values, boolean right) {
        return Operators.call("search_sorted", boundaries, values, right);
    }

    /**
     * Sorts along a dimension.
     *
     * @param x an array of any shape
     * @param dim the dimension
     * @param descending largest first
     * @return the sorted values and their int64 indices
     */
    public static NDList sort(NDArray x, long dim, boolean descending) {
        return Operators.callList("sort", x, dim, descending);
    }

    /**
     * The largest elements, largest first.
     *
     * @param x an array of any shape
     * @param count how many
     * @param dim the dimension
     * @return values and int64 indices, {@code count} long in {@code dim}
     */
    public static NDList topk(NDArray x, long count, long dim) {
        return Operators.callList("topk", x, count, dim);
    }

    /**
     * A vector per id with a single 1.
     *
     * @param ids int64 {@code (...)} in [0, classes)
     * @param classes length of the vectors
     * @return float32 {@code (..., classes)}
     */
    public static NDArray oneHot(NDArray ids, long classes) {
        return Operators.call("one_hot", ids, classes);
    }
}
