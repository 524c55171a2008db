package org.syrinx.engine;

/**
 * The native libraries cannot be used here: an unsupported platform, missing or mixed native jars,
 * or a process that has already bound them to another class loader. The message is one or two whole
 * sentences for the person at the keyboard.
 */
public final class EngineUnavailableException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an error.
     *
     * @param message whole sentences: what is wrong, and what to do about it
     */
    public EngineUnavailableException(String message) {
        super(message);
    }

    /**
     * Creates an error with its cause.
     *
     * @param message whole sentences: what is wrong, and what to do about it
     * @param cause the underlying failure
     */
    public EngineUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
