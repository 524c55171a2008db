package org.syrinx.eval.internal.prosody;

import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.syrinx.eval.internal.PlainMetric;
import org.syrinx.eval.metric.Metric;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Better;
import org.syrinx.eval.metric.MetricInfo.Family;
import org.syrinx.eval.metric.MetricInfo.Pooling;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.Sample;

/** Pauses inside the utterance. */
@Component(service = Metric.class, property = Metric.ID + "=pause.share")
public final class PauseShare extends PlainMetric {
    /** Creates the metric. */
    public PauseShare() {
        super(
                new MetricInfo(
                        "pause.share",
                        "Pauses",
                        "%",
                        Family.PROSODY,
                        Better.AS_REFERENCE,
                        Set.of(),
                        Pooling.MEAN,
                        "100 times the share of the time between the first and the last speech that"
                                + " lies in silences of 150 ms or more; silence: 10 ms frames more"
                                + " than 40 dB below the loudest. Pooled over seconds.",
                        "150 ms: between the longest stop closures and the shortest phrase pauses;"
                            + " E. Campione and J. Veronis, \"A large-scale multilingual study of"
                            + " silent pause duration\", 2002, for the spread of limits in use.",
                        "Loud noise hides pauses. The detail pauses counts them, longest_pause is"
                                + " in seconds."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        Pauses p = Pauses.of(sample);
        return p.span() == 0
                ? MetricResult.notAvailable("There is no speech.")
                : MetricResult.of(100 * p.paused() / p.span(), p.span())
                        .with("pauses", p.count())
                        .with("longest_pause", p.longest());
    }
}
