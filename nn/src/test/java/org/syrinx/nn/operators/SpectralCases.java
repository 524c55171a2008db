package org.syrinx.nn.operators;

import static org.syrinx.nn.operators.OperatorCase.of;

import java.util.List;
import org.syrinx.nn.Spectral;

/** Fourier transforms, against the defining sums. */
final class SpectralCases {
    private static final int FFT = 8;
    private static final int HOP = 3;
    private static final Nd WINDOW =
            Nd.of(Nd.dims(6), i -> 0.5 - 0.5 * Math.cos(2 * Math.PI * (i[0] + 0.5) / 6));

    private SpectralCases() {}

    static List<OperatorCase> all() {
        Nd x = Nd.random(61, -1, 1, 2, 16);
        Nd spectrum = Nd.random(62, -1, 1, 1, 5, 4, 2);
        return List.of(
                of(
                        "Spectral.stft",
                        List.of(x, WINDOW),
                        a -> Spectral.stft(a[0], a[1], FFT, HOP, 6, true),
                        a -> stft(mirrored(a[0], FFT / 2), a[1])),
                of(
                        "Spectral.stft",
                        List.of(x, WINDOW),
                        a -> Spectral.stft(a[0], a[1], FFT, HOP, 6, false),
                        a -> stft(a[0], a[1])),
                of(
                        "Spectral.magnitude",
                        List.of(spectrum),
                        a -> Spectral.magnitude(a[0], 1e-3),
                        a ->
                                Nd.of(
                                        Nd.dims(1, 5, 4),
                                        i -> {
                                            double re = a[0].at(i[0], i[1], i[2], 0);
                                            double im = a[0].at(i[0], i[1], i[2], 1);
                                            return Math.sqrt(re * re + im * im + 1e-3);
                                        })),
                of(
                        "Spectral.istft",
                        List.of(spectrum),
                        a ->
                                Spectral.istft(
                                        a[0],
                                        WINDOW.array(OperatorCase.manager()),
                                        FFT,
                                        HOP,
                                        6,
                                        true,
                                        -1),
                        a -> istft(a[0], 9)),
                of(
                        "Spectral.istft",
                        List.of(spectrum),
                        a ->
                                Spectral.istft(
                                        a[0],
                                        WINDOW.array(OperatorCase.manager()),
                                        FFT,
                                        HOP,
                                        6,
                                        true,
                                        7),
                        a -> istft(a[0], 7)),
                of(
                        "Spectral.rfft",
                        List.of(x),
                        a -> Spectral.rfft(a[0], 6),
                        a ->
                                Nd.of(
                                        Nd.dims(2, 4, 2),
                                        i -> part(n -> a[0].at(i[0], n), 6, i[1], i[2]))),
                of(
                        "Spectral.irfft",
                        List.of(Nd.random(63, -1, 1, 2, 4, 2)),
                        a -> Spectral.irfft(a[0], 6),
                        a ->
                                Nd.of(
                                        Nd.dims(2, 6),
                                        i ->
                                                inverse(
                                                        k -> a[0].at(i[0], k, 0),
                                                        k -> a[0].at(i[0], k, 1),
                                                        6,
                                                        i[1]))));
    }

    private interface Sequence {
        double at(int n);
    }

    /** Real (part 0) or imaginary (part 1) part of the k-th coefficient. */
    private static double part(Sequence x, int size, int k, int part) {
        double s = 0;
        for (int n = 0; n < size; n++) {
            double phase = -2 * Math.PI * k * n / size;
            s += x.at(n) * (part == 0 ? Math.cos(phase) : Math.sin(phase));
        }
        return s;
    }

    /** Sample n of the real signal with the given one-sided spectrum. */
    private static double inverse(Sequence re, Sequence im, int size, int n) {
        double s = re.at(0) + re.at(size / 2) * Math.cos(Math.PI * n);
        for (int k = 1; k < size / 2; k++) {
            double phase = 2 * Math.PI * k * n / size;
            s += 2 * (re.at(k) * Math.cos(phase) - im.at(k) * Math.sin(phase));
        }
        return s / size;
    }

    private static Nd mirrored(Nd x, int by) {
        int n = x.dim(1);
        return Nd.of(
                Nd.dims(x.dim(0), n + 2 * by),
                i -> {
                    int t = Math.abs(i[1] - by);
                    return x.at(i[0], t < n ? t : 2 * (n - 1) - t);
                });
    }

    /** The window, centred in the transform. */
    private static double window(Nd w, int n) {
        int left = (FFT - w.dim(0)) / 2;
        return n < left || n >= left + w.dim(0) ? 0 : w.at(n - left);
    }

    private static Nd stft(Nd x, Nd w) {
        int frames = (x.dim(1) - FFT) / HOP + 1;
        return Nd.of(
                Nd.dims(x.dim(0), FFT / 2 + 1, frames, 2),
                i -> part(n -> window(w, n) * x.at(i[0], i[2] * HOP + n), FFT, i[1], i[3]));
    }

    /**
     * Overlap-add of windowed inverse transforms over the sum of squared windows (Griffin and Lim
     * 1984, eq. 6).
     */
    private static Nd istft(Nd s, int length) {
        return Nd.of(
                Nd.dims(1, length),
                i -> {
                    double sum = 0;
                    double weight = 0;
                    for (int t = 0; t < s.dim(2); t++) {
                        int frame = t;
                        int n = i[1] + FFT / 2 - t * HOP;
                        if (n >= 0 && n < FFT) {
                            double w = window(WINDOW, n);
                            sum +=
                                    w
                                            * inverse(
                                                    k -> s.at(0, k, frame, 0),
                                                    k -> s.at(0, k, frame, 1),
                                                    FFT,
                                                    n);
                            weight += w * w;
                        }
                    }
                    return sum / weight;
                });
    }
}
