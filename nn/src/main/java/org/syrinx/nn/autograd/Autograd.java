package org.syrinx.nn.autograd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import org.syrinx.engine.Operators;

/**
 * Gradients of the calling thread. Whether operators record a graph is a property of each thread;
 * PyTorch switches it on in every new thread, so a thread that only infers has to switch it off, or
 * each call keeps its activations.
 */
public final class Autograd {
    private Autograd() {}

    /**
     * Says once, at the start of a thread, what it is for.
     *
     * @param training true to record gradients, false for inference
     */
    public static void prepareThread(boolean training) {
        Operators.engine();
        JniUtils.setGraphExecutorOptimize(false);
        JniUtils.setGradMode(training);
    }

    /**
     * Switches recording for the calling thread, until switched again.
     *
     * @param training true to record gradients
     */
    public static void setTraining(boolean training) {
        Operators.engine();
        JniUtils.setGradMode(training);
    }

    /**
     * Whether the calling thread records gradients.
     *
     * @return true if it does
     */
    public static boolean isTraining() {
        Operators.engine();
        return JniUtils.isGradMode();
    }

    /**
     * Switches recording off for a block of code; blocks nest.
     *
     * @return a guard to close on the same thread, which restores what was
     */
    public static Guard noGrad() {
        return new Guard(false);
    }

    /**
     * Switches recording on for a block of code; blocks nest.
     *
     * @return a guard to close on the same thread, which restores what was
     */
    public static Guard grad() {
        return new Guard(true);
    }

    /**
     * Adds the gradient of a scalar to every leaf it was computed from, and frees the graph.
     * Several threads may do this at once, on graphs of their own and on shared leaves.
     *
     * @param loss one element, computed while recording
     */
    public static void backward(NDArray loss) {
        backward(loss, false);
    }

    /**
     * Adds the gradient of a scalar to every leaf it was computed from.
     *
     * @param loss one element, computed while recording
     * @param keepGraph whether the graph stays for another backward pass
     */
    public static void backward(NDArray loss, boolean keepGraph) {
        if (loss.size() != 1) {
            throw new IllegalArgumentException(
                    "Only a scalar has a gradient here, but the loss has the shape "
                            + loss.getShape()
                            + ". Reduce it with Reductions.sum or mean, or use vjp.");
        }
        try (NDArray one = Operators.call("ones_like", loss)) {
            JniUtils.backward((PtNDArray) loss, (PtNDArray) one, keepGraph, false);
        }
    }

    /**
     * The same values outside the graph; no gradient passes. Shares memory with {@code x}.
     *
     * @param x an array
     * @return a view, owned by the manager of {@code x}
     */
    public static NDArray detach(NDArray x) {
        return Operators.call("detach", x);
    }

    /**
     * Makes an array a leaf whose gradient {@link #backward} collects.
     *
     * @param x an array that was not computed from recorded operations
     * @return {@code x}
     */
    public static NDArray requireGradient(NDArray x) {
        x.setRequiresGradient(true);
        return x;
    }

    /**
     * The gradient collected by a leaf. Each call makes a new handle to the same memory: close it,
     * or be inside a scope.
     *
     * @param leaf an array that requires its gradient
     * @return the gradient, shaped as {@code leaf}, owned by its manager; changing it changes the
     *     stored one
     * @throws IllegalStateException if no backward pass has reached the leaf
     */
    public static NDArray gradient(NDArray leaf) {
        NDArray g = JniUtils.getGradient((PtNDArray) leaf);
        if (g == null) {
            throw new IllegalStateException(
                    "No gradient has reached this array of shape "
                            + leaf.getShape()
                            + ": no backward pass has run since it was made, or nothing of the loss"
                            + " depends on it.");
        }
        return g;
    }

    /**
     * Whether a backward pass has left a gradient on a leaf.
     *
     * @param leaf an array
     * @return true if {@link #gradient} will return one
     */
    public static boolean hasGradient(NDArray leaf) {
        try (NDArray g = JniUtils.getGradient((PtNDArray) leaf)) {
            return g != null;
        }
    }

    /**
     * The product v&#x1d40; J of a vector with the Jacobian of {@code y} at {@code x}, without
     * touching stored gradients.
     *
     * @param y an output, computed from {@code x} while recording
     * @param x an input that requires its gradient, or an inner value of the graph
     * @param v shaped as {@code y}
     * @param createGraph whether the result can itself be differentiated
     * @return shaped as {@code x}; zeros if {@code y} does not depend on it
     */
    public static NDArray vjp(NDArray y, NDArray x, NDArray v, boolean createGraph) {
        return Operators.call("vjp", y, x, v, createGraph);
    }

    /**
     * As {@link #vjp}, for several inputs in one backward pass.
     *
     * @param y an output, computed from the inputs while recording
     * @param x inputs
     * @param v shaped as {@code y}
     * @param createGraph whether the results can themselves be differentiated
     * @return one gradient per input, shaped as it
     */
    public static NDList gradients(NDArray y, List<NDArray> x, NDArray v, boolean createGraph) {
        return Operators.callList("gradients", y, x, v, createGraph);
    }

    /**
     * The product J v of the Jacobian of {@code y} at {@code x} with a vector, by differentiating
     * the vector-Jacobian product (the double-backward trick).
     *
     * @param y an output, computed from {@code x} while recording
     * @param x an input that requires its gradient
     * @param v shaped as {@code x}
     * @param createGraph whether the result can itself be differentiated
     * @return shaped as {@code y}
     */
    public static NDArray jvp(NDArray y, NDArray x, NDArray v, boolean createGraph) {
        try (Guard recording = grad()) {
            return Operators.call("jvp", y, x, v, recording.on() && createGraph);
        }
    }

    /** Restores the thread's gradient mode when closed. */
    public static final class Guard implements AutoCloseable {
        private final boolean previous;
        private final boolean on;

        private Guard(boolean on) {
            this.previous = isTraining();
            this.on = on;
            JniUtils.setGradMode(on);
        }

        /**
         * The mode inside the guard.
         *
         * @return true if gradients are recorded
         */
        public boolean on() {
            return on;
        }

        @Override
        public void close() {
            JniUtils.setGradMode(previous);
        }
    }
}
