package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import org.syrinx.nn.Indexing;
import org.syrinx.nn.params.Init;
import org.syrinx.nn.params.Parameter;
import org.syrinx.nn.params.Scope;

/** A table of vectors. Parameter: {@code weight} (count, size). */
public final class Embedding {
    private final Parameter weight;

    /**
     * A table whose entries start as N(0, 1).
     *
     * @param scope where the parameter is declared
     * @param count the number of vectors
     * @param size the size of a vector
     */
    public Embedding(Scope scope, int count, int size) {
        this(scope, count, size, Init.normal(1));
    }

    /**
     * A table.
     *
     * @param scope where the parameter is declared
     * @param count the number of vectors
     * @param size the size of a vector
     * @param init the initial entries
     */
    public Embedding(Scope scope, int count, int size, Init init) {
        this.weight = scope.tensor("weight", init, count, size);
    }

    /**
     * Looks vectors up.
     *
     * @param ids (...) int64, each from 0 to count - 1
     * @return (..., size)
     */
    public NDArray apply(NDArray ids) {
        return Indexing.embedding(weight.value(), ids);
    }
}
