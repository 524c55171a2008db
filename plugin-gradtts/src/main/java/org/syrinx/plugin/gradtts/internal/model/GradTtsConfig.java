package org.syrinx.plugin.gradtts.internal.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.api.ModelFormatException;
import org.syrinx.nn.models.JsonFields;

/**
 * {@code config.json} of a Grad-TTS model. The names are those of the authors' {@code params.py};
 * an absent field has the published value. The object {@code "syrinx"} holds what the authors' code
 * fixes elsewhere or does not have. Every field is checked here, so that no network meets a value
 * that it cannot build.
 *
 * @param vocabSize rows of the token embedding ({@code n_vocab})
 * @param bands mel bands ({@code n_feats}), a multiple of 4
 * @param encoder text encoder and duration predictor
 * @param decoder score network
 * @param beta0 beta at the data ({@code beta_min})
 * @param beta1 beta at the noise ({@code beta_max})
 * @param speakers speakers
 * @param encoderSpeakerConditioning whether the text encoder sees the speaker; false for every
 *     released model
 * @param samplingRate Hz; decides the mel spectrogram
 * @param voice text processing
 * @param defaults knobs of inference
 * @param json the object it was read from, unmodifiable
 */
public record GradTtsConfig(
        int vocabSize,
        int bands,
        Encoder encoder,
        Decoder decoder,
        double beta0,
        double beta1,
        Speakers speakers,
        boolean encoderSpeakerConditioning,
        int samplingRate,
        Voice voice,
        Defaults defaults,
        Map<String, Object> json) {

    /** The value of {@code model_type}; the authors' folders have none. */
    public static final String TYPE = "grad-tts";

    /** Bound of every size: beyond it a file is damaged, not large. */
    private static final int MAX = 1 << 16;

    private static final int GROUPS = 8;

    /** Text encoder and duration predictor. The dropout acts in training only. */
    public record Encoder(
            int channels,
            int filter,
            int durationFilter,
            int heads,
            int layers,
            int kernel,
            double dropout,
            int window) {}

    /** Score network: base width, and factor on the time before it is embedded. */
    public record Decoder(int width, double peScale) {}

    /**
     * Speakers. Names are empty for models that number them. A name of the form {@code
     * speaker:style} is a row for a style of a speaker.
     */
    public record Speakers(int count, int size, List<String> names) {}

    /**
     * Text processing: {@code arpabet} reads the authors' symbols, {@code phones} the symbols of a
     * front end.
     */
    public record Voice(
            boolean phones, List<String> symbols, String language, boolean blank, String licence) {}

    /**
     * Knobs of synthesis, for who does not choose.
     *
     * @param steps of the sampler
     * @param tau the authors' temperature, which the noise is divided by
     * @param lengthScale factor on durations
     * @param sampler its id
     */
    public record Defaults(int steps, double tau, double lengthScale, String sampler) {}

    /**
     * Checks a configuration.
     *
     * @param f the fields of {@code config.json}
     * @return the configuration
     * @throws ModelFormatException if it is not of Grad-TTS, or a field is out of range
     */
    public static GradTtsConfig of(JsonFields f) {
        String type = f.text("model_type", "");
        boolean authors = type.isEmpty() && f.has("n_enc_channels") && f.has("dec_dim");
        if (!authors && !type.equals(TYPE)) {
            throw f.wrong(
                    "model_type",
                    "\"" + TYPE + "\", or the authors' fields n_enc_channels and dec_dim,",
                    type.isEmpty() ? "absent" : type);
        }
        JsonFields own = f.object("syrinx");
        GradTtsConfig c =
                new GradTtsConfig(
                        f.integer("n_vocab", 149, 1, 1 << 20),
                        f.integer("n_feats", 80, 4, 1024),
                        encoder(f),
                        new Decoder(
                                f.integer("dec_dim", 64, GROUPS, 4096),
                                f.number("pe_scale", 1000, 1e-3, 1e6)),
                        f.number("beta_min", 0.05, 0, 1e3),
                        f.number("beta_max", 20, 1e-3, 1e3),
                        new Speakers(
                                f.integer("n_spks", 1, 1, 1 << 20),
                                f.integer("spk_emb_dim", 64, 1, MAX),
                                own.texts("speakers")),
                        own.flag("encoder_speaker_conditioning", false),
                        own.integer("sampling_rate", 22050, 1000, 384_000),
                        new Voice(
                                own.oneOf("tokenizer", "arpabet", List.of("arpabet", "phones"))
                                        .equals("phones"),
                                own.texts("symbols"),
                                own.text("language", "en"),
                                own.flag("blank", true),
                                own.text("licence", "")),
                        new Defaults(
                                own.integer("steps", 10, 1, 10_000),
                                own.number("temperature", 1.5, 1e-3, 1e6),
                                own.number("length_scale", authors ? 0.91 : 1, 1e-2, 1e2),
                                own.oneOf("sampler", Samplers.usual().id(), Samplers.ids())),
                        f.asMap());
        c.checkTogether(f);
        return c;
    }

    /**
     * The published size.
     *
     * @param speakers 1, or 247 in the published multi-speaker model
     * @return the configuration
     */
    public static GradTtsConfig published(int speakers) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model_type", TYPE);
        json.put("n_spks", speakers);
        return of(new JsonFields(json, "the published configuration"));
    }

    private static Encoder encoder(JsonFields f) {
        return new Encoder(
                f.integer("n_enc_channels", 192, 1, MAX),
                f.integer("filter_channels", 768, 1, MAX),
                f.integer("filter_channels_dp", 256, 1, MAX),
                f.integer("n_heads", 2, 1, 256),
                f.integer("n_enc_layers", 6, 0, 256),
                f.integer("enc_kernel", 3, 1, 255),
                f.number("enc_dropout", 0.1, 0, 0.99),
                f.integer("window_size", 4, 0, 1024));
    }

    private void checkTogether(JsonFields f) {
        if (bands % ScoreNetwork.STRIDE != 0) {
            throw f.wrong("n_feats", "a multiple of " + ScoreNetwork.STRIDE, bands);
        }
        if (decoder.width % GROUPS != 0) {
            throw f.wrong("dec_dim", "a multiple of " + GROUPS, decoder.width);
        }
        if (encoder.kernel % 2 == 0) {
            throw f.wrong("enc_kernel", "an odd number", encoder.kernel);
        }
        if (hiddenSize() % encoder.heads != 0) {
            throw f.wrong("n_heads", "a divisor of " + hiddenSize() + " channels", encoder.heads);
        }
        if (!speakers.names.isEmpty() && speakers.names.size() != speakers.count) {
            throw f.wrong("n_spks", "the number of names in \"syrinx.speakers\"", speakers.count);
        }
        if (voice.phones && voice.symbols.size() + (voice.blank ? 1 : 0) != vocabSize) {
            throw f.wrong(
                    "n_vocab",
                    "the number of names in \"syrinx.symbols\", and one for the blank,",
                    vocabSize);
        }
    }

    /** Whether there is a table of speaker vectors. */
    public boolean multiSpeaker() {
        return speakers.count > 1;
    }

    /** Channels of the transformer, which the speaker vector may widen. */
    public int hiddenSize() {
        return encoder.channels + (conditionsEncoder() ? speakers.size : 0);
    }

    /** Whether means and durations depend on the speaker. */
    public boolean conditionsEncoder() {
        return encoderSpeakerConditioning && multiSpeaker();
    }
}
