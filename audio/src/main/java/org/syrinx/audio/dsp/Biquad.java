package org.syrinx.audio.dsp;

/** A second-order recursive filter in transposed direct form II. State: one thread at a time. */
final class Biquad {
    private final double b0;
    private final double b1;
    private final double b2;
    private final double a1;
    private final double a2;
    private double z1;
    private double z2;

    Biquad(double b0, double b1, double b2, double a1, double a2) {
        this.b0 = b0;
        this.b1 = b1;
        this.b2 = b2;
        this.a1 = a1;
        this.a2 = a2;
    }

    /**
     * First stage of the K-weighting of BS.1770: a shelf of +4 dB. The standard gives coefficients
     * for 48 kHz only; these analogue parameters reproduce them there through the bilinear
     * transform and carry the curve to any rate (B. De Man, "Evaluation of implementations of the
     * EBU R128 loudness measurement", AES 145, 2018).
     */
    static Biquad shelf(int rate) {
        double k = Math.tan(Math.PI * 1681.974450955533 / rate);
        double q = 0.7071752369554196;
        double high = Math.pow(10, 3.999843853973347 / 20);
        double band = Math.pow(high, 0.4996667741545416);
        double a0 = 1 + k / q + k * k;
        return new Biquad(
                (high + band * k / q + k * k) / a0,
                2 * (k * k - high) / a0,
                (high - band * k / q + k * k) / a0,
                2 * (k * k - 1) / a0,
                (1 - k / q + k * k) / a0);
    }

    /** Second stage: the high-pass (RLB weighting), with the standard's numerator 1, -2, 1. */
    static Biquad highPass(int rate) {
        double k = Math.tan(Math.PI * 38.13547087602444 / rate);
        double q = 0.5003270373238773;
        double a0 = 1 + k / q + k * k;
        return new Biquad(1, -2, 1, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0);
    }

    double[] coefficients() {
        return new double[] {b0, b1, b2, a1, a2};
    }

    double step(double x) {
        double y = b0 * x + z1;
        z1 = b1 * x - a1 * y + z2;
        z2 = b2 * x - a2 * y;
        return y;
    }
}
