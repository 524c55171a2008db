package org.syrinx.audio.dsp;

/**
 * A transform of any size as a convolution with a chirp, through a transform of a power of two:
 * with nk = (n^2 + k^2 - (k - n)^2) / 2. Immutable.
 */
final class Bluestein {
    private final int size;
    private final Fft padded;
    private final double[] chirpRe;
    private final double[] chirpIm;
    private final double[] kernelRe;
    private final double[] kernelIm;

    Bluestein(int size) {
        this.size = size;
        int length = Integer.highestOneBit(Math.max(1, 2 * size - 2)) * 2;
        padded = new Fft(length);
        chirpRe = new double[size];
        chirpIm = new double[size];
        kernelRe = new double[length];
        kernelIm = new double[length];
        for (int n = 0; n < size; n++) {
            // the square modulo 2N keeps the angle small, and so exact
            double angle = Math.PI * ((long) n * n % (2L * size)) / size;
            chirpRe[n] = Math.cos(angle);
            chirpIm[n] = -Math.sin(angle);
            kernelRe[n] = chirpRe[n];
            kernelIm[n] = -chirpIm[n];
            kernelRe[(length - n) % length] = kernelRe[n];
            kernelIm[(length - n) % length] = kernelIm[n];
        }
        padded.forward(kernelRe, kernelIm);
    }

    void transform(double[] re, double[] im) {
        double[] ar = new double[padded.size()];
        double[] ai = new double[padded.size()];
        for (int n = 0; n < size; n++) {
            ar[n] = re[n] * chirpRe[n] - im[n] * chirpIm[n];
            ai[n] = re[n] * chirpIm[n] + im[n] * chirpRe[n];
        }
        padded.forward(ar, ai);
        for (int k = 0; k < ar.length; k++) {
            double real = ar[k] * kernelRe[k] - ai[k] * kernelIm[k];
            ai[k] = ar[k] * kernelIm[k] + ai[k] * kernelRe[k];
            ar[k] = real;
        }
        padded.inverse(ar, ai);
        for (int n = 0; n < size; n++) {
            re[n] = ar[n] * chirpRe[n] - ai[n] * chirpIm[n];
            im[n] = ar[n] * chirpIm[n] + ai[n] * chirpRe[n];
        }
    }
}
