package org.syrinx.plugin.mel.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioCollector;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentSpace.EncodeOptions;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Vocoder.DecodeOptions;
import org.syrinx.engine.Operators;

class MelStagesTest {
    private static final StageInfo INFO = new StageInfo("m", "mel", "0", "", "jvm", Map.of());
    private static NDManager manager;
    private static LeasedManager leased;

    @BeforeAll
    static void open() {
        manager = Operators.engine().newBaseManager();
        leased = new LeasedManager(manager);
    }

    @AfterAll
    static void close() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource(MelPreset.class)
    void soundGoesToMelAndBackWithItsPitch(MelPreset preset) {
        int rate = preset.mel().sampleRate();
        Audio tone = harmonics(rate, 200, 0.6);
        MelLatentSpace space = new MelLatentSpace(INFO, preset, leased);
        GriffinLimVocoder vocoder = new GriffinLimVocoder(INFO, preset, 32);

        assertTrue(space.latentSpec().fits(vocoder.latentSpec()));
        try (Latent latent = space.encode(tone, EncodeOptions.mean(null), Progress.NONE)) {
            assertEquals(preset.mel().bands(), latent.frames().getShape().get(1));
            Audio back = vocoder.decode(latent, null, DecodeOptions.seeded(1));
            assertEquals(
                    tone.samples().length, back.samples().length, 2.0 * space.latentSpec().hop());
            assertEquals(200, pitch(back), 2);
        }
    }

    @Test
    void chunksAreTheWholeWhateverTheirSizeAndTheSeedDecidesThePhases() {
        MelLatentSpace space = new MelLatentSpace(INFO, MelPreset.K16, leased);
        GriffinLimVocoder vocoder = new GriffinLimVocoder(INFO, MelPreset.K16, 4);
        try (Latent latent =
                space.encode(harmonics(16000, 150, 0.4), EncodeOptions.mean(null), Progress.NONE)) {
            float[] whole = vocoder.decode(latent, null, DecodeOptions.seeded(7)).samples();
            for (int chunk : new int[] {1, 5, 1000}) {
                AudioCollector all = new AudioCollector();
                vocoder.decode(
                        latent,
                        null,
                        new DecodeOptions(chunk, NoiseSource.seeded(7)),
                        all,
                        Progress.NONE);
                assertArrayEquals(whole, all.audio().samples());
            }
            float[] other = vocoder.decode(latent, null, DecodeOptions.seeded(8)).samples();
            assertFalse(java.util.Arrays.equals(whole, other));
        }
    }

    @Test
    void anotherRateIsResampledToTheSpacesOwn() {
        MelLatentSpace space = new MelLatentSpace(INFO, MelPreset.K16, leased);
        try (Latent a =
                        space.encode(
                                harmonics(16000, 200, 0.5),
                                EncodeOptions.mean(null),
                                Progress.NONE);
                Latent b =
                        space.encode(
                                harmonics(48000, 200, 0.5),
                                EncodeOptions.mean(null),
                                Progress.NONE)) {
            float[] x = a.frames().toFloatArray();
            float[] y = b.frames().toFloatArray();
            assertEquals(x.length, y.length);
            double sum = 0;
            int bands = MelPreset.K16.mel().bands();
            int frames = x.length / bands;
            for (int c = 0; c < bands / 2; c++) {
                for (int t = 4; t < frames - 4; t++) {
                    sum += Math.abs(x[c * frames + t] - y[c * frames + t]);
                }
            }
            assertTrue(sum / (bands / 2 * (frames - 8)) < 0.1, "mean difference " + sum);
        }
    }

    @Test
    void aLatentOfAnotherMeaningIsRefusedWithTheFields() {
        GriffinLimVocoder vocoder = new GriffinLimVocoder(INFO, MelPreset.K16, 4);
        LatentSpec vits = LatentSpec.of("vits.z", 2, 16000, 256);
        try (Latent latent =
                new Latent(manager.zeros(new ai.djl.ndarray.types.Shape(1, 2, 3)), vits)) {
            SyrinxException e =
                    assertThrows(
                            SyrinxException.class,
                            () -> vocoder.decode(latent, null, DecodeOptions.seeded(1)));
            assertTrue(
                    e.getMessage().contains("id vits.z against mel, channels 2 against 80"),
                    e.getMessage());
        }
    }

    @Test
    void soundThatCannotBeAnalysedIsRefused() {
        MelLatentSpace space = new MelLatentSpace(INFO, MelPreset.K16, leased);
        for (Audio bad :
                List.of(
                        new Audio(new float[0], 16000),
                        new Audio(new float[100], 16000),
                        new Audio(new float[] {0, Float.NaN}, 16000))) {
            assertThrows(
                    SyrinxException.class,
                    () -> space.encode(bad, EncodeOptions.mean(null), Progress.NONE));
        }
        assertThrows(
                SyrinxException.class,
                () ->
                        space.encode(
                                harmonics(16000, 100, 0.2),
                                EncodeOptions.mean("f1"),
                                Progress.NONE));
    }

    @Test
    void anUnknownPresetIsRefusedWithTheKnownOnes() {
        SyrinxException e =
                assertThrows(SyrinxException.class, () -> MelPreset.of("mel", "mel-8k"));
        assertTrue(e.getMessage().contains("mel-16k"), e.getMessage());
    }

    private static Audio harmonics(int rate, double f0, double seconds) {
        float[] x = new float[(int) (rate * seconds)];
        for (int i = 0; i < x.length; i++) {
            for (int h = 1; h <= 12; h++) {
                x[i] += (float) (0.3 / h * Math.sin(2 * Math.PI * f0 * h * i / rate));
            }
        }
        return new Audio(x, rate);
    }

    /** Autocorrelation peak between 100 and 400 Hz over the middle of the sound. */
    private static double pitch(Audio audio) {
        float[] x = audio.samples();
        int from = x.length / 4;
        int to = x.length / 2;
        double best = -1;
        int at = 0;
        for (int lag = audio.sampleRate() / 400; lag <= audio.sampleRate() / 120; lag++) {
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += x[i] * x[i + lag];
            }
            if (sum > best) {
                best = sum;
                at = lag;
            }
        }
        return (double) audio.sampleRate() / at;
    }
}
