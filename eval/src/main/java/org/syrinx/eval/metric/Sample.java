package org.syrinx.eval.metric;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.syrinx.api.Audio;
import org.syrinx.api.MemoryReport;
import org.syrinx.api.SpeechResult;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.AudioReader;

/**
 * One utterance to be measured: its sound, what was to be said, and what it is measured against.
 *
 * <p>Sounds are read when they are first asked for and let go when memory is short, so thousands of
 * samples may be described at once. Immutable to its users; safe from any thread.
 */
public final class Sample {
    private final String id;
    private final String speaker;
    private final long seed;
    private final Supplier<Audio> audio;
    private final Supplier<Audio> reference;
    private final boolean aligned;
    private final String text;
    private final SpeechResult speech;
    private final MemoryReport memory;
    private final boolean warmUp;
    private final Map<Object, SoftReference<?>> derived = new HashMap<>();

    private Sample(Builder b) {
        this.id = b.id;
        this.speaker = b.speaker;
        this.seed = b.seed;
        this.audio = b.audio;
        this.reference = b.reference;
        this.aligned = b.aligned;
        this.text = b.text;
        this.speech = b.speech;
        this.memory = b.memory;
        this.warmUp = b.warmUp;
    }

    /**
     * Begins a description.
     *
     * @param id names the sentence: samples of several systems or seeds with equal id and speaker
     *     are readings of one sentence, and are compared in pairs
     * @return a builder; {@link Builder#audio(Supplier)} is required
     */
    public static Builder of(String id) {
        return new Builder(id);
    }

    /**
     * Which sentence it is.
     *
     * @return the id
     */
    public String id() {
        return id;
    }

    /**
     * Whose voice was asked for.
     *
     * @return the speaker; empty where a system has only one
     */
    public String speaker() {
        return speaker;
    }

    /**
     * The seed that it was spoken with.
     *
     * @return the seed; 0 for sound from outside
     */
    public long seed() {
        return seed;
    }

    /**
     * The sound.
     *
     * @return at the rate that it was made with
     */
    public Audio audio() {
        return derive("audio", s -> s.audio.get());
    }

    /**
     * Whether there is a reference.
     *
     * @return true if {@link #reference()} may be called
     */
    public boolean hasReference() {
        return reference != null;
    }

    /**
     * Another reading of the same text by the same speaker: what it should sound like.
     *
     * @return at the rate that it was made with
     * @throws SyrinxException if there is none
     */
    public Audio reference() {
        if (reference == null) {
            throw new SyrinxException(
                    "a reference recording of " + id,
                    "there is none",
                    "ask hasReference() before, or pass a folder of references");
        }
        return derive("reference", s -> s.reference.get());
    }

    /**
     * Whether the reference has the same timing: the sound was made from the reference's own
     * durations or features (copy synthesis), so that time t in one is time t in the other.
     *
     * @return true for copy synthesis and given durations; false for free speech
     */
    public boolean aligned() {
        return aligned;
    }

    /**
     * What was to be said.
     *
     * @return the text, in its written form
     */
    public Optional<String> text() {
        return Optional.ofNullable(text);
    }

    /**
     * What the pipeline reported while it spoke.
     *
     * @return empty for sound from outside
     */
    public Optional<SpeechResult> speech() {
        return Optional.ofNullable(speech);
    }

    /**
     * Memory of the process after it spoke.
     *
     * @return empty where nobody looked
     */
    public Optional<MemoryReport> memory() {
        return Optional.ofNullable(memory);
    }

    /**
     * Whether it was spoken by a pipeline that was not warm yet: the first after it was opened.
     *
     * @return true if its times must not be counted
     */
    public boolean warmUp() {
        return warmUp;
    }

    /**
     * The reference as a sample of its own, to learn what a metric says about it: a recogniser's
     * own error, the natural pitch range. It is its own reference, in perfect alignment.
     *
     * @return the reference, with this sample's id, speaker and text
     * @throws SyrinxException if there is none
     */
    public Sample ofReference() {
        reference();
        return derive(
                "ofReference",
                s -> {
                    Builder b = of(id).speaker(speaker).audio(s.reference).reference(s.reference);
                    b.aligned = true;
                    b.text = text;
                    return b.build();
                });
    }

    /**
     * Something computed from this sample, kept as long as memory allows, so that metrics can share
     * what is costly: a pitch contour, an alignment, what a recogniser heard.
     *
     * @param key tells what it is; unique among all users, for example a private class
     * @param how computes it; called without a lock, and again after memory was short
     * @param <T> its type
     * @return the value, not null
     */
    public <T> T derive(Object key, Function<Sample, T> how) {
        synchronized (derived) {
            SoftReference<?> kept = derived.get(key);
            @SuppressWarnings("unchecked")
            T value = kept == null ? null : (T) kept.get();
            if (value != null) {
                return value;
            }
        }
        T fresh = Objects.requireNonNull(how.apply(this), "derived value");
        synchronized (derived) {
            derived.put(key, new SoftReference<>(fresh));
        }
        return fresh;
    }

    @Override
    public String toString() {
        return "Sample[" + id + (speaker.isEmpty() ? "" : ", " + speaker) + ", seed " + seed + "]";
    }

    /** Describes a sample. */
    public static final class Builder {
        private final String id;
        private String speaker = "";
        private long seed;
        private Supplier<Audio> audio;
        private Supplier<Audio> reference;
        private boolean aligned;
        private String text;
        private SpeechResult speech;
        private MemoryReport memory;
        private boolean warmUp;

        private Builder(String id) {
            this.id = Objects.requireNonNull(id, "id");
        }

        /**
         * The sound.
         *
         * @param wav a WAV or FLAC file
         * @return this
         */
        public Builder audio(Path wav) {
            return audio(() -> AudioReader.read(wav));
        }

        /**
         * The sound.
         *
         * @param source gives the same sound at every call
         * @return this
         */
        public Builder audio(Supplier<Audio> source) {
            this.audio = source;
            return this;
        }

        /**
         * Optional: the reference.
         *
         * @param wav a WAV or FLAC file
         * @return this
         */
        public Builder reference(Path wav) {
            return reference(() -> AudioReader.read(wav));
        }

        /**
         * Optional: the reference.
         *
         * @param source gives the same sound at every call
         * @return this
         */
        public Builder reference(Supplier<Audio> source) {
            this.reference = source;
            return this;
        }

        /**
         * Optional: the sound has the reference's timing.
         *
         * @param same see {@link Sample#aligned()}
         * @return this
         */
        public Builder aligned(boolean same) {
            this.aligned = same;
            return this;
        }

        /**
         * Optional: what was to be said.
         *
         * @param written the text
         * @return this
         */
        public Builder text(String written) {
            this.text = written;
            return this;
        }

        /**
         * Optional: whose voice was asked for.
         *
         * @param name the speaker; null counts as empty
         * @return this
         */
        public Builder speaker(String name) {
            this.speaker = name == null ? "" : name;
            return this;
        }

        /**
         * Optional: the seed.
         *
         * @param value the seed
         * @return this
         */
        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /**
         * Optional: what the pipeline reported.
         *
         * @param result the report of this utterance alone
         * @return this
         */
        public Builder speech(SpeechResult result) {
            this.speech = result;
            return this;
        }

        /**
         * Optional: memory after it spoke.
         *
         * @param report taken in the process that spoke
         * @return this
         */
        public Builder memory(MemoryReport report) {
            this.memory = report;
            return this;
        }

        /**
         * Optional: it was spoken to warm the pipeline up.
         *
         * @param cold true if its times must not be counted
         * @return this
         */
        public Builder warmUp(boolean cold) {
            this.warmUp = cold;
            return this;
        }

        /**
         * Ends the description.
         *
         * @return the sample
         */
        public Sample build() {
            Objects.requireNonNull(audio, "audio");
            return new Sample(this);
        }
    }
}
