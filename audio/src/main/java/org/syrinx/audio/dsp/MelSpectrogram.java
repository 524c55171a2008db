package org.syrinx.audio.dsp;

import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;

/**
 * Computes mel spectrograms of one {@link MelSpec}: compress(max(floor, filters × |STFT|^power)).
 * Immutable; safe from any thread.
 */
public final class MelSpectrogram {
    private final MelSpec spec;
    private final Stft stft;
    private final MelFilterBank filters;

    /**
     * Prepares tables and filters.
     *
     * @param spec the parameters
     */
    public MelSpectrogram(MelSpec spec) {
        this.spec = spec;
        this.stft = new Stft(spec.stft());
        this.filters = new MelFilterBank(spec);
    }

    /**
     * The parameters.
     *
     * @return the spec
     */
    public MelSpec spec() {
        return spec;
    }

    /**
     * Analyses a sound, whose rate has to be the spec's.
     *
     * @param audio the sound
     * @return {@code [frame][band]}, {@code spec.stft().frames(n)} frames
     * @throws SyrinxException if the rates differ; nothing is resampled in silence
     */
    public float[][] compute(Audio audio) {
        if (audio.sampleRate() != spec.sampleRate()) {
            throw new SyrinxException(
                    "sound at " + spec.sampleRate() + " Hz for this mel spectrogram",
                    "sound at " + audio.sampleRate() + " Hz",
                    "resample it first");
        }
        Spectrogram s = stft.forward(audio.samples());
        float[][] out = new float[s.frames()][];
        double[] bins = new double[spec.stft().bins()];
        for (int t = 0; t < out.length; t++) {
            for (int k = 0; k < bins.length; k++) {
                double re = s.re()[t][k];
                double im = s.im()[t][k];
                double power = re * re + im * im + spec.magnitudeEpsilon();
                bins[k] = spec.power() == 2 ? power : Math.sqrt(power);
            }
            double[] mel = filters.apply(bins);
            out[t] = new float[mel.length];
            for (int b = 0; b < mel.length; b++) {
                out[t][b] = (float) compress(Math.max(spec.floor(), mel[b]));
            }
        }
        return out;
    }

    private double compress(double value) {
        return switch (spec.log()) {
            case NATURAL -> Math.log(value);
            case TEN -> Math.log10(value);
            case DECIBEL -> 20.0 / spec.power() * Math.log10(value);
            case LINEAR -> value;
        };
    }

    /**
     * Undoes the compression of one value.
     *
     * @param value a value of {@link #compute}
     * @return the band's magnitude or power
     */
    public double expand(double value) {
        return switch (spec.log()) {
            case NATURAL -> Math.exp(value);
            case TEN -> Math.pow(10, value);
            case DECIBEL -> Math.pow(10, value * spec.power() / 20);
            case LINEAR -> value;
        };
    }

    MelFilterBank filters() {
        return filters;
    }

    Stft stft() {
        return stft;
    }
}
