package org.syrinx.api;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Two stages of a pipeline do not fit. The message names every differing field with both values.
 */
public class LatentMismatchException extends SyrinxException {
    private static final long serialVersionUID = 1L;

    /** The differing fields. */
    private final transient List<LatentSpec.Difference> differences;

    /**
     * Creates the error.
     *
     * @param producer the name of the stage that makes the latent
     * @param made its spec
     * @param consumer the name of the stage that wants one
     * @param wanted its spec
     * @param adapter a sentence that names an installed adapter, or says that none is installed
     */
    public LatentMismatchException(
            String producer, LatentSpec made, String consumer, LatentSpec wanted, String adapter) {
        super(
                consumer + " to be given the latent that it wants, \"" + wanted.id() + "\"",
                producer
                        + " does not fit "
                        + consumer
                        + ": "
                        + made.differences(wanted).stream()
                                .map(LatentSpec.Difference::toString)
                                .collect(Collectors.joining(", ")),
                adapter);
        this.differences = made.differences(wanted);
    }

    /**
     * The differing fields.
     *
     * @return at least one difference
     */
    public List<LatentSpec.Difference> differences() {
        return differences;
    }
}
