package org.syrinx.launcher.internal.pipeline;

/**
 * Carries what the caller's own listener threw through a stage, so that it is not taken for the
 * stage's fault.
 */
final class ListenerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ListenerException(Throwable thrown) {
        super(thrown);
    }

    /** Throws what the listener threw. */
    RuntimeException unwrap() {
        if (getCause() instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) getCause();
    }
}
