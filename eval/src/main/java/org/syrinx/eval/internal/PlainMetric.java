package org.syrinx.eval.internal;

import java.util.List;
import org.syrinx.api.Audio;
import org.syrinx.audio.dsp.Resampler;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.Sample;
import org.syrinx.eval.metric.UtteranceMetric;

/** A metric that needs nothing to be loaded. */
public abstract class PlainMetric implements UtteranceMetric {
    /** The rate at which spectra are compared, Hz; the metrics' constants belong to it. */
    public static final int RATE = 16_000;

    private final MetricInfo info;

    /**
     * A metric of this meaning.
     *
     * @param info what the figure means
     */
    protected PlainMetric(MetricInfo info) {
        this.info = info;
    }

    /**
     * Measures one utterance.
     *
     * @param sample has all that the metric needs
     * @return the figure, or why there is none
     */
    protected abstract MetricResult measure(Sample sample);

    @Override
    public final MetricInfo info() {
        return info;
    }

    @Override
    public final Session open(List<Sample> all) {
        return this::measure;
    }

    /**
     * The sound at {@link #RATE}.
     *
     * @param sample a sample
     * @return its sound
     */
    public static Audio sound(Sample sample) {
        return sample.derive("audio at " + RATE, s -> Resampler.resample(s.audio(), RATE));
    }

    /**
     * The reference at {@link #RATE}.
     *
     * @param sample a sample with a reference
     * @return its reference
     */
    public static Audio reference(Sample sample) {
        return sample.derive("reference at " + RATE, s -> Resampler.resample(s.reference(), RATE));
    }
}
