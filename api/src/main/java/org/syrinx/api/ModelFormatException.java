package org.syrinx.api;

/**
 * A model folder or file was refused: malformed, not of the expected family, or with missing,
 * unexpected or mis-shaped tensors. Nothing native has been allocated when this is thrown, and
 * whatever was serving still serves.
 */
public class ModelFormatException extends SyrinxException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param expected the rule that was broken
     * @param found what the file holds, naming the file and the tensor or field
     * @param action what the reader can do
     */
    public ModelFormatException(String expected, String found, String action) {
        super(expected, found, action);
    }

    /**
     * Creates the error with a cause.
     *
     * @param expected the rule that was broken
     * @param found what the file holds
     * @param action what the reader can do
     * @param cause the underlying failure
     */
    public ModelFormatException(String expected, String found, String action, Throwable cause) {
        super(expected, found, action, cause);
    }
}
