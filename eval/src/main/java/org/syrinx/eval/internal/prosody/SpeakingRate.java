package org.syrinx.eval.internal.prosody;

import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.syrinx.eval.internal.PlainMetric;
import org.syrinx.eval.internal.words.Spoken;
import org.syrinx.eval.metric.Metric;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Better;
import org.syrinx.eval.metric.MetricInfo.Family;
import org.syrinx.eval.metric.MetricInfo.Need;
import org.syrinx.eval.metric.MetricInfo.Pooling;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.Sample;

/** How fast it speaks. */
@Component(service = Metric.class, property = Metric.ID + "=rate")
public final class SpeakingRate extends PlainMetric {
    /** Creates the metric. */
    public SpeakingRate() {
        super(
                new MetricInfo(
                        "rate",
                        "Speaking rate",
                        "phones/s",
                        Family.PROSODY,
                        Better.AS_REFERENCE,
                        Set.of(Need.TEXT),
                        Pooling.MEAN,
                        "Phones of the text by the English front end, over the seconds of sound"
                            + " that are not pause: silence at the ends and silences of 150 ms or"
                            + " more (pause.share) do not count. Pooled over seconds.",
                        "Articulation rate, for example F. Goldman-Eisler, \"Psycholinguistics\","
                                + " 1968.",
                        "Counts what should have been said: a sentence of which half is missing"
                                + " seems slow or fast. English only."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        double seconds = Pauses.of(sample).speech();
        long phones =
                Spoken.of(sample).utterance().words().stream()
                        .mapToLong(w -> w.phones().size())
                        .sum();
        return seconds == 0
                ? MetricResult.notAvailable("There is no speech.")
                : MetricResult.of(phones / seconds, seconds);
    }
}
