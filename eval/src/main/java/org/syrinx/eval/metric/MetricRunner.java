package org.syrinx.eval.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.eval.metric.MetricInfo.Need;

/**
 * Lets metrics measure samples. One metric that fails does not disturb the others: its figures are
 * "not available", with its error as the reason.
 */
public final class MetricRunner {
    private MetricRunner() {}

    /**
     * Measures one system with several metrics, one after the other on the calling thread.
     *
     * @param metrics what to measure
     * @param samples the utterances of one system, in any order
     * @param progress hears of every utterance
     * @return one element for each metric, in their order
     * @throws CancelledException if the progress says so
     */
    public static List<MetricScores> run(
            List<? extends Metric> metrics, List<Sample> samples, Progress progress) {
        List<MetricScores> scores = new ArrayList<>();
        for (Metric metric : metrics) {
            scores.add(run(metric, samples, progress));
        }
        return scores;
    }

    /**
     * Measures one system with one metric.
     *
     * @param metric what to measure
     * @param samples the utterances of one system
     * @param progress hears of every utterance
     * @return the figures
     * @throws CancelledException if the progress says so
     */
    public static MetricScores run(Metric metric, List<Sample> samples, Progress progress) {
        return run(metric, samples, samples, progress);
    }

    /**
     * Measures one of several systems with one metric, such that what the system failed to say does
     * not change how it is judged.
     *
     * @param metric what to measure
     * @param samples the utterances of one system
     * @param all what all systems were to say, for {@link UtteranceMetric#open}; the same for every
     *     system of a comparison
     * @param progress hears of every utterance
     * @return the figures
     * @throws CancelledException if the progress says so
     */
    public static MetricScores run(
            Metric metric, List<Sample> samples, List<Sample> all, Progress progress) {
        try {
            Optional<String> missing = metric.unavailable();
            if (missing.isPresent()) {
                return none(metric, samples, MetricResult.notAvailable(missing.get()));
            }
            if (metric instanceof SetMetric set) {
                return set(set, samples, progress);
            }
            if (metric instanceof UtteranceMetric utterance) {
                return utterances(utterance, samples, all, progress);
            }
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) { // a metric's bundle may lack a library
            return none(metric, samples, failure(e));
        }
        throw new IllegalArgumentException(
                metric.getClass().getName() + " is neither a SetMetric nor an UtteranceMetric");
    }

    private static MetricScores set(SetMetric metric, List<Sample> samples, Progress progress) {
        progress.step(metric.info().name(), 0, 1);
        List<Sample> able = new ArrayList<>();
        String lack = "There is no utterance.";
        for (Sample s : samples) {
            Optional<String> why = lacking(metric.info(), s);
            if (why.isEmpty()) {
                able.add(s);
            } else {
                lack = why.get();
            }
        }
        MetricResult whole =
                able.isEmpty()
                        ? MetricResult.notAvailable(lack)
                        : metric.measure(able).with("n", able.size());
        return new MetricScores(metric.info(), samples, List.of(), whole);
    }

    private static MetricScores utterances(
            UtteranceMetric metric, List<Sample> samples, List<Sample> all, Progress progress) {
        List<MetricResult> results = new ArrayList<>();
        Map<String, Object> details = Map.of();
        if (samples.stream().allMatch(s -> lacking(metric.info(), s).isPresent())) {
            for (Sample s : samples) {
                results.add(MetricResult.notAvailable(lacking(metric.info(), s).orElseThrow()));
            }
        } else {
            List<Sample> able =
                    all.stream().filter(s -> lacking(metric.info(), s).isEmpty()).toList();
            try (UtteranceMetric.Session session = metric.open(able)) {
                details = session.details();
                for (int i = 0; i < samples.size(); i++) {
                    progress.step(metric.info().name(), i, samples.size());
                    results.add(one(metric.info(), session, samples.get(i)));
                }
            }
        }
        MetricResult whole = MetricScores.pool(metric.info().pooling(), results);
        for (Map.Entry<String, Object> detail : details.entrySet()) {
            whole = whole.with(detail.getKey(), detail.getValue());
        }
        return new MetricScores(metric.info(), samples, results, whole);
    }

    private static MetricResult one(
            MetricInfo info, UtteranceMetric.Session session, Sample sample) {
        Optional<String> why = lacking(info, sample);
        if (why.isPresent()) {
            return MetricResult.notAvailable(why.get());
        }
        try {
            return session.measure(sample);
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            return failure(e);
        }
    }

    private static MetricScores none(Metric metric, List<Sample> samples, MetricResult why) {
        List<MetricResult> results = new ArrayList<>();
        if (!(metric instanceof SetMetric)) {
            for (int i = 0; i < samples.size(); i++) {
                results.add(why);
            }
        }
        return new MetricScores(metric.info(), samples, results, why);
    }

    /** What a sample lacks for a metric, as a sentence. */
    private static Optional<String> lacking(MetricInfo info, Sample s) {
        for (Need need : info.needs()) {
            String lack =
                    switch (need) {
                        case REFERENCE -> s.hasReference() ? "" : "There is no reference sound.";
                        case ALIGNED ->
                                s.hasReference() && s.aligned()
                                        ? ""
                                        : "The sound does not have the reference's timing: it is"
                                                + " free speech, neither copy synthesis nor"
                                                + " recordings that are known to be aligned.";
                        case TEXT -> s.text().isPresent() ? "" : "There is no text.";
                        case SPEECH ->
                                s.speech().isEmpty()
                                        ? "The sound was not spoken here, so nobody took the time."
                                        : s.warmUp() ? "It was spoken to warm up." : "";
                        case MEMORY ->
                                s.memory().isPresent()
                                        ? ""
                                        : "No reading of a process's memory came with the sound.";
                        case SET -> "";
                    };
            if (!lack.isEmpty()) {
                return Optional.of(lack);
            }
        }
        return Optional.empty();
    }

    private static MetricResult failure(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace(); // empty when the JVM throws the same often
        return MetricResult.failure(
                e instanceof SyrinxException
                        ? e.getMessage()
                        : "The metric failed: "
                                + e
                                + (trace.length > 0 ? " at " + trace[0] : "")
                                + ".");
    }
}
