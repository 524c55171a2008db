package org.syrinx.eval.internal.speed;

import java.util.Map;
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

/** Memory on the GPUs. */
@Component(service = Metric.class, property = Metric.ID + "=memory.device")
public final class DeviceMemory extends PlainMetric {
    /** Creates the metric. */
    public DeviceMemory() {
        super(
                new MetricInfo(
                        "memory.device",
                        "Device memory",
                        "MB",
                        Family.SPEED,
                        Better.LOWER,
                        Set.of(Need.MEMORY),
                        Pooling.MAX,
                        "Bytes in use on all GPUs after the utterance, in 10^6 bytes; the largest"
                                + " of the set.",
                        "docs/evaluation.md.",
                        "Of the whole process, with the allocator's cache; what an utterance needs"
                                + " in between is not seen."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        Map<String, Long> device = sample.memory().orElseThrow().device();
        return device.isEmpty()
                ? MetricResult.notAvailable("There is no GPU.")
                : MetricResult.of(device.values().stream().mapToLong(Long::longValue).sum() / 1e6);
    }
}
