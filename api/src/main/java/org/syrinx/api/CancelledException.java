package org.syrinx.api;

/**
 * The caller cancelled the work. Not a failure of any stage: it never counts towards a quarantine.
 */
public class CancelledException extends SyrinxException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the signal.
     *
     * @param phase what was being done
     */
    public CancelledException(String phase) {
        super(
                "the work to finish",
                "cancelled while " + phase,
                "start it again if it is still wanted");
    }
}
