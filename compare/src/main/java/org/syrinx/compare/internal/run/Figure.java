package org.syrinx.compare.internal.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricScores;
import org.syrinx.eval.stats.Difference;
import org.syrinx.eval.stats.Interval;

/**
 * What one metric says.
 *
 * @param info the metric
 * @param provider the bundle that brings it, with its version
 * @param fingerprint what decides its figures besides bundles and sounds: programs, models
 * @param scores arm to its figures
 * @param reference the figures of the references themselves, or null where that makes no sense
 * @param intervals arm to the interval of its pooled figure
 * @param differences arm to its difference from the baseline; the baseline has none
 */
public record Figure(
        MetricInfo info,
        String provider,
        String fingerprint,
        Map<String, MetricScores> scores,
        MetricScores reference,
        Map<String, Interval> intervals,
        Map<String, Difference> differences) {
    public Figure {
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
        intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
        differences = Collections.unmodifiableMap(new LinkedHashMap<>(differences));
    }

    /**
     * Whether any arm has a figure.
     *
     * @return false if none could be measured
     */
    public boolean known() {
        return scores.values().stream().anyMatch(s -> s.whole().available());
    }

    /**
     * Whether an error rate stands here without that of the references, which is its floor.
     *
     * @return true if the figure cannot be read by itself
     */
    public boolean floorUnknown() {
        return info.family() == MetricInfo.Family.INTELLIGIBILITY
                && known()
                && (reference == null || !reference.whole().available());
    }

    /**
     * Why nothing could be measured.
     *
     * @return one sentence, empty if something could
     */
    public String why() {
        return known() || scores.isEmpty() ? "" : scores.values().iterator().next().whole().why();
    }
}
