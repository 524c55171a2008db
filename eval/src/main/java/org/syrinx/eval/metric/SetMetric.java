package org.syrinx.eval.metric;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A metric with one figure for a set of utterances, such as a distance of two distributions. */
@ConsumerType
public interface SetMetric extends Metric {
    /**
     * Measures the set. {@link MetricRunner} passes only samples that have everything that {@link
     * MetricInfo#needs()} names.
     *
     * @param set the utterances, at least one
     * @return the figure, or why there is none; {@link MetricResult#weight()} is the number of
     *     utterances that it rests on
     */
    MetricResult measure(List<Sample> set);
}
