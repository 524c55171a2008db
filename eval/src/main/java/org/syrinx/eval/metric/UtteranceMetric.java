package org.syrinx.eval.metric;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** A metric with one figure for each utterance, pooled as {@link MetricInfo#pooling()} says. */
@ConsumerType
public interface UtteranceMetric extends Metric {
    /**
     * Gets ready to measure. Loading a recogniser or a network happens here, once for the set.
     *
     * @param all everything that is going to be measured, of all systems that are compared, so that
     *     a recogniser with a closed vocabulary can take the words; the figure of one utterance
     *     must not otherwise depend on the others. Of an utterance that no system has said there is
     *     only the text: read no sound here
     * @return a session; the caller closes it
     * @throws org.syrinx.api.SyrinxException if it cannot; all utterances then have no figure, for
     *     this reason
     */
    Session open(List<Sample> all);

    /** A metric that is ready; used on one thread. */
    @ConsumerType
    @FunctionalInterface
    interface Session extends AutoCloseable {
        /**
         * Measures one utterance. {@link MetricRunner} asks only for samples that have everything
         * that {@link MetricInfo#needs()} names.
         *
         * @param sample what was said, how, and what it should have been
         * @return the figure, or why there is none
         */
        MetricResult measure(Sample sample);

        /**
         * What a reader of the set's figure must know besides it, such as the figures of the best
         * and of the worst case.
         *
         * @return joins the details of {@link MetricScores#whole()}; nothing by default
         */
        default Map<String, Object> details() {
            return Map.of();
        }

        /** Frees what was loaded. Nothing by default. */
        @Override
        default void close() {}
    }
}
