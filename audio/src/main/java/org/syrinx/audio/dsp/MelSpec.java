package org.syrinx.audio.dsp;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.SyrinxException;

/**
 * Everything that defines a mel spectrogram. Two mel spectrograms mean the same only if all of
 * these are equal; most broken vocoder pairings are one of these that differs.
 *
 * @param sampleRate Hz
 * @param stft frames, window and padding
 * @param bands number of mel bands
 * @param fMin lower edge of the first band, Hz
 * @param fMax upper edge of the last band, Hz, at most sampleRate / 2
 * @param scale the mel scale
 * @param norm normalisation of the filters
 * @param power 1: filters weigh magnitudes; 2: powers
 * @param magnitudeEpsilon added to re² + im² before the root (power 1) or the filters (power 2)
 * @param log compression of the band values
 * @param floor band values below it count as it; 0 only without compression
 */
public record MelSpec(
        int sampleRate,
        StftSpec stft,
        int bands,
        double fMin,
        double fMax,
        Scale scale,
        Norm norm,
        int power,
        double magnitudeEpsilon,
        Log log,
        double floor) {

    /** The mel scale. */
    public enum Scale {
        /** Linear below 1000 Hz, logarithmic above (M. Slaney's Auditory Toolbox; librosa). */
        SLANEY,
        /** 2595 log10(1 + f / 700). */
        HTK
    }

    /** Normalisation of each triangular filter. */
    public enum Norm {
        /** Unit area: 2 / (upper edge - lower edge). */
        SLANEY,
        /** Unit peak. */
        NONE
    }

    /** Compression of band values. */
    public enum Log {
        /** Natural logarithm. */
        NATURAL,
        /** Logarithm to base 10. */
        TEN,
        /** Decibel: 20 log10 of magnitudes, 10 log10 of powers. */
        DECIBEL,
        /** None. */
        LINEAR
    }

    public MelSpec {
        Objects.requireNonNull(stft, "stft");
        Objects.requireNonNull(scale, "scale");
        Objects.requireNonNull(norm, "norm");
        Objects.requireNonNull(log, "log");
        if (sampleRate < 1
                || bands < 1
                || !(fMin >= 0 && fMin < fMax && fMax <= sampleRate / 2.0)) {
            throw new SyrinxException(
                    "at least one band, and 0 <= fMin < fMax <= sampleRate / 2",
                    String.format(
                            Locale.ROOT,
                            "%d bands from %s to %s Hz at a sample rate of %d Hz",
                            bands,
                            fMin,
                            fMax,
                            sampleRate),
                    "correct the mel parameters");
        }
        if (power != 1 && power != 2
                || !(magnitudeEpsilon >= 0)
                || !(log == Log.LINEAR ? floor >= 0 : floor > 0)) {
            throw new SyrinxException(
                    "power 1 or 2, an epsilon of at least 0, and a floor above 0 under a logarithm",
                    "power " + power + ", epsilon " + magnitudeEpsilon + ", floor " + floor,
                    "correct the mel parameters");
        }
    }

    /**
     * VITS: 80 Slaney bands over the whole range, nFft = window 1024, hop 256, not centred,
     * reflected by (nFft - hop) / 2, magnitude root with 1e-6, natural logarithm above 1e-5.
     *
     * @param sampleRate Hz; 22050 and 16000 in the published models
     * @return the spec
     */
    public static MelSpec vits(int sampleRate) {
        return new MelSpec(
                sampleRate,
                same1024(),
                80,
                0,
                sampleRate / 2.0,
                Scale.SLANEY,
                Norm.SLANEY,
                1,
                1e-6,
                Log.NATURAL,
                1e-5);
    }

    /**
     * HiFi-GAN and Grad-TTS: as {@link #vits} at 22050 Hz, but bands to 8000 Hz and 1e-9 in the
     * root.
     *
     * @return the spec
     */
    public static MelSpec hifiGan22k() {
        return new MelSpec(
                22050,
                same1024(),
                80,
                0,
                8000,
                Scale.SLANEY,
                Norm.SLANEY,
                1,
                1e-9,
                Log.NATURAL,
                1e-5);
    }

    /**
     * Vocos and F5-TTS: 24000 Hz, 100 HTK bands without normalisation, nFft = window 1024, hop 256,
     * centred, natural logarithm above 1e-5.
     *
     * @return the spec
     */
    public static MelSpec vocos24k() {
        return new MelSpec(
                24000,
                StftSpec.centred(1024, 256),
                100,
                0,
                12000,
                Scale.HTK,
                Norm.NONE,
                1,
                0,
                Log.NATURAL,
                1e-5);
    }

    private static StftSpec same1024() {
        return new StftSpec(
                1024,
                1024,
                256,
                Windows.Shape.HANN,
                StftSpec.Padding.SAME,
                StftSpec.PadMode.REFLECT);
    }

    /**
     * Every parameter by name, in a fixed order, for comparison and for messages.
     *
     * @return an unmodifiable map of names to values as text
     */
    public Map<String, String> parameters() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("mel.bands", bands);
        all.put("mel.fmin", fMin);
        all.put("mel.fmax", fMax);
        all.put("mel.scale", scale);
        all.put("mel.norm", norm);
        all.put("mel.power", power);
        all.put("mel.epsilon", magnitudeEpsilon);
        all.put("mel.log", log);
        all.put("mel.floor", floor);
        all.put("stft.nfft", stft.nFft());
        all.put("stft.win", stft.winLength());
        all.put("stft.window", stft.window());
        all.put("stft.padding", stft.padding());
        all.put("stft.padmode", stft.padMode());
        Map<String, String> text = new LinkedHashMap<>();
        all.forEach((name, value) -> text.put(name, value.toString().toLowerCase(Locale.ROOT)));
        return java.util.Collections.unmodifiableMap(text);
    }

    /**
     * The meaning of a latent that is this spectrogram, {@code (B, bands, T)}: equal for every
     * plug-in that computes, makes or sounds the same spectrogram, and different in a named field
     * where they do not.
     *
     * @return a spec with the id {@code mel} and all {@link #parameters()}
     */
    public LatentSpec latentSpec() {
        LatentSpec spec = LatentSpec.of("mel", bands, sampleRate, stft.hop());
        for (Map.Entry<String, String> p : parameters().entrySet()) {
            spec = spec.with(p.getKey(), p.getValue());
        }
        return spec;
    }
}
