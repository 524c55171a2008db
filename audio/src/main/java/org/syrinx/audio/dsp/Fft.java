package org.syrinx.audio.dsp;

import org.syrinx.api.SyrinxException;

/**
 * The discrete Fourier transform of one size, in double precision: X[k] = sum x[n] exp(-2 pi i k n
 * / N), inverse scaled by 1/N.
 *
 * <p>Sizes whose prime factors are 2, 3 and 5 run as a mixed-radix Stockham transform (P. N.
 * Swarztrauber, "FFT algorithms for vector computers", 1984); all others by L. Bluestein's chirp
 * convolution (1970). Real input of even size costs half.
 *
 * <p>Immutable; safe from any thread; each call allocates its own scratch space.
 */
public final class Fft {
    private final int size;
    private final int[] radices; // null: Bluestein
    private final double[] cos;
    private final double[] sin;
    private final Bluestein bluestein;
    private final Fft half; // for real input of even size

    /**
     * Prepares the tables.
     *
     * @param size number of points, at least 1
     * @throws SyrinxException if the size is not positive
     */
    public Fft(int size) {
        this(size, size % 2 == 0);
    }

    private Fft(int size, boolean real) {
        if (size < 1) {
            throw new SyrinxException(
                    "a transform of at least one point", "a size of " + size, "pass a size");
        }
        this.size = size;
        this.radices = factor(size);
        this.cos = new double[size];
        this.sin = new double[size];
        for (int i = 0; i < size; i++) {
            double angle = 2 * Math.PI * i / size;
            cos[i] = Math.cos(angle);
            sin[i] = Math.sin(angle);
        }
        this.bluestein = radices == null ? new Bluestein(size) : null;
        this.half = real && size > 1 ? new Fft(size / 2, false) : null;
    }

    private static int[] factor(int size) {
        int[] found = new int[32];
        int count = 0;
        int rest = size;
        for (int radix : new int[] {4, 2, 3, 5}) {
            while (rest % radix == 0) {
                found[count++] = radix;
                rest /= radix;
            }
        }
        return rest == 1 ? java.util.Arrays.copyOf(found, count) : null;
    }

    /**
     * The size.
     *
     * @return number of points
     */
    public int size() {
        return size;
    }

    /**
     * Complex transform in place.
     *
     * @param re real parts, {@code size} values, overwritten
     * @param im imaginary parts, {@code size} values, overwritten
     */
    public void forward(double[] re, double[] im) {
        if (bluestein != null) {
            bluestein.transform(re, im);
            return;
        }
        double[] ar = re;
        double[] ai = im;
        double[] br = new double[size];
        double[] bi = new double[size];
        int stride = 1;
        int n = size;
        for (int radix : radices) {
            if (radix == 4) {
                passFour(n, stride, ar, ai, br, bi);
            } else {
                pass(radix, n, stride, ar, ai, br, bi);
            }
            double[] swap = ar;
            ar = br;
            br = swap;
            swap = ai;
            ai = bi;
            bi = swap;
            n /= radix;
            stride *= radix;
        }
        if (ar != re) {
            System.arraycopy(ar, 0, re, 0, size);
            System.arraycopy(ai, 0, im, 0, size);
        }
    }

    /**
     * Inverse complex transform in place, scaled by 1/N.
     *
     * @param re real parts, {@code size} values, overwritten
     * @param im imaginary parts, {@code size} values, overwritten
     */
    public void inverse(double[] re, double[] im) {
        forward(im, re); // swapping the parts conjugates twice
        for (int i = 0; i < size; i++) {
            re[i] /= size;
            im[i] /= size;
        }
    }

    /**
     * Transform of real input: the non-redundant bins 0 to N/2.
     *
     * @param x {@code size} samples, not modified
     * @param re receives size/2 + 1 real parts
     * @param im receives size/2 + 1 imaginary parts
     */
    public void realForward(double[] x, double[] re, double[] im) {
        if (half == null) {
            double[] fullRe = x.clone();
            double[] fullIm = new double[size];
            forward(fullRe, fullIm);
            System.arraycopy(fullRe, 0, re, 0, size / 2 + 1);
            System.arraycopy(fullIm, 0, im, 0, size / 2 + 1);
            return;
        }
        int h = size / 2;
        double[] zr = new double[h];
        double[] zi = new double[h];
        for (int i = 0; i < h; i++) {
            zr[i] = x[2 * i];
            zi[i] = x[2 * i + 1];
        }
        half.forward(zr, zi);
        for (int k = 0; k <= h; k++) {
            int a = k % h;
            int b = (h - k) % h;
            double evenRe = (zr[a] + zr[b]) / 2;
            double evenIm = (zi[a] - zi[b]) / 2;
            double oddRe = (zi[a] + zi[b]) / 2;
            double oddIm = (zr[b] - zr[a]) / 2;
            re[k] = evenRe + oddRe * cos[k] + oddIm * sin[k];
            im[k] = evenIm + oddIm * cos[k] - oddRe * sin[k];
        }
    }

    /**
     * The real signal of a half spectrum. The imaginary parts of bin 0 and, for even sizes, of bin
     * N/2 have no meaning and are ignored.
     *
     * @param re size/2 + 1 real parts, not modified
     * @param im size/2 + 1 imaginary parts, not modified
     * @param x receives {@code size} samples
     */
    public void realInverse(double[] re, double[] im, double[] x) {
        if (half == null) {
            double[] fullRe = new double[size];
            double[] fullIm = new double[size];
            fullRe[0] = re[0];
            for (int k = 1; k <= size / 2; k++) {
                fullRe[k] = re[k];
                fullIm[k] = im[k];
                fullRe[size - k] = re[k];
                fullIm[size - k] = -im[k];
            }
            inverse(fullRe, fullIm);
            System.arraycopy(fullRe, 0, x, 0, size);
            return;
        }
        int h = size / 2;
        double[] zr = new double[h];
        double[] zi = new double[h];
        for (int k = 0; k < h; k++) {
            double imK = k == 0 ? 0 : im[k];
            double imMirror = k == 0 ? 0 : im[h - k];
            double evenRe = (re[k] + re[h - k]) / 2;
            double evenIm = (imK - imMirror) / 2;
            double diffRe = (re[k] - re[h - k]) / 2;
            double diffIm = (imK + imMirror) / 2;
            double oddRe = diffRe * cos[k] - diffIm * sin[k];
            double oddIm = diffIm * cos[k] + diffRe * sin[k];
            zr[k] = evenRe - oddIm;
            zi[k] = evenIm + oddRe;
        }
        half.inverse(zr, zi);
        for (int i = 0; i < h; i++) {
            x[2 * i] = zr[i];
            x[2 * i + 1] = zi[i];
        }
    }

    /** One decimation-in-frequency pass with self-sorting output. */
    private void pass(int radix, int n, int s, double[] xr, double[] xi, double[] yr, double[] yi) {
        int m = n / radix;
        int unit = size / n; // exp(-2 pi i / n) is table entry `unit`
        double[] ar = new double[radix];
        double[] ai = new double[radix];
        for (int p = 0; p < m; p++) {
            for (int q = 0; q < s; q++) {
                for (int k = 0; k < radix; k++) {
                    ar[k] = xr[q + s * (p + m * k)];
                    ai[k] = xi[q + s * (p + m * k)];
                }
                butterfly(radix, ar, ai);
                int out = q + s * radix * p;
                yr[out] = ar[0];
                yi[out] = ai[0];
                for (int j = 1; j < radix; j++) {
                    double c = cos[unit * p * j];
                    double d = sin[unit * p * j];
                    yr[out + s * j] = ar[j] * c + ai[j] * d;
                    yi[out + s * j] = ai[j] * c - ar[j] * d;
                }
            }
        }
    }

    /** The same pass for radix 4, unrolled: almost all of the time of almost all transforms. */
    private void passFour(int n, int s, double[] xr, double[] xi, double[] yr, double[] yi) {
        int m = n / 4;
        int unit = size / n;
        for (int p = 0; p < m; p++) {
            double c1 = cos[unit * p];
            double s1 = sin[unit * p];
            double c2 = cos[unit * p * 2];
            double s2 = sin[unit * p * 2];
            double c3 = cos[unit * p * 3];
            double s3 = sin[unit * p * 3];
            int in0 = s * p;
            int in1 = in0 + s * m;
            int in2 = in1 + s * m;
            int in3 = in2 + s * m;
            int out0 = 4 * s * p;
            int out1 = out0 + s;
            int out2 = out1 + s;
            int out3 = out2 + s;
            for (int q = 0; q < s; q++) {
                double aRe = xr[in0 + q] + xr[in2 + q];
                double aIm = xi[in0 + q] + xi[in2 + q];
                double bRe = xr[in0 + q] - xr[in2 + q];
                double bIm = xi[in0 + q] - xi[in2 + q];
                double cRe = xr[in1 + q] + xr[in3 + q];
                double cIm = xi[in1 + q] + xi[in3 + q];
                double dRe = xr[in1 + q] - xr[in3 + q];
                double dIm = xi[in1 + q] - xi[in3 + q];
                yr[out0 + q] = aRe + cRe;
                yi[out0 + q] = aIm + cIm;
                double re = bRe + dIm;
                double im = bIm - dRe;
                yr[out1 + q] = re * c1 + im * s1;
                yi[out1 + q] = im * c1 - re * s1;
                re = aRe - cRe;
                im = aIm - cIm;
                yr[out2 + q] = re * c2 + im * s2;
                yi[out2 + q] = im * c2 - re * s2;
                re = bRe - dIm;
                im = bIm + dRe;
                yr[out3 + q] = re * c3 + im * s3;
                yi[out3 + q] = im * c3 - re * s3;
            }
        }
    }

    private static void butterfly(int radix, double[] r, double[] i) {
        switch (radix) {
            case 2 -> {
                double tr = r[1];
                double ti = i[1];
                r[1] = r[0] - tr;
                i[1] = i[0] - ti;
                r[0] += tr;
                i[0] += ti;
            }
            case 3 -> three(r, i);
            default -> five(r, i);
        }
    }

    private static void three(double[] r, double[] i) {
        double sumRe = r[1] + r[2];
        double sumIm = i[1] + i[2];
        double difRe = (r[1] - r[2]) * SIN_60;
        double difIm = (i[1] - i[2]) * SIN_60;
        double midRe = r[0] - sumRe / 2;
        double midIm = i[0] - sumIm / 2;
        r[0] += sumRe;
        i[0] += sumIm;
        r[1] = midRe + difIm;
        i[1] = midIm - difRe;
        r[2] = midRe - difIm;
        i[2] = midIm + difRe;
    }

    private static void five(double[] r, double[] i) {
        double s1Re = r[1] + r[4];
        double s1Im = i[1] + i[4];
        double d1Re = r[1] - r[4];
        double d1Im = i[1] - i[4];
        double s2Re = r[2] + r[3];
        double s2Im = i[2] + i[3];
        double d2Re = r[2] - r[3];
        double d2Im = i[2] - i[3];
        double aRe = r[0] + COS_72 * s1Re + COS_144 * s2Re;
        double aIm = i[0] + COS_72 * s1Im + COS_144 * s2Im;
        double bRe = r[0] + COS_144 * s1Re + COS_72 * s2Re;
        double bIm = i[0] + COS_144 * s1Im + COS_72 * s2Im;
        double cRe = SIN_72 * d1Re + SIN_144 * d2Re;
        double cIm = SIN_72 * d1Im + SIN_144 * d2Im;
        double eRe = SIN_144 * d1Re - SIN_72 * d2Re;
        double eIm = SIN_144 * d1Im - SIN_72 * d2Im;
        r[0] += s1Re + s2Re;
        i[0] += s1Im + s2Im;
        r[1] = aRe + cIm;
        i[1] = aIm - cRe;
        r[2] = bRe + eIm;
        i[2] = bIm - eRe;
        r[3] = bRe - eIm;
        i[3] = bIm + eRe;
        r[4] = aRe - cIm;
        i[4] = aIm + cRe;
    }

    private static final double SIN_60 = Math.sin(Math.PI / 3);
    private static final double COS_72 = Math.cos(2 * Math.PI / 5);
    private static final double COS_144 = Math.cos(4 * Math.PI / 5);
    private static final double SIN_72 = Math.sin(2 * Math.PI / 5);
    private static final double SIN_144 = Math.sin(4 * Math.PI / 5);
}
