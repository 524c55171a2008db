package org.syrinx.compare.internal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Family;
import org.syrinx.eval.metric.MetricResult;

/** What stands beside a figure: how much it rests on, its percentiles, its scale. */
public final class Particulars {
    private static final List<String> PERCENTILES = List.of("p50", "p90", "p99");

    /** Said by other words, or by the figure's name. */
    private static final Set<String> NOT_SHOWN = Set.of("n", "utterances", "embedding");

    private Particulars() {}

    /**
     * In short, for people.
     *
     * @param info the metric
     * @param whole the figure of a set
     * @return for example {@code "N 40, references 20, dimensions 5"}; empty if nothing is known
     */
    public static String of(MetricInfo info, MetricResult whole) {
        List<String> parts = new ArrayList<>();
        if (whole.details().get("n") instanceof Number n) {
            parts.add("N " + n);
        }
        for (Map.Entry<String, Object> detail : whole.details().entrySet()) {
            boolean percentile = PERCENTILES.contains(detail.getKey());
            // of times the tail is wanted; of other figures report.json and the CSV have it
            if (percentile ? info.family() == Family.SPEED : !NOT_SHOWN.contains(detail.getKey())) {
                Object value = detail.getValue();
                parts.add(
                        detail.getKey().replace('_', ' ')
                                + " "
                                + (value instanceof Number x
                                        ? Html.number(x.doubleValue())
                                        : value));
            }
        }
        return String.join(", ", parts);
    }
}
