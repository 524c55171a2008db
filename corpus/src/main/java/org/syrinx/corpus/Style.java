package org.syrinx.corpus;

import java.util.Locale;

/** Ways of speaking, each a set of factors on the teacher's controls and on its sound. */
public enum Style {
    /** As the voice is. */
    NEUTRAL(1, 1, 0, -23, 0),
    /** Slower, lower, flatter, quieter, darker. */
    SOFT(1.08, 0.94, 8, -33, -6),
    /** Higher, more lively, louder, brighter. */
    LOUD(1.05, 1.15, 20, -18, 4),
    /** Faster, much higher, with a wide pitch range. */
    EXCITED(0.88, 1.2, 40, -20, 2),
    /** Three quarters of the duration. */
    FAST(0.75, 1.03, 0, -23, 0),
    /** A third longer. */
    SLOW(1.35, 0.97, 0, -23, 0);

    private final double duration;
    private final double f0;
    private final double f0Spread;
    private final double level;
    private final double tilt;

    Style(double duration, double f0, double f0Spread, double level, double tilt) {
        this.duration = duration;
        this.f0 = f0;
        this.f0Spread = f0Spread;
        this.level = level;
        this.tilt = tilt;
    }

    /**
     * The name in manifests.
     *
     * @return lower case
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Factor on durations.
     *
     * @return 1 for neutral
     */
    public double duration() {
        return duration;
    }

    /**
     * Factor on mean pitch.
     *
     * @return 1 for neutral
     */
    public double f0() {
        return f0;
    }

    /**
     * Standard deviation of pitch.
     *
     * @return Hz, or 0 for the voice's own
     */
    public double f0Spread() {
        return f0Spread;
    }

    /**
     * Active level, the RMS over 10 ms frames within 30 dB of the loudest.
     *
     * @return dBFS
     */
    public double level() {
        return level;
    }

    /**
     * Gain above 1.5 kHz relative to below (first-order shelf): vocal effort tilts the spectrum.
     *
     * @return dB
     */
    public double tilt() {
        return tilt;
    }
}
