package org.syrinx.corpus;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;
import org.syrinx.api.Audio;

/**
 * A speech synthesizer whose speech and phone times a corpus is made of. Registered as an OSGi
 * service; the corpus command finds it by {@link #name()} ({@code --teacher flite}).
 *
 * <p>Threads: {@link #open()} may be called from any thread; each {@link Session} is used by one
 * thread at a time.
 *
 * <p><b>Determinism.</b> Equal {@link Request}s give equal samples and phones, whatever was said
 * before and in whichever session: the builder spreads requests over threads and resumes
 * interrupted work, and both must not show in the result.
 */
@ConsumerType
public interface Teacher {
    /**
     * The name by which people choose this teacher.
     *
     * @return a short lower-case word, unique among teachers
     */
    String name();

    /**
     * Whether it is there and usable; called once before anything else.
     *
     * @throws org.syrinx.api.SyrinxException if it is not, with what to install
     */
    void check();

    /**
     * The exact version of the synthesizer, recorded in the corpus. Called after {@link #check()}.
     *
     * @return a line of text
     */
    String version();

    /**
     * Licence of the synthesizer and what that says about its output, recorded in the corpus.
     *
     * @return a line of text
     */
    String licence();

    /**
     * The speakers that this teacher's voices are multiplied into, in a fixed order.
     *
     * @return at least one speaker with {@link Speaker.Role#TRAIN}
     */
    List<Speaker> speakers();

    /**
     * How it would say single words: used to count phones before anything is spoken.
     *
     * @param words lower-case words
     * @return phones by word, without pauses; a word it cannot say is absent
     */
    Map<String, List<String>> pronounce(Collection<String> words);

    /**
     * Starts speaking.
     *
     * @return a session; the caller closes it
     */
    Session open();

    /** One thread's connection to the synthesizer. */
    @ConsumerType
    interface Session extends AutoCloseable {
        /**
         * Speaks one sentence.
         *
         * @param request what to say and how
         * @return samples and phone times
         * @throws org.syrinx.api.SyrinxException if the synthesizer fails
         */
        Speech speak(Request request);

        /** Frees what the session holds. */
        @Override
        void close();
    }

    /**
     * What to say and how.
     *
     * @param voice the synthesizer's own name of the voice ({@link Speaker#base()})
     * @param text the sentence
     * @param stretch factor on all durations, greater than 0
     * @param f0Mean mean pitch in Hz, or 0 for the voice's own
     * @param f0Spread standard deviation of pitch in Hz, or 0 for the voice's own
     */
    record Request(String voice, String text, double stretch, double f0Mean, double f0Spread) {}

    /**
     * Speech with phone times.
     *
     * @param audio the samples
     * @param phones symbols in order, pauses included as {@code pau}
     * @param ends end of each phone in seconds from the start, not decreasing; as many as phones
     */
    record Speech(Audio audio, List<String> phones, List<Double> ends) {
        /** Copies the lists. */
        public Speech {
            phones = List.copyOf(phones);
            ends = List.copyOf(ends);
            if (phones.isEmpty() || phones.size() != ends.size()) {
                throw new IllegalArgumentException(
                        phones.size()
                                + " phones with "
                                + ends.size()
                                + " ends; one end per phone is needed");
            }
        }
    }
}
