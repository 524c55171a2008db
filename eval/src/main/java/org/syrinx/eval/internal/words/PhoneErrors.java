package org.syrinx.eval.internal.words;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.syrinx.eval.ErrorRate;
import org.syrinx.eval.Recogniser;
import org.syrinx.eval.Recogniser.Task;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Better;
import org.syrinx.eval.metric.MetricInfo.Family;
import org.syrinx.eval.metric.MetricInfo.Need;
import org.syrinx.eval.metric.MetricInfo.Pooling;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.Sample;
import org.syrinx.eval.metric.UtteranceMetric;

/** Phone error rate by one recogniser. */
final class PhoneErrors implements UtteranceMetric {
    private final Recogniser recogniser;
    private final MetricInfo info;

    /**
     * A metric by a recogniser.
     *
     * @param recogniser does the task phones
     */
    PhoneErrors(Recogniser recogniser) {
        this.recogniser = recogniser;
        this.info =
                new MetricInfo(
                        "per." + recogniser.id(),
                        "PER (" + recogniser.id() + ")",
                        "%",
                        Family.INTELLIGIBILITY,
                        Better.LOWER,
                        Set.of(Need.TEXT),
                        Pooling.MEAN,
                        "100 (substitutions + deletions + insertions) / phones of the text, by"
                            + " Levenshtein alignment, pooled over the set. Phones of the text: the"
                            + " English front end's, reduced vowels and flap as the recogniser's"
                            + " nearest sounds; phones heard: a phone loop, no words.",
                        "V. I. Levenshtein 1966; the pooling is NIST's sclite.",
                        "Relative only: the recogniser itself misses 28 to 37 % of the phones of"
                            + " clear speech. Free of a language model, so it hears what a sentence"
                            + " would hide. English only.");
    }

    @Override
    public MetricInfo info() {
        return info;
    }

    @Override
    public Optional<String> unavailable() {
        return recogniser.unavailable();
    }

    @Override
    public String fingerprint() {
        return recogniser.fingerprint();
    }

    @Override
    public Session open(List<Sample> all) {
        Recogniser.Session session = recogniser.open(Task.PHONES, List.of());
        return new Session() {
            @Override
            public MetricResult measure(Sample sample) {
                List<String> said = Spoken.of(sample).phones();
                if (said.isEmpty()) {
                    return MetricResult.notAvailable("The text has no phones.");
                }
                String heard = sample.derive(info.id(), s -> session.recognise(s.audio()));
                List<String> phones =
                        heard.isBlank()
                                ? List.of()
                                : Arrays.stream(heard.strip().split("\\s+"))
                                        .map(Spoken::nearest)
                                        .toList();
                return WordErrors.result(ErrorRate.of(said, phones), heard);
            }

            @Override
            public void close() {
                session.close();
            }
        };
    }
}
