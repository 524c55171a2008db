package org.syrinx.compare.internal;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.syrinx.audio.dsp.Levels;
import org.syrinx.compare.internal.run.InstalledMetric;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Better;
import org.syrinx.eval.metric.MetricInfo.Family;
import org.syrinx.eval.metric.MetricInfo.Need;
import org.syrinx.eval.metric.MetricInfo.Pooling;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.Sample;
import org.syrinx.eval.metric.UtteranceMetric;

/** Metrics whose figures the tests can work out on paper. */
final class FakeMetrics {
    static final AtomicInteger CALLS = new AtomicInteger();

    private FakeMetrics() {}

    /** RMS level of what it is given, dBFS: a family of the signal, so of the raw sound. */
    static InstalledMetric rawLevel() {
        return metric(
                "test.level",
                Family.SIGNAL,
                Better.NEITHER,
                EnumSet.noneOf(Need.class),
                s -> Levels.of(s.audio()).rmsDbfs());
    }

    /** The same of a family that is measured on the levelled sound. */
    static InstalledMetric level() {
        return metric(
                "test.matched",
                Family.PROSODY,
                Better.LOWER,
                EnumSet.noneOf(Need.class),
                s -> Levels.of(s.audio()).rmsDbfs());
    }

    /** Crossings of zero in a second: twice the frequency of a tone. Lower counts as better. */
    static InstalledMetric crossings() {
        return metric(
                "test.crossings",
                Family.INTELLIGIBILITY,
                Better.LOWER,
                EnumSet.noneOf(Need.class),
                s -> {
                    float[] x = s.audio().samples();
                    int n = 0;
                    for (int i = 1; i < x.length; i++) {
                        n += x[i] >= 0 != x[i - 1] >= 0 ? 1 : 0;
                    }
                    return n / s.audio().seconds();
                });
    }

    static InstalledMetric needsReference() {
        return metric(
                "test.distance",
                Family.SPECTRAL,
                Better.LOWER,
                EnumSet.of(Need.REFERENCE),
                s -> Math.abs(s.audio().seconds() - s.reference().seconds()));
    }

    private interface Measure {
        double of(Sample sample);
    }

    private static InstalledMetric metric(
            String id, Family family, Better better, Set<Need> needs, Measure measure) {
        MetricInfo info =
                new MetricInfo(
                        id,
                        "name of " + id,
                        "u",
                        family,
                        better,
                        needs,
                        Pooling.MEAN,
                        "formula",
                        "source",
                        "limits");
        UtteranceMetric metric =
                new UtteranceMetric() {
                    @Override
                    public MetricInfo info() {
                        return info;
                    }

                    @Override
                    public Session open(java.util.List<Sample> all) {
                        return sample -> {
                            CALLS.incrementAndGet();
                            return new MetricResult(
                                    measure.of(sample), 1, "", Map.of("heard", "<words>"));
                        };
                    }
                };
        return new InstalledMetric(metric, "test 1");
    }
}
