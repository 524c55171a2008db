package org.syrinx.audio.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.api.Audio;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.SyrinxException;

/** Golden values are librosa's: scripts/make_mel_golden.py. */
class MelTest {
    static MelSpec spec(String name) {
        return switch (name) {
            case "vits16k" -> MelSpec.vits(16000);
            case "hifigan22k" -> MelSpec.hifiGan22k();
            case "vocos24k" -> MelSpec.vocos24k();
            case "clap48k" ->
                    new MelSpec(
                            48000,
                            StftSpec.centred(1024, 480),
                            64,
                            50,
                            14000,
                            MelSpec.Scale.SLANEY,
                            MelSpec.Norm.SLANEY,
                            2,
                            0,
                            MelSpec.Log.DECIBEL,
                            1e-10);
            default ->
                    new MelSpec(
                            16000,
                            new StftSpec(
                                    512,
                                    400,
                                    160,
                                    Windows.Shape.HANN,
                                    StftSpec.Padding.NONE,
                                    StftSpec.PadMode.ZERO),
                            40,
                            20,
                            7600,
                            MelSpec.Scale.HTK,
                            MelSpec.Norm.SLANEY,
                            2,
                            0,
                            MelSpec.Log.TEN,
                            1e-10);
        };
    }

    /** The signal of the script. */
    static Audio signal(int rate, int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            double t = (double) i / rate;
            double phase = 2 * Math.PI * (150 * t + 400 * t * t);
            double sum =
                    0.4 * Math.sin(phase)
                            + 0.2 * Math.sin(3 * phase + 1)
                            + 0.1 * Math.sin(7 * phase + 2);
            x[i] = (float) (sum * (0.6 + 0.4 * Math.cos(2 * Math.PI * 3 * t)));
        }
        return new Audio(x, rate);
    }

    private static List<String> lines(String name) throws IOException {
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                MelTest.class.getResourceAsStream("/mel/" + name + ".txt"),
                                StandardCharsets.UTF_8))) {
            return in.lines().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vits16k", "hifigan22k", "vocos24k", "clap48k", "short16k"})
    void filtersEqualLibrosa(String name) throws IOException {
        float[][] filters = new MelFilterBank(spec(name)).matrix();
        int golden = 0;
        for (String line : lines("filters-" + name)) {
            String[] field = line.split(" ");
            double expected = Double.parseDouble(field[2]);
            float got = filters[Integer.parseInt(field[0])][Integer.parseInt(field[1])];
            assertEquals(expected, got, 1e-9 + 1e-6 * expected, line);
            golden++;
        }
        int ours = 0;
        for (float[] row : filters) {
            for (float weight : row) {
                ours += weight > 1e-12 ? 1 : 0;
            }
        }
        assertTrue(Math.abs(golden - ours) <= 2, golden + " weights in librosa, " + ours + " here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vits16k", "hifigan22k", "vocos24k", "clap48k", "short16k"})
    void spectrogramsEqualLibrosa(String name) throws IOException {
        MelSpec spec = spec(name);
        float[][] mel = new MelSpectrogram(spec).compute(signal(spec.sampleRate(), 6000));
        List<String> golden = lines("mel-" + name);
        assertEquals(golden.size(), mel.length);
        double tolerance = spec.log() == MelSpec.Log.DECIBEL ? 2e-3 : 2e-4;
        for (int t = 0; t < mel.length; t++) {
            String[] row = golden.get(t).split(" ");
            assertEquals(row.length, mel[t].length);
            for (int b = 0; b < row.length; b++) {
                assertEquals(
                        Double.parseDouble(row[b]),
                        mel[t][b],
                        tolerance,
                        "frame " + t + " band " + b);
            }
        }
    }

    @Test
    void scalesHaveTheirPublishedAnchors() {
        assertEquals(15, MelFilterBank.toMel(1000, MelSpec.Scale.SLANEY), 1e-12);
        assertEquals(3, MelFilterBank.toMel(200, MelSpec.Scale.SLANEY), 1e-12);
        assertEquals(42, MelFilterBank.toMel(6400, MelSpec.Scale.SLANEY), 1e-9);
        assertEquals(999.985537, MelFilterBank.toMel(1000, MelSpec.Scale.HTK), 1e-5);
        for (double hz : new double[] {0, 20, 999, 1001, 8000}) {
            for (MelSpec.Scale scale : MelSpec.Scale.values()) {
                double mel = MelFilterBank.toMel(hz, scale);
                assertEquals(hz, MelFilterBank.toHz(mel, scale), 1e-9);
            }
        }
    }

    @Test
    void silenceLiesOnTheFloorOrOnTheEpsilon() {
        Audio silence = new Audio(new float[2560], 22050);
        for (float v :
                new MelSpectrogram(MelSpec.vocos24k())
                        .compute(new Audio(new float[2560], 24000))[3]) {
            assertEquals(Math.log(1e-5), v, 1e-6);
        }
        // 1e-9 in the root lifts a band to sqrt(1e-9) times the sum of its weights, if above 1e-5
        float[][] weights = new MelFilterBank(MelSpec.hifiGan22k()).matrix();
        float[] frame = new MelSpectrogram(MelSpec.hifiGan22k()).compute(silence)[3];
        for (int b = 0; b < 80; b++) {
            double sum = 0;
            for (float w : weights[b]) {
                sum += w;
            }
            assertEquals(Math.log(Math.max(1e-5, Math.sqrt(1e-9) * sum)), frame[b], 1e-5);
        }
    }

    @Test
    void everyFieldOfTheMeaningIsListed() {
        var p = MelSpec.hifiGan22k().parameters();
        assertEquals("80", p.get("mel.bands"));
        assertEquals("8000.0", p.get("mel.fmax"));
        assertEquals("slaney", p.get("mel.scale"));
        assertEquals("natural", p.get("mel.log"));
        assertEquals("1.0E-5".toLowerCase(java.util.Locale.ROOT), p.get("mel.floor"));
        assertEquals("same", p.get("stft.padding"));
        assertEquals(14, p.size());
    }

    @Test
    void emptyBandsAreCounted() {
        MelSpec crowded =
                new MelSpec(
                        22050,
                        StftSpec.centred(256, 64),
                        128,
                        0,
                        11025,
                        MelSpec.Scale.SLANEY,
                        MelSpec.Norm.SLANEY,
                        1,
                        0,
                        MelSpec.Log.NATURAL,
                        1e-5);
        assertTrue(new MelFilterBank(crowded).emptyBands() > 0);
        assertEquals(0, new MelFilterBank(MelSpec.hifiGan22k()).emptyBands());
    }

    @Test
    void wrongRatesAndRangesAreRefused() {
        MelSpectrogram mel = new MelSpectrogram(MelSpec.vits(22050));
        String message =
                assertThrows(
                                SyrinxException.class,
                                () -> mel.compute(new Audio(new float[4096], 16000)))
                        .getMessage();
        assertTrue(message.contains("22050") && message.contains("16000"), message);
        StftSpec stft = StftSpec.centred(512, 128);
        assertThrows(
                SyrinxException.class,
                () ->
                        new MelSpec(
                                16000,
                                stft,
                                80,
                                0,
                                9000,
                                MelSpec.Scale.HTK,
                                MelSpec.Norm.NONE,
                                1,
                                0,
                                MelSpec.Log.NATURAL,
                                1e-5));
        assertThrows(
                SyrinxException.class,
                () ->
                        new MelSpec(
                                16000,
                                stft,
                                80,
                                0,
                                8000,
                                MelSpec.Scale.HTK,
                                MelSpec.Norm.NONE,
                                1,
                                0,
                                MelSpec.Log.NATURAL,
                                0));
    }

    @Test
    void theLatentSpecNamesEveryParameterThatDiffers() {
        LatentSpec vits = MelSpec.vits(22050).latentSpec();
        LatentSpec hifiGan = MelSpec.hifiGan22k().latentSpec();
        assertEquals(MelSpec.vits(22050).latentSpec(), vits);
        assertEquals(
                List.of("mel.epsilon", "mel.fmax"),
                vits.differences(hifiGan).stream()
                        .map(LatentSpec.Difference::field)
                        .sorted()
                        .toList());
    }
}
