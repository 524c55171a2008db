package org.syrinx.eval.internal.words;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.syrinx.corpus.PromptSets;
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

/** Word error rate by one recogniser, raw or in the one condition. */
final class WordErrors implements UtteranceMetric {
    private final Recogniser recogniser;
    private final boolean pink;
    private final Task task;
    private final MetricInfo info;

    /**
     * A metric by a recogniser.
     *
     * @param recogniser does the task full or open
     * @param pink whether noise is added
     */
    WordErrors(Recogniser recogniser, boolean pink) {
        this.recogniser = recogniser;
        this.pink = pink;
        this.task = recogniser.tasks().contains(Task.FULL) ? Task.FULL : Task.OPEN;
        this.info =
                new MetricInfo(
                        "wer." + recogniser.id() + (pink ? ".pink" : ""),
                        "WER (" + recogniser.id() + (pink ? ", pink noise)" : ")"),
                        "%",
                        Family.INTELLIGIBILITY,
                        Better.LOWER,
                        Set.of(Need.TEXT),
                        Pooling.MEAN,
                        "100 (substitutions + deletions + insertions) / words of the text, by"
                                + " Levenshtein alignment, pooled over the set: all errors over all"
                                + " words. Text and hypothesis are normalised alike (numbers and"
                                + " abbreviations spelled out, lower case, no punctuation)."
                                + (task == Task.OPEN
                                        ? " Vocabulary: the project's 2000 words and those of the"
                                                + " texts."
                                        : " The recogniser's full vocabulary.")
                                + (pink
                                        ? " With pink noise 35 dB below the active speech level,"
                                                + " the same for every system."
                                        : " Raw sound."),
                        "V. I. Levenshtein 1966; the pooling is NIST's sclite.",
                        "A recogniser is not a listener: read it beside its error on the reference"
                            + " (the floor). Can exceed 100 %. English only. 200 sentences resolve"
                            + " 2 to 4 points, not less."
                                + (pink
                                        ? " Declared beforehand; never choose between this and raw"
                                                + " for a system."
                                        : " An error that pink noise removes is the meter's: it"
                                                + " met a spectrum with holes."));
    }

    static boolean canListen(Recogniser recogniser) {
        return recogniser.tasks().contains(Task.FULL) || recogniser.tasks().contains(Task.OPEN);
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
        Set<String> words = new LinkedHashSet<>();
        for (Sample s : all) {
            words.addAll(words(s));
        }
        Set<String> unknown = new LinkedHashSet<>(recogniser.unknown(task, new ArrayList<>(words)));
        words.removeAll(unknown);
        if (task == Task.OPEN) {
            words.addAll(PromptSets.dictionary());
        }
        Recogniser.Session session =
                recogniser.open(task, task == Task.OPEN ? List.copyOf(words) : List.of());
        return new Session() {
            @Override
            public MetricResult measure(Sample sample) {
                return errors(session, sample, unknown);
            }

            @Override
            public void close() {
                session.close();
            }
        };
    }

    private MetricResult errors(Recogniser.Session session, Sample sample, Set<String> unknown) {
        List<String> said = words(sample);
        for (String word : said) {
            if (unknown.contains(word)) {
                return MetricResult.notAvailable(
                        "The recogniser "
                                + recogniser.id()
                                + " has no pronunciation of \""
                                + word
                                + "\".");
            }
        }
        if (said.isEmpty()) {
            return MetricResult.notAvailable("The text has no words.");
        }
        String heard =
                sample.derive(
                        info.id(),
                        s -> session.recognise(pink ? PinkNoise.added(s.audio()) : s.audio()));
        return result(ErrorRate.of(said, Spoken.words(heard)), heard);
    }

    static MetricResult result(ErrorRate errors, String heard) {
        return MetricResult.of(100 * errors.rate(), errors.tokens())
                .with("substitutions", errors.substitutions())
                .with("deletions", errors.deletions())
                .with("insertions", errors.insertions())
                .with("heard", heard);
    }

    private static List<String> words(Sample sample) {
        return Spoken.words(sample.text().orElseThrow());
    }
}
