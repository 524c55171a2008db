package org.syrinx.api;

import ai.djl.ndarray.NDArray;
import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A sequence of latent frames on a device, with its meaning.
 *
 * <p>Ownership: a latent owns its tensor. Whoever receives one from a method closes it, unless the
 * method says otherwise; a stage that is handed one must not close or change it. Closing twice is
 * harmless. Not thread-safe.
 */
@ProviderType
public final class Latent implements AutoCloseable {
    private final NDArray frames;
    private final LatentSpec spec;
    private boolean closed;

    /**
     * Takes ownership of a tensor.
     *
     * @param frames {@code (1, C, T)}, C = {@code spec.channels()}; detached from any scope, so
     *     that it outlives the call
     * @param spec what the frames mean
     * @throws ContractException if the shape does not agree with the spec
     */
    public Latent(NDArray frames, LatentSpec spec) {
        this.frames = Objects.requireNonNull(frames, "frames");
        this.spec = Objects.requireNonNull(spec, "spec");
        if (frames.getShape().dimension() != 3
                || frames.getShape().get(0) != 1
                || frames.getShape().get(1) != spec.channels()) {
            throw new ContractException(
                    "a latent of shape (1, "
                            + spec.channels()
                            + ", frames) for \""
                            + spec.id()
                            + "\"",
                    "shape " + frames.getShape(),
                    "correct the stage that made it");
        }
    }

    /**
     * The frames.
     *
     * @return {@code (1, C, T)}; valid until this latent is closed, to be treated as read-only
     */
    public NDArray frames() {
        if (closed) {
            throw new IllegalStateException("this latent has been closed");
        }
        return frames;
    }

    /**
     * The meaning.
     *
     * @return the spec
     */
    public LatentSpec spec() {
        return spec;
    }

    /**
     * Number of frames.
     *
     * @return T
     */
    public long length() {
        return frames().getShape().get(2);
    }

    /**
     * Whether every value is a number. Copies the frames to Java: for checks between stages, not
     * for inner loops.
     *
     * @return false if a value is NaN or infinite
     */
    public boolean finite() {
        return FiniteCheck.of(frames());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            frames.close();
        }
    }
}
