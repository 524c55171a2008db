package org.syrinx.plugin.vits.internal;

/**
 * How far a tensor may be off, spec 6.4: absolute error at most {@code absolute + relative
 * max|reference|}.
 */
enum Tolerance {
    /** Through text encoder and duration predictor. */
    TEXT(1e-6, 5e-6, "5e-6 max|ref| + 1e-6"),
    /** Latents. */
    LATENT(0, 1e-5, "1e-5 max|ref|"),
    /** Sound. */
    WAVEFORM(1e-5, 0, "1e-5 absolute"),
    /** Integers. */
    EXACT(0, 0, "exact");

    private final double absolute;
    private final double relative;
    private final String rule;

    Tolerance(double absolute, double relative, String rule) {
        this.absolute = absolute;
        this.relative = relative;
        this.rule = rule;
    }

    /** Whether an error is within it; a NaN is not. */
    boolean allows(double error, double largestReference) {
        return error <= absolute + relative * largestReference;
    }

    /** For people. */
    String rule() {
        return rule;
    }
}
