package org.syrinx.eval.internal.signal;

import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.syrinx.audio.dsp.Levels;
import org.syrinx.eval.internal.PlainMetric;
import org.syrinx.eval.metric.Metric;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Better;
import org.syrinx.eval.metric.MetricInfo.Family;
import org.syrinx.eval.metric.MetricInfo.Pooling;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.Sample;

/** Active speech level. */
@Component(service = Metric.class, property = Metric.ID + "=level")
public final class ActiveLevel extends PlainMetric {
    /** Creates the metric. */
    public ActiveLevel() {
        super(
                new MetricInfo(
                        "level",
                        "Active level",
                        "dBFS",
                        Family.SIGNAL,
                        Better.AS_REFERENCE,
                        Set.of(),
                        Pooling.MEDIAN,
                        "Level while someone speaks, however long the pauses are.",
                        "ITU-T P.56, method B.",
                        "Not defined for sound without speech activity."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        double level = Levels.of(sample.audio()).activeDbfs();
        return Double.isInfinite(level)
                ? MetricResult.notAvailable("There is no speech activity.")
                : MetricResult.of(level);
    }
}
