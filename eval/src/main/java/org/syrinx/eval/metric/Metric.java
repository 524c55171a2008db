package org.syrinx.eval.metric;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A figure that describes synthetic speech. Implemented by {@link UtteranceMetric} or {@link
 * SetMetric}, never directly; registered as a service under this interface with the property {@link
 * #ID}. Called by {@code compare}, {@code evaluate} and anyone who measures, through {@link
 * MetricRunner}.
 *
 * <p>Threads: a metric service must accept calls from any thread; a session of it belongs to one.
 */
@ConsumerType
public interface Metric {
    /** Service property: {@link MetricInfo#id()}, so that filters can choose metrics. */
    String ID = "syrinx.metric";

    /**
     * What the figure means.
     *
     * @return the same value at every call
     */
    MetricInfo info();

    /**
     * Whether the metric can work here and now, before any sound is looked at.
     *
     * @return empty if it can; else one sentence that says what is missing and how to get it
     */
    default Optional<String> unavailable() {
        return Optional.empty();
    }

    /**
     * What decides its figures besides the sounds, the texts and the classes of bundles: the
     * command and the version of a program, the content of a model's folder, settings. Whoever
     * keeps figures keeps this with them, and measures again when it is another one. See {@link
     * Fingerprint}.
     *
     * @return the same text as long as the same sound has the same figure; empty if nothing else
     *     decides
     */
    default String fingerprint() {
        return "";
    }
}
