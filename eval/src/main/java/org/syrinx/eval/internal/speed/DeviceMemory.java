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

/** Memory in use on the GPUs of the machine. */
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
                        "Bytes that the driver has given out on all GPUs of the machine, read"
                                + " after each utterance, in 10^6 bytes; the largest reading.",
                        "docs/evaluation.md.",
                        "Of every process that uses the GPUs, with the allocators' caches. No peak:"
                                + " what an utterance needs in between is seen only if the cache"
                                + " has kept it."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        Map<String, Long> device = sample.memory().orElseThrow().device();
        return device.isEmpty()
                ? MetricResult.notAvailable("There is no GPU.")
                : MetricResult.of(device.values().stream().mapToLong(Long::longValue).sum() / 1e6);
    }
}
