package org.syrinx.api;

import ai.djl.ndarray.NDArray;
import org.osgi.annotation.versioning.ProviderType;

/** The tensors of one piece of work on one thread; see {@link Backend#scope()}. */
@ProviderType
public interface TensorScope extends AutoCloseable {
    /**
     * Lets a tensor outlive the scope.
     *
     * @param tensor made in this scope
     * @return the same tensor, now the caller's to close
     */
    NDArray keep(NDArray tensor);

    @Override
    void close();
}
