package org.syrinx.eval.internal.speed;

import java.util.Map;
import org.syrinx.api.Role;
import org.syrinx.api.SpeechResult;
import org.syrinx.eval.metric.MetricResult;

/** How much of the work one role does. */
final class StageShare {
    private StageShare() {}

    static MetricResult of(SpeechResult speech, Role role) {
        Map<String, Double> seconds = speech.seconds();
        Double stage = seconds.get(role.key());
        Double total = seconds.get("total");
        return stage == null || total == null || !(total > 0)
                ? MetricResult.notAvailable(
                        "The pipeline did not report the time of its " + role.key() + ".")
                : MetricResult.of(100 * stage / total).with("seconds", stage);
    }
}
