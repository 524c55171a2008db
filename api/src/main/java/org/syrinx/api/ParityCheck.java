package org.syrinx.api;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Compares a model with the tensors that its reference implementation computed. For anyone who
 * converts a checkpoint: {@code ./syrinx parity DIR}.
 *
 * <p>A folder holds the model files, {@code case.json} (the input) and {@code expected.safetensors}
 * (the tensors, with the recorded noise).
 */
@ConsumerType
public interface ParityCheck {
    /**
     * The family that it checks.
     *
     * @return for example {@code "vits"}
     */
    String id();

    /**
     * Whether the folder is a case of this family.
     *
     * @param folder an existing folder
     * @return true if {@link #check} should be asked
     */
    boolean accepts(Path folder);

    /**
     * Runs the comparison.
     *
     * @param folder a case
     * @param progress progress and cancellation
     * @return one row for every tensor that the case records or the family can compute
     * @throws SyrinxException if the folder cannot be read
     */
    Report check(Path folder, Progress progress);

    /**
     * The result.
     *
     * @param family the family
     * @param rows one for every tensor
     */
    record Report(String family, List<Row> rows) {
        /**
         * Whether everything that was expected was compared and lies within tolerance, and at least
         * one tensor was compared.
         *
         * @return true for a pass
         */
        public boolean passed() {
            return rows.stream().anyMatch(r -> r.status() == Status.OK)
                    && rows.stream()
                            .allMatch(r -> r.status() == Status.OK || r.status() == Status.INPUT);
        }
    }

    /**
     * One tensor.
     *
     * @param tensor its name in {@code expected.safetensors}
     * @param maxAbsolute the largest absolute error, NaN if not compared
     * @param maxRelative the largest error relative to the largest reference magnitude, NaN if not
     *     compared
     * @param tolerance the rule that was applied, for people
     * @param status the verdict
     * @param detail one sentence when the status is neither OK nor INPUT
     */
    record Row(
            String tensor,
            double maxAbsolute,
            double maxRelative,
            String tolerance,
            Status status,
            String detail) {}

    /** The verdict on a tensor. */
    enum Status {
        /** Within tolerance. */
        OK,
        /** Recorded noise that was injected. */
        INPUT,
        /** Beyond tolerance, or of another shape. */
        DIFFERS,
        /** Expected but not there. */
        MISSING,
        /** There, but unknown to the family, so not compared. */
        UNKNOWN
    }
}
