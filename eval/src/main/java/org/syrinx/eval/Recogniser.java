package org.syrinx.eval;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.syrinx.api.Audio;

/**
 * A speech recogniser used as a meter of intelligibility. Implementations must be stateless between
 * utterances: the order of calls may not change a hypothesis.
 *
 * <p>Not necessarily fast; not necessarily thread-safe: a caller uses one session on one thread.
 */
@ConsumerType
public interface Recogniser {
    /**
     * The name under which figures are reported.
     *
     * @return for example {@code "sphinx4"}
     */
    String id();

    /**
     * Whether it can be used here and now.
     *
     * @return empty if it can; else one sentence that says what is missing and how to get it
     */
    Optional<String> unavailable();

    /**
     * What decides what it hears besides the classes of bundles: its program, its models. As {@link
     * org.syrinx.eval.metric.Metric#fingerprint()}.
     *
     * @return for example the digest of a folder; empty if nothing else decides
     */
    default String fingerprint() {
        return "";
    }

    /**
     * The tasks that it can do.
     *
     * @return at least one
     */
    List<Task> tasks();

    /**
     * Words that it cannot hear in a task, however well they are said, because it has no
     * pronunciation of them.
     *
     * @param task one of {@link #tasks()}
     * @param words lower case
     * @return those of the words that may not be in the dictionary given to {@link #open}; empty by
     *     default
     */
    default List<String> unknown(Task task, List<String> words) {
        return List.of();
    }

    /**
     * Starts to listen.
     *
     * @param task what to listen for
     * @param dictionary the words that may be said, lower case; ignored by tasks with a vocabulary
     *     of their own; empty for the recogniser's full vocabulary
     * @return a session; the caller closes it
     * @throws org.syrinx.api.SyrinxException if the task is not one of {@link #tasks()}
     */
    Session open(Task task, List<String> dictionary);

    /** One task with one vocabulary; used on one thread. */
    @ConsumerType
    interface Session extends AutoCloseable {
        /**
         * Listens to one utterance.
         *
         * @param audio mono sound at any rate; implementations resample to their own and add the
         *     leading and trailing silence that they want
         * @return words in the recogniser's own writing: case, punctuation and digits are its own,
         *     and who counts errors writes both texts alike; or phones in lower case, joined by
         *     single spaces; empty when nothing was recognised
         */
        String recognise(Audio audio);

        @Override
        void close();
    }

    /** What to listen for. */
    enum Task {
        /** Sentences of a fixed dictionary with a general language model. */
        OPEN,
        /** Sentences of the full vocabulary with a general language model. */
        FULL,
        /** Strings of the ten digits. */
        DIGITS,
        /** The six-word grammar of the GRID corpus. */
        GRID,
        /** Phones with a phone loop: a relative figure, not an absolute one. */
        PHONES
    }
}
