package org.syrinx.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What to say and how. Immutable; made by {@link #say}.
 *
 * <pre>{@code
 * Prompt p = Prompt.say("The quick brown fox.").speaker("f1").speed(0.9).seed(7).build();
 * }</pre>
 *
 * <p>A value that was not set is empty, and the stage uses its own default. A stage that cannot
 * honour a value that was set throws a {@link SyrinxException}: nothing is ignored in silence.
 */
@ProviderType
public final class Prompt {
    private final String text;
    private final String language;
    private final String speaker;
    private final String style;
    private final Audio styleAudio;
    private final Audio reference;
    private final String referenceText;
    private final double speed;
    private final long seed;
    private final Integer steps;
    private final Double guidance;
    private final Double temperature;
    private final Double durationTemperature;
    private final Boolean normalize;
    private final List<Edit> edits;
    private final Map<String, String> options;

    private Prompt(Builder b) {
        text = b.text;
        language = b.language;
        speaker = b.speaker;
        style = b.style;
        styleAudio = b.styleAudio;
        reference = b.reference;
        referenceText = b.referenceText;
        speed = b.speed;
        seed = b.seed;
        steps = b.steps;
        guidance = b.guidance;
        temperature = b.temperature;
        durationTemperature = b.durationTemperature;
        normalize = b.normalize;
        edits = List.copyOf(b.edits);
        options = Collections.unmodifiableMap(new TreeMap<>(b.options));
    }

    /**
     * Starts a prompt.
     *
     * @param text what to say
     * @return a builder
     */
    public static Builder say(String text) {
        return new Builder().text(text);
    }

    /**
     * A builder with the values of this prompt, for the next sentence of a longer text.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder b = new Builder();
        b.text = text;
        b.language = language;
        b.speaker = speaker;
        b.style = style;
        b.styleAudio = styleAudio;
        b.reference = reference;
        b.referenceText = referenceText;
        b.speed = speed;
        b.seed = seed;
        b.steps = steps;
        b.guidance = guidance;
        b.temperature = temperature;
        b.durationTemperature = durationTemperature;
        b.normalize = normalize;
        b.edits.addAll(edits);
        b.options.putAll(options);
        return b;
    }

    /**
     * What to say.
     *
     * @return the text as written by the user
     */
    public String text() {
        return text;
    }

    /**
     * BCP 47 language of the text.
     *
     * @return for example {@code "en"}
     */
    public Optional<String> language() {
        return Optional.ofNullable(language);
    }

    /**
     * Name or number of one of the encoder's speakers.
     *
     * @return the speaker
     */
    public Optional<String> speaker() {
        return Optional.ofNullable(speaker);
    }

    /**
     * A style in words.
     *
     * @return for example {@code "in a hushed voice"}
     */
    public Optional<String> style() {
        return Optional.ofNullable(style);
    }

    /**
     * A style as a recording.
     *
     * @return the recording
     */
    public Optional<Audio> styleAudio() {
        return Optional.ofNullable(styleAudio);
    }

    /**
     * A recording of the voice to continue.
     *
     * @return the recording
     */
    public Optional<Audio> reference() {
        return Optional.ofNullable(reference);
    }

    /**
     * What is said in {@link #reference()}.
     *
     * @return the transcript
     */
    public Optional<String> referenceText() {
        return Optional.ofNullable(referenceText);
    }

    /**
     * Speaking rate relative to the voice's own.
     *
     * @return greater than 0; 1 is the voice's own rate, 2 is twice as fast
     */
    public double speed() {
        return speed;
    }

    /**
     * The seed of all randomness.
     *
     * @return any value
     */
    public long seed() {
        return seed;
    }

    /**
     * Steps of the denoiser.
     *
     * @return at least 1
     */
    public OptionalInt steps() {
        return steps == null ? OptionalInt.empty() : OptionalInt.of(steps);
    }

    /**
     * Scale of classifier-free guidance.
     *
     * @return a finite number
     */
    public OptionalDouble guidance() {
        return optional(guidance);
    }

    /**
     * Scale of the noise that the utterance starts from (VITS: {@code noise_scale}).
     *
     * @return at least 0
     */
    public OptionalDouble temperature() {
        return optional(temperature);
    }

    /**
     * Scale of the noise of the durations (VITS: {@code noise_scale_duration}).
     *
     * @return at least 0
     */
    public OptionalDouble durationTemperature() {
        return optional(durationTemperature);
    }

    /**
     * Whether numbers, dates and abbreviations are written out before the model's own tokenizer.
     *
     * @return empty for the model's default
     */
    public Optional<Boolean> normalize() {
        return Optional.ofNullable(normalize);
    }

    /**
     * Moves along named directions.
     *
     * @return in the order given
     */
    public List<Edit> edits() {
        return edits;
    }

    /**
     * Options that only one family knows, by names that it documents ({@code
     * "vits.speaking_rate"}).
     *
     * @return name to text
     */
    public Map<String, String> options() {
        return options;
    }

    private static OptionalDouble optional(Double v) {
        return v == null ? OptionalDouble.empty() : OptionalDouble.of(v);
    }

    /** Collects the values and checks each as it comes; not thread-safe. */
    @ProviderType
    public static final class Builder {
        private String text = "";
        private String language;
        private String speaker;
        private String style;
        private Audio styleAudio;
        private Audio reference;
        private String referenceText;
        private double speed = 1;
        private long seed;
        private Integer steps;
        private Double guidance;
        private Double temperature;
        private Double durationTemperature;
        private Boolean normalize;
        private final List<Edit> edits = new ArrayList<>();
        private final Map<String, String> options = new TreeMap<>();

        private Builder() {}

        /**
         * Sets the text.
         *
         * @param value what to say
         * @return this
         */
        public Builder text(String value) {
            text = Objects.requireNonNull(value, "text");
            return this;
        }

        /**
         * Sets the language.
         *
         * @param value BCP 47
         * @return this
         */
        public Builder language(String value) {
            language = value;
            return this;
        }

        /**
         * Sets the speaker.
         *
         * @param value name or number
         * @return this
         */
        public Builder speaker(String value) {
            speaker = value;
            return this;
        }

        /**
         * Sets the style in words.
         *
         * @param value a description
         * @return this
         */
        public Builder style(String value) {
            style = value;
            return this;
        }

        /**
         * Sets the style as a recording.
         *
         * @param value the recording
         * @return this
         */
        public Builder styleAudio(Audio value) {
            styleAudio = value;
            return this;
        }

        /**
         * Sets the voice to continue.
         *
         * @param value the recording
         * @param transcript what is said in it, or null
         * @return this
         */
        public Builder reference(Audio value, String transcript) {
            reference = value;
            referenceText = transcript;
            return this;
        }

        /**
         * Sets the speaking rate.
         *
         * @param value in (0, 10]
         * @return this
         */
        public Builder speed(double value) {
            check(value > 0 && value <= 10, "a speed above 0 and at most 10", value);
            speed = value;
            return this;
        }

        /**
         * Sets the seed.
         *
         * @param value any value
         * @return this
         */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * Sets the steps of the denoiser.
         *
         * @param value in [1, 10000]
         * @return this
         */
        public Builder steps(int value) {
            check(value >= 1 && value <= 10_000, "between 1 and 10000 steps", value);
            steps = value;
            return this;
        }

        /**
         * Sets the guidance scale.
         *
         * @param value a finite number
         * @return this
         */
        public Builder guidance(double value) {
            check(Double.isFinite(value), "a finite guidance scale", value);
            guidance = value;
            return this;
        }

        /**
         * Sets the noise scale.
         *
         * @param value in [0, 10]
         * @return this
         */
        public Builder temperature(double value) {
            check(value >= 0 && value <= 10, "a noise scale between 0 and 10", value);
            temperature = value;
            return this;
        }

        /**
         * Sets the noise scale of the durations.
         *
         * @param value in [0, 10]
         * @return this
         */
        public Builder durationTemperature(double value) {
            check(value >= 0 && value <= 10, "a duration noise scale between 0 and 10", value);
            durationTemperature = value;
            return this;
        }

        /**
         * Sets whether text is normalised.
         *
         * @param value true, false, or null for the model's default
         * @return this
         */
        public Builder normalize(Boolean value) {
            normalize = value;
            return this;
        }

        /**
         * Adds an edit.
         *
         * @param edit a slider
         * @return this
         */
        public Builder edit(Edit edit) {
            edits.add(Objects.requireNonNull(edit, "edit"));
            return this;
        }

        /**
         * Sets an option of one family.
         *
         * @param name its name
         * @param value its value, or null to take the option away
         * @return this
         */
        public Builder option(String name, String value) {
            if (value == null) {
                options.remove(name);
            } else {
                options.put(name, value);
            }
            return this;
        }

        /**
         * Finishes.
         *
         * @return the prompt
         * @throws SyrinxException if there is nothing to say
         */
        public Prompt build() {
            if (text.isBlank()) {
                throw new SyrinxException(
                        "some text to say",
                        text.isEmpty() ? "empty text" : "text of white space only",
                        "pass the text as an argument, with --file, or on standard input");
            }
            return new Prompt(this);
        }

        private static void check(boolean ok, String expected, double found) {
            if (!ok) {
                throw new SyrinxException(
                        expected, "the value was " + found, "pass a value in that range");
            }
        }
    }
}
