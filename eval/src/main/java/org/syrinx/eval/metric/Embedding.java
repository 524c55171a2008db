package org.syrinx.eval.metric;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.syrinx.api.Audio;

/**
 * A fixed-size description of an utterance, for distances of sets (Fréchet) and of speakers
 * (cosine). Registered as a service with the property {@link #ID}; each one that is installed
 * becomes metrics that carry its name.
 *
 * <p>A system must never be judged in an embedding that it, or an embedding that came from it, was
 * trained on.
 */
@ConsumerType
public interface Embedding {
    /** Service property: {@link #id()}. */
    String ID = "syrinx.embedding";

    /**
     * The name in the labels of figures.
     *
     * @return lower case, for example {@code "mfcc"}
     */
    String id();

    /**
     * What it was made from and what it sees and does not see: a reader of a figure must know.
     *
     * @return one or two sentences
     */
    String about();

    /**
     * Whether it can be used here and now.
     *
     * @return empty if it can; else one sentence that says what is missing and how to get it
     */
    default Optional<String> unavailable() {
        return Optional.empty();
    }

    /**
     * What decides the embedding besides the classes of bundles, as {@link Metric#fingerprint()}.
     *
     * @return for example the digest of a folder; empty if nothing else decides
     */
    default String fingerprint() {
        return "";
    }

    /**
     * Gets ready; a network is loaded here.
     *
     * @return a session; the caller closes it
     * @throws org.syrinx.api.SyrinxException if it cannot
     */
    Session open();

    /** An embedding that is ready; used on one thread. */
    @ConsumerType
    @FunctionalInterface
    interface Session extends AutoCloseable {
        /**
         * Describes an utterance.
         *
         * @param audio mono sound at any rate
         * @return a new array, always of the same length; empty if there is nothing to describe
         */
        double[] embed(Audio audio);

        /** Frees what was loaded. Nothing by default. */
        @Override
        default void close() {}
    }
}
