package org.syrinx.api;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The tensor engine as the rest of Syrinx sees it: devices, scopes, memory, threads. One service in
 * a framework; thread-safe. The engine itself is loaded at the first call that needs it.
 */
@ProviderType
public interface Backend {
    /**
     * The devices that there are.
     *
     * @return {@code "cpu"} first, then {@code "gpu0"}, {@code "gpu1"} ...
     */
    List<String> devices();

    /**
     * Chooses a device.
     *
     * @param wanted {@code "auto"} (the first GPU if there is one, else the CPU), {@code "cpu"},
     *     {@code "gpu0"} ...
     * @return {@code "cpu"} or {@code "gpuN"}, where the work will really run
     * @throws SyrinxException if a GPU is asked for that is not there; never a silent CPU run
     */
    String resolve(String wanted);

    /**
     * A long-lived manager for the weights of one model.
     *
     * @param device a result of {@link #resolve}
     * @param owner a name for reports
     * @return a manager; the caller closes it, which frees everything attached to it
     */
    NDManager newManager(String device, String owner);

    /**
     * Opens a scope on this thread: every tensor made inside is closed with it, except those
     * {@linkplain TensorScope#keep kept}. Gradients are off. Scopes nest; each must be closed on
     * the thread that opened it.
     *
     * @return the scope
     */
    TensorScope scope();

    /**
     * Memory now.
     *
     * @return the report
     */
    MemoryReport memory();

    /**
     * Gives native memory that has been freed back to the system, as far as there is a way. Tensors
     * that are in use are not touched. Takes milliseconds.
     *
     * @return whether there is a way on this platform
     */
    boolean trim();

    /**
     * Threads that one native operation may use on the CPU.
     *
     * @return at least 1
     */
    int threads();

    /**
     * Sets the threads that one native operation may use on the CPU, for the calling thread and for
     * threads that start to compute later.
     *
     * @param count at least 1
     * @throws SyrinxException if the count is below 1
     */
    void setThreads(int count);

    /**
     * The engine, its version and where its natives lie, for people.
     *
     * @return for example {@code "PyTorch 2.7.1 (CPU)"}
     */
    String description();
}
