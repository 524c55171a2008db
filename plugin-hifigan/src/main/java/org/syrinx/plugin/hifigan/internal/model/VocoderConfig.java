package org.syrinx.plugin.hifigan.internal.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.dsp.MelSpec;
import org.syrinx.audio.dsp.StftSpec;
import org.syrinx.audio.dsp.Windows;
import org.syrinx.nn.models.JsonFields;
import org.syrinx.nn.vocoder.HifiGanSpec;
import org.syrinx.nn.vocoder.IstftSpec;

/**
 * {@code config.json} of a vocoder: the names of the authors' configuration files, of which those
 * about training are ignored, and an object {@code syrinx} for what is ours.
 *
 * @param mel the spectrogram that it sounds
 * @param hifiGan sizes of HiFi-GAN's generator, or null
 * @param istft sizes of the generator with an inverse Fourier transform, or null
 * @param licence of the weights, or empty
 */
public record VocoderConfig(MelSpec mel, HifiGanSpec hifiGan, IstftSpec istft, String licence) {
    private static final int MAX = 1 << 16;
    private static final double SLOPE = 0.1;

    /** Two kinds of generator. */
    private static final List<String> GENERATORS = List.of("hifigan", "istft");

    /** A field that every vocoder's configuration has and no other family's. */
    private static final String MARK = "num_mels";

    /**
     * Checks a configuration.
     *
     * @param f the fields
     * @return the configuration
     * @throws ModelFormatException if it is not of a vocoder, or sizes do not go together
     */
    public static VocoderConfig of(JsonFields f) {
        if (!f.has(MARK)) {
            throw f.wrong(MARK, "the number of mel bands", null);
        }
        JsonFields own = f.object("syrinx");
        boolean istft = own.oneOf("generator", "hifigan", GENERATORS).equals("istft");
        MelSpec mel = mel(f, own);
        try {
            return new VocoderConfig(
                    mel,
                    istft ? null : hifiGan(f, mel),
                    istft ? istft(own, mel) : null,
                    own.text("licence", ""));
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(
                    "sizes of a generator that go together",
                    e.getMessage(),
                    "Use the config.json that belongs to the weights.",
                    e);
        }
    }

    /**
     * Checks a configuration.
     *
     * @param json the object
     * @param source what to call it in errors
     * @return the configuration
     * @throws ModelFormatException as {@link #of(JsonFields)}
     */
    public static VocoderConfig of(Map<String, Object> json, String source) {
        return of(new JsonFields(json, source));
    }

    /**
     * Spec 1, 2.8; only the root's epsilon is not in the authors' files: it is 1e-9 in their code.
     */
    private static MelSpec mel(JsonFields f, JsonFields own) {
        int rate = f.integer("sampling_rate", 22050, 1000, 1_000_000);
        int fft = f.integer("n_fft", 1024, 4, MAX);
        double fMax = f.has("fmax") ? f.number("fmax", 8000, 1, rate / 2.0) : rate / 2.0;
        try {
            return new MelSpec(
                    rate,
                    new StftSpec(
                            fft,
                            f.integer("win_size", fft, 1, fft),
                            f.integer("hop_size", 256, 1, fft),
                            Windows.Shape.HANN,
                            StftSpec.Padding.SAME,
                            StftSpec.PadMode.REFLECT),
                    f.integer(MARK, 80, 1, 4096),
                    f.number("fmin", 0, 0, rate / 2.0),
                    fMax,
                    MelSpec.Scale.SLANEY,
                    MelSpec.Norm.SLANEY,
                    1,
                    own.number("mel_epsilon", 1e-9, 0, 1),
                    MelSpec.Log.NATURAL,
                    1e-5);
        } catch (SyrinxException e) {
            throw new ModelFormatException(
                    "mel parameters that go together",
                    e.getMessage(),
                    "Use the config.json that belongs to the weights.",
                    e);
        }
    }

    private static HifiGanSpec hifiGan(JsonFields f, MelSpec mel) {
        String kind =
                f.oneOf("resblock", "1", List.of("1", "2")); // a text in the authors' files too
        HifiGanSpec spec =
                new HifiGanSpec(
                        mel.bands(),
                        0,
                        f.integer("upsample_initial_channel", 512, 1, MAX),
                        f.integers("upsample_rates", List.of(8, 8, 2, 2), 1, 1024),
                        f.integers("upsample_kernel_sizes", List.of(16, 16, 4, 4), 1, 4096),
                        f.integers("resblock_kernel_sizes", List.of(3, 7, 11), 1, 255),
                        f.nestedIntegers(
                                "resblock_dilation_sizes",
                                List.of(List.of(1, 3, 5), List.of(1, 3, 5), List.of(1, 3, 5)),
                                1,
                                4096),
                        kind.equals("2"),
                        SLOPE);
        if (spec.hop() != mel.stft().hop()) {
            throw new IllegalArgumentException(
                    "hop_size is "
                            + mel.stft().hop()
                            + ", but the product of upsample_rates is "
                            + spec.hop());
        }
        return spec;
    }

    private static IstftSpec istft(JsonFields own, MelSpec mel) {
        int channels = own.integer("istft_channels", 256, 1, MAX);
        return new IstftSpec(
                mel.bands(),
                0,
                channels,
                own.integer("istft_layers", 6, 1, 64),
                own.integer("istft_expansion", 3, 1, 64),
                own.integer("istft_nfft", 1024, 4, MAX),
                mel.stft().hop(),
                own.integer("istft_split", 1, 1, 64),
                own.integer("istft_fine_channels", channels, 1, MAX),
                own.integer("istft_fine_layers", 0, 0, 64));
    }

    /**
     * What the generator is called.
     *
     * @return {@code hifigan} or {@code istft}
     */
    public String generator() {
        return hifiGan == null ? "istft" : "hifigan";
    }

    public VocoderConfig {
        Objects.requireNonNull(mel, "mel");
        if ((hifiGan == null) == (istft == null)) {
            throw new IllegalArgumentException("exactly one kind of generator is needed");
        }
    }
}
