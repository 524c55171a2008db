package org.syrinx.api;

/**
 * A value that no stage may make: a latent of another shape than its spec says, a conditioning of
 * no frames, sound at no rate. It comes from the constructors of these values. Whoever meets it
 * corrects the code that made the value; no other prompt helps. So a pipeline counts it as a fault
 * of the stage that was running, which an ordinary {@link SyrinxException} of a stage is not.
 */
public class ContractException extends SyrinxException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param expected what was expected, as a sentence without a final full stop
     * @param found what was found instead
     * @param action what the reader can do about it
     */
    public ContractException(String expected, String found, String action) {
        super(expected, found, action);
    }
}
