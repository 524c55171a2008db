package org.syrinx.nn.models;

/**
 * How far a tensor may be off: absolute error at most {@code absolute + relative max|reference|}.
 *
 * @param absolute the absolute part, at least 0
 * @param relative the relative part, at least 0
 * @param rule the same for people
 */
public record Tolerance(double absolute, double relative, String rule) {
    /** No error at all. */
    public static final Tolerance EXACT = new Tolerance(0, 0, "exact");

    /**
     * A relative tolerance.
     *
     * @param relative of the largest magnitude of the reference
     * @return the tolerance
     */
    public static Tolerance relative(double relative) {
        return new Tolerance(0, relative, relative + " max|ref|");
    }

    /**
     * Decides.
     *
     * @param error the largest absolute error
     * @param largestReference the largest magnitude of the reference
     * @return whether it is within tolerance; a NaN is not
     */
    public boolean allows(double error, double largestReference) {
        return error <= absolute + relative * largestReference;
    }
}
