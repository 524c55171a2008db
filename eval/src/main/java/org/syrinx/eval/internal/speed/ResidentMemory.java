package org.syrinx.eval.internal.speed;

import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.syrinx.eval.internal.PlainMetric;
import org.syrinx.eval.metric.Metric;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Better;
import org.syrinx.eval.metric.MetricInfo.Family;
import org.syrinx.eval.metric.MetricInfo.Need;
import org.syrinx.eval.metric.MetricInfo.Pooling;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.Sample;

/** Peak memory of the process. */
@Component(service = Metric.class, property = Metric.ID + "=memory.resident")
public final class ResidentMemory extends PlainMetric {
    /** Creates the metric. */
    public ResidentMemory() {
        super(
                new MetricInfo(
                        "memory.resident",
                        "Peak resident memory",
                        "MB",
                        Family.SPEED,
                        Better.LOWER,
                        Set.of(Need.MEMORY),
                        Pooling.MAX,
                        "Largest resident set of the process so far, in 10^6 bytes, after the"
                                + " utterance; the largest of the set.",
                        "docs/evaluation.md.",
                        "Of the whole process: the JVM, the engine and every model that was open"
                                + " before. Compare processes, not pipelines in one process."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        long bytes = sample.memory().orElseThrow().peakResident();
        return bytes < 0
                ? MetricResult.notAvailable("This platform does not tell the peak resident set.")
                : MetricResult.of(bytes / 1e6);
    }
}
