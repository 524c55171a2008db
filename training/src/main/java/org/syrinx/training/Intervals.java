package org.syrinx.training;

/**
 * Steps between reports.
 *
 * @param log between lines of the log
 * @param validation between validations
 * @param sample between samples; 0 for none
 * @param checkpoint between checkpoints
 */
public record Intervals(int log, int validation, int sample, int checkpoint) {
    /**
     * Reads the object {@code every} of a training configuration. Defaults: 20, 1000, 5000, 1000.
     *
     * @param f the object's fields
     * @return the intervals
     */
    public static Intervals of(Fields f) {
        Intervals every =
                new Intervals(
                        f.integer("log", 20, 1, Integer.MAX_VALUE),
                        f.integer("validation", 1000, 1, Integer.MAX_VALUE),
                        f.integer("sample", 5000, 0, Integer.MAX_VALUE),
                        f.integer("checkpoint", 1000, 1, Integer.MAX_VALUE));
        f.requireAllUsed();
        return every;
    }
}
