package org.syrinx.plugin.vits.internal.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.api.ModelFormatException;
import org.syrinx.nn.models.JsonFields;
import org.syrinx.nn.models.JsonText;
import org.syrinx.nn.models.ModelFolder;

/**
 * {@code config.json} of a VITS model, in the layout of Hugging Face plus the object {@code
 * "syrinx"} that our own models carry. Every field is checked here, so that no network meets a
 * value that it cannot build. Unknown fields are ignored.
 *
 * @param vocabSize rows of the token embedding
 * @param samplingRate Hz
 * @param flowSize channels of the latent, even
 * @param spectrogramBins bins of the linear spectrogram, n_fft / 2 + 1
 * @param hop samples per latent frame
 * @param text text encoder
 * @param duration duration predictor
 * @param waveNet shared by flow and posterior encoder
 * @param flows coupling layers of the prior flow
 * @param flowLayers WaveNet layers of each coupling
 * @param posteriorLayers WaveNet layers of the posterior encoder
 * @param decoder decoder
 * @param speakers speakers
 * @param defaults knobs of inference
 * @param voice the front end of our own models
 * @param framePrior the prior's refinement by frame, of our own models
 * @param initializerRange standard deviation of fresh weights
 * @param json the object it was read from, unmodifiable
 */
public record VitsConfig(
        int vocabSize,
        int samplingRate,
        int flowSize,
        int spectrogramBins,
        int hop,
        Text text,
        Duration duration,
        WaveNet waveNet,
        int flows,
        int flowLayers,
        int posteriorLayers,
        Decoder decoder,
        Speakers speakers,
        Defaults defaults,
        Voice voice,
        FramePrior framePrior,
        double initializerRange,
        Map<String, Object> json) {

    /** Bound of every size: beyond it a file is damaged, not large. */
    private static final int MAX = 1 << 16;

    /** Text encoder, spec 1.4. Dropouts act in training only. */
    public record Text(
            int hidden,
            int layers,
            int heads,
            int window,
            boolean bias,
            int ffn,
            int ffnKernel,
            String activation,
            double normEpsilon,
            double hiddenDropout,
            double attentionDropout,
            double activationDropout) {}

    /** Duration predictor, spec 1.5 to 1.8. */
    public record Duration(
            boolean stochastic,
            int kernel,
            int filter,
            double dropout,
            int flows,
            int bins,
            double tailBound,
            int separableLayers) {}

    /** WaveNet blocks, spec 1.10. */
    public record WaveNet(int kernel, int dilationRate, double dropout) {}

    /** Decoder, spec 1.13; {@code istft} is our cheap profile. */
    public record Decoder(
            Kind kind,
            int initialChannels,
            List<Integer> upsampleRates,
            List<Integer> upsampleKernels,
            List<Integer> resblockKernels,
            List<List<Integer>> resblockDilations,
            boolean resblock2,
            double slope,
            int istftChannels,
            int istftLayers,
            int istftExpansion,
            int fftSize) {
        /** The two decoders. */
        public enum Kind {
            /** Upsampling stack of HiFi-GAN. */
            HIFIGAN,
            /** ConvNeXt blocks at the frame rate and an inverse Fourier transform. */
            ISTFT
        }
    }

    /**
     * Speakers: {@code size} 0 means that nothing is conditioned. Names are empty for Hugging Face
     * folders.
     */
    public record Speakers(int count, int size, List<String> names) {}

    /** Knobs of spec 1.14. */
    public record Defaults(double speakingRate, double noiseScale, double noiseScaleDuration) {}

    /** Refinement of the prior by frame; 0 layers for none, as in Hugging Face's folders. */
    public record FramePrior(int layers, int channels) {}

    /** Front end of our own models; {@code phones} is false for a folder with its own tokenizer. */
    public record Voice(
            boolean phones,
            String phoneSet,
            List<String> symbols,
            String language,
            boolean blank,
            String licence) {}

    /**
     * Reads a file.
     *
     * @param file {@code config.json}
     * @return the configuration
     * @throws ModelFormatException if it is not JSON, not VITS, or a field is out of range
     */
    public static VitsConfig read(Path file) {
        try {
            if (Files.size(file) > 1 << 24) {
                throw new ModelFormatException(
                        "a configuration of at most 16 MiB",
                        file + " is larger",
                        "Check the model folder.");
            }
            return of(JsonText.object(Files.readAllBytes(file), file.toString()), file.toString());
        } catch (IOException e) {
            throw new ModelFormatException(
                    "a JSON file " + file,
                    "it cannot be read (" + e.getMessage() + ")",
                    "Check the model folder.",
                    e);
        }
    }

    /**
     * Reads and checks the configuration of a model folder.
     *
     * @param folder the folder
     * @return the configuration
     * @throws ModelFormatException if it is missing, not VITS, or a field is out of range
     */
    public static VitsConfig of(ModelFolder folder) {
        return of(folder.config().asMap(), folder.require(ModelFolder.CONFIG).toString());
    }

    /**
     * Checks a parsed file.
     *
     * @param parsed the JSON value
     * @param source what to call it in errors
     * @return the configuration
     * @throws ModelFormatException if it is not VITS, or a field is out of range
     */
    public static VitsConfig of(Object parsed, String source) {
        Map<String, Object> json = JsonFields.asObject(parsed, source);
        JsonFields f = new JsonFields(json, source);
        String type = f.text("model_type", "");
        if (!type.equals("vits")) {
            throw new ModelFormatException(
                    "\"model_type\": \"vits\" in " + source,
                    type.isEmpty()
                            ? source + " names no model type"
                            : source + " is of the type \"" + type + "\"",
                    "Pass the folder of a VITS model.");
        }
        JsonFields own = f.object("syrinx");
        Decoder decoder = decoder(f, own);
        VitsConfig c =
                new VitsConfig(
                        f.integer("vocab_size", 38, 1, 1 << 20),
                        f.integer("sampling_rate", 16000, 1000, 384_000),
                        f.integer("flow_size", 192, 2, MAX),
                        f.integer("spectrogram_bins", 513, 2, MAX),
                        hop(decoder, own),
                        text(f),
                        duration(f),
                        new WaveNet(
                                odd(f, "wavenet_kernel_size", 5),
                                f.integer("wavenet_dilation_rate", 1, 1, 16),
                                f.number("wavenet_dropout", 0, 0, 0.99)),
                        f.integer("prior_encoder_num_flows", 4, 0, 64),
                        f.integer("prior_encoder_num_wavenet_layers", 4, 1, 64),
                        f.integer("posterior_encoder_num_wavenet_layers", 16, 1, 64),
                        decoder,
                        new Speakers(
                                f.integer("num_speakers", 1, 0, 1 << 20),
                                f.integer("speaker_embedding_size", 0, 0, MAX),
                                own.texts("speakers")),
                        new Defaults(
                                f.number("speaking_rate", 1, 1e-3, 1e3),
                                f.number("noise_scale", 0.667, 0, 100),
                                f.number("noise_scale_duration", 0.8, 0, 100)),
                        new Voice(
                                own.oneOf("tokenizer", "hf", List.of("hf", "phones"))
                                        .equals("phones"),
                                own.text("phone_set", ""),
                                own.texts("symbols"),
                                own.text("language", ""),
                                own.flag("blank", false),
                                own.text("licence", "")),
                        new FramePrior(
                                own.integer("frame_prior_layers", 0, 0, 64),
                                own.integer("frame_prior_channels", 192, 1, MAX)),
                        f.number("initializer_range", 0.02, 0, 10),
                        Collections.unmodifiableMap(new LinkedHashMap<>(json)));
        c.checkTogether(f);
        return c;
    }

    private static Text text(JsonFields f) {
        return new Text(
                f.integer("hidden_size", 192, 1, MAX),
                f.integer("num_hidden_layers", 6, 0, 256),
                f.integer("num_attention_heads", 2, 1, 256),
                f.integer("window_size", 4, 0, 1024),
                f.flag("use_bias", true),
                f.integer("ffn_dim", 768, 1, MAX),
                f.integer("ffn_kernel_size", 3, 1, 255),
                f.oneOf("hidden_act", "relu", List.of("relu", "gelu", "silu", "swish", "tanh")),
                f.number("layer_norm_eps", 1e-5, 0, 1),
                f.number("hidden_dropout", 0.1, 0, 0.99),
                f.number("attention_dropout", 0.1, 0, 0.99),
                f.number("activation_dropout", 0.1, 0, 0.99));
    }

    private static Duration duration(JsonFields f) {
        if (f.integer("depth_separable_channels", 2, 1, MAX) != 2) {
            throw f.wrong(
                    "depth_separable_channels",
                    "2",
                    f.integer("depth_separable_channels", 2, 1, MAX));
        }
        return new Duration(
                f.flag("use_stochastic_duration_prediction", true),
                odd(f, "duration_predictor_kernel_size", 3),
                f.integer("duration_predictor_filter_channels", 256, 1, MAX),
                f.number("duration_predictor_dropout", 0.5, 0, 0.99),
                f.integer("duration_predictor_num_flows", 4, 1, 64),
                f.integer("duration_predictor_flow_bins", 10, 2, 900),
                f.number("duration_predictor_tail_bound", 5, 1e-3, 1e3),
                f.integer("depth_separable_num_layers", 3, 1, 16));
    }

    private static Decoder decoder(JsonFields f, JsonFields own) {
        boolean istft =
                own.oneOf("decoder", "hifigan", List.of("hifigan", "istft")).equals("istft");
        return new Decoder(
                istft ? Decoder.Kind.ISTFT : Decoder.Kind.HIFIGAN,
                f.integer("upsample_initial_channel", 512, 1, MAX),
                f.integers("upsample_rates", List.of(8, 8, 2, 2), 1, 1024),
                f.integers("upsample_kernel_sizes", List.of(16, 16, 4, 4), 1, 4096),
                f.integers("resblock_kernel_sizes", List.of(3, 7, 11), 1, 255),
                f.nestedIntegers(
                        "resblock_dilation_sizes",
                        List.of(List.of(1, 3, 5), List.of(1, 3, 5), List.of(1, 3, 5)),
                        1,
                        4096),
                own.oneOf("resblock", "1", List.of("1", "2")).equals("2"),
                f.number("leaky_relu_slope", 0.1, 0, 1),
                own.integer("istft_channels", 192, 1, MAX),
                own.integer("istft_layers", 6, 1, 64),
                own.integer("istft_expansion", 3, 1, 64),
                own.integer("istft_nfft", 1024, 4, 1 << 16));
    }

    private static int hop(Decoder d, JsonFields own) {
        if (d.kind() == Decoder.Kind.ISTFT) {
            return own.integer("hop", 256, 1, d.fftSize());
        }
        long hop = 1;
        for (int rate : d.upsampleRates()) {
            hop = Math.min(hop * rate, MAX + 1L);
        }
        if (hop > MAX) {
            throw own.wrong("upsample_rates", "a product of at most " + MAX, d.upsampleRates());
        }
        return (int) hop;
    }

    private static int odd(JsonFields f, String name, int absent) {
        int v = f.integer(name, absent, 1, 255);
        if (v % 2 == 0) {
            throw f.wrong(name, "an odd number", v);
        }
        return v;
    }

    private void checkTogether(JsonFields f) {
        if (text.hidden % text.heads != 0) {
            throw f.wrong(
                    "num_attention_heads", "a divisor of hidden_size " + text.hidden, text.heads);
        }
        if (flowSize % 2 != 0) {
            throw f.wrong("flow_size", "an even number", flowSize);
        }
        if (speakers.count > 1 && speakers.size == 0) {
            throw f.wrong(
                    "speaker_embedding_size", "at least 1 for " + speakers.count + " speakers", 0);
        }
        if (!speakers.names.isEmpty() && speakers.names.size() != speakers.count) {
            throw f.wrong(
                    "num_speakers", "the number of names in \"syrinx.speakers\"", speakers.count);
        }
        if (voice.phones && voice.symbols.size() != vocabSize) {
            throw f.wrong(
                    "vocab_size",
                    "the number of names in \"syrinx.symbols\", " + voice.symbols.size(),
                    vocabSize);
        }
        if (decoder.kind == Decoder.Kind.HIFIGAN) {
            checkHifiGan(f);
        } else if (decoder.fftSize % 2 != 0 || decoder.fftSize < 2 * hop) {
            throw f.wrong(
                    "istft_nfft",
                    "an even number, at least twice the hop of " + hop,
                    decoder.fftSize);
        }
    }

    private void checkHifiGan(JsonFields f) {
        int stages = decoder.upsampleRates.size();
        if (decoder.upsampleKernels.size() != stages) {
            throw f.wrong(
                    "upsample_kernel_sizes",
                    "as many entries as upsample_rates",
                    decoder.upsampleKernels);
        }
        for (int i = 0; i < stages; i++) {
            int surplus = decoder.upsampleKernels.get(i) - decoder.upsampleRates.get(i);
            if (surplus < 0 || surplus % 2 != 0) {
                throw f.wrong(
                        "upsample_kernel_sizes",
                        "each rate plus an even number, at least 0",
                        decoder.upsampleKernels);
            }
        }
        if (stages > 20 || decoder.initialChannels >> stages == 0) {
            throw f.wrong(
                    "upsample_initial_channel",
                    "at least 2 to the power of stages",
                    decoder.initialChannels);
        }
        if (decoder.resblockDilations.size() != decoder.resblockKernels.size()) {
            throw f.wrong(
                    "resblock_dilation_sizes",
                    "as many lists as resblock_kernel_sizes",
                    decoder.resblockDilations);
        }
        for (int k : decoder.resblockKernels) {
            if (k % 2 == 0) {
                throw f.wrong("resblock_kernel_sizes", "odd numbers", decoder.resblockKernels);
            }
        }
    }

    /** Whether there is a table of speaker vectors. */
    public boolean multiSpeaker() {
        return speakers.count > 1;
    }

    /** Size of the transform of the linear spectrogram, which the posterior encoder reads. */
    public int fftSize() {
        return 2 * (spectrogramBins - 1);
    }
}
