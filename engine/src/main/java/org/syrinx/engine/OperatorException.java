package org.syrinx.engine;

/**
 * An operator refused its arguments. The message names the operator, the shape and type of every
 * argument, and PyTorch's own reason.
 */
public final class OperatorException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an error.
     *
     * @param message the operator, its arguments and the reason
     * @param cause the engine's exception, with PyTorch's full trace
     */
    public OperatorException(String message, Throwable cause) {
        super(message, cause);
    }
}
