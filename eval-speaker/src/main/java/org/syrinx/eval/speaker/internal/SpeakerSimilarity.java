package org.syrinx.eval.speaker.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.syrinx.eval.metric.Embedding;
import org.syrinx.eval.metric.Metric;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Better;
import org.syrinx.eval.metric.MetricInfo.Family;
import org.syrinx.eval.metric.MetricInfo.Need;
import org.syrinx.eval.metric.MetricInfo.Pooling;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.Sample;
import org.syrinx.eval.metric.UtteranceMetric;

/** Cosine of speaker embeddings. */
@Component(service = Metric.class, property = Metric.ID + "=speaker.cosine")
public final class SpeakerSimilarity implements UtteranceMetric {
    private static final MetricInfo INFO =
            new MetricInfo(
                    "speaker.cosine",
                    "Speaker similarity",
                    "",
                    Family.SPEAKER,
                    Better.HIGHER,
                    Set.of(Need.REFERENCE),
                    Pooling.MEAN,
                    "Cosine of the embeddings of the sound and of its reference by a speaker"
                            + " encoder: a time-delay network on 40 log-mel bands with attentive"
                            + " statistics pooling.",
                    "D. Snyder et al., \"X-vectors\", ICASSP 2018; K. Okabe et al., \"Attentive"
                            + " statistics pooling\", Interspeech 2018; B. Desplanques et al.,"
                            + " \"ECAPA-TDNN\", Interspeech 2020.",
                    "Ours was trained on a handful of synthetic voices and their warps: read it"
                        + " beside the details same_speaker and other_speaker (mean cosines of"
                        + " held-out voices) and its equal-error rate. It follows pitch and vocal"
                        + " tract length, and says little of human voices; name a better encoder's"
                        + " folder in "
                            + SpeakerEncoder.FOLDER
                            + ".");

    private final SpeakerEncoder encoder;

    /**
     * Wired by Declarative Services.
     *
     * @param encoder the encoder
     */
    @Activate
    public SpeakerSimilarity(@Reference SpeakerEncoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Optional<String> unavailable() {
        return encoder.unavailable();
    }

    @Override
    public String fingerprint() {
        return encoder.fingerprint();
    }

    @Override
    public Session open(List<Sample> all) {
        Map<String, Double> measured = encoder.measured();
        Embedding.Session model = encoder.open();
        return new Session() {
            @Override
            public MetricResult measure(Sample sample) {
                double[] a = model.embed(sample.audio());
                double[] b = model.embed(sample.reference());
                if (a.length == 0 || b.length == 0) {
                    return MetricResult.notAvailable("The sound or its reference is silent.");
                }
                return MetricResult.of(cosine(a, b));
            }

            @Override
            public Map<String, Object> details() {
                Map<String, Object> scale = new LinkedHashMap<>();
                for (String name : List.of("same", "other")) {
                    if (measured.containsKey(name)) {
                        scale.put(name + "_speaker", measured.get(name));
                    }
                }
                return scale;
            }

            @Override
            public void close() {
                model.close();
            }
        };
    }

    static double cosine(double[] a, double[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return ab / Math.sqrt(aa * bb);
    }
}
