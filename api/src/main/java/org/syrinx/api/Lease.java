package org.syrinx.api;

import org.osgi.annotation.versioning.ConsumerType;

/** A promise that a stage stays able to serve; see {@link Stage#lease()}. */
@ConsumerType
@FunctionalInterface
public interface Lease extends AutoCloseable {
    /** The lease of a stage that has nothing to free. */
    Lease NOTHING_TO_FREE = () -> {};

    /** Ends the promise. Any thread; closing twice is harmless. */
    @Override
    void close();
}
