package org.syrinx.plugin.vits.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.api.AudioCollector;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentMismatchException;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.TensorScope;
import org.syrinx.api.Vocoder.DecodeOptions;
import org.syrinx.nn.Tensors;

/** Chunked equals whole, and the samples do not depend on the chunks. */
class ChunkedDecodingTest {
    /** Hop 16 at 8 kHz: pieces of 125, 500 and at most 3000 frames. */
    private static final Map<String, Object> HIFIGAN =
            Map.of(
                    "hidden_size", 16,
                    "num_hidden_layers", 1,
                    "ffn_dim", 16,
                    "flow_size", 8,
                    "sampling_rate", 8000,
                    "upsample_initial_channel", 32,
                    "upsample_rates", List.of(8, 2),
                    "upsample_kernel_sizes", List.of(16, 4),
                    "posterior_encoder_num_wavenet_layers", 2,
                    "spectrogram_bins", 33);

    @TempDir Path folder;
    private LoadedVits model;

    @AfterEach
    void close() {
        if (model != null) {
            model.close();
        }
    }

    private static Map<String, Object> with(String name, Object value) {
        Map<String, Object> fields = new java.util.HashMap<>(HIFIGAN);
        fields.put(name, value);
        return fields;
    }

    private static Map<String, Object> fields(String kind) {
        return switch (kind) {
            case "resblock 1" -> HIFIGAN;
            case "resblock 2" -> {
                Map<String, Object> f = with("syrinx", Map.of("resblock", "2"));
                f.put("resblock_kernel_sizes", List.of(3, 5));
                f.put("resblock_dilation_sizes", List.of(List.of(1, 2), List.of(2, 6)));
                yield f;
            }
            case "odd rates" -> {
                Map<String, Object> f = with("upsample_rates", List.of(3, 5));
                f.put("upsample_kernel_sizes", List.of(9, 5));
                yield f;
            }
            case "istft" ->
                    with(
                            "syrinx",
                            Map.of(
                                    "decoder",
                                    "istft",
                                    "istft_channels",
                                    24,
                                    "istft_layers",
                                    3,
                                    "istft_nfft",
                                    64,
                                    "hop",
                                    16));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"resblock 1", "resblock 2", "odd rates", "istft"})
    void piecesJoinedEqualTheWhole(String kind) {
        int frames = 1900;
        float[] whole = load(fields(kind), frames);
        AudioCollector pieces = new AudioCollector();
        try (Latent z = latent(frames)) {
            new VitsVocoder(model).decode(z, null, DecodeOptions.seeded(0), pieces, Progress.NONE);
        }
        float[] joined = pieces.audio().samples();
        assertEquals(3, pieces.chunks());
        assertEquals(frames * model.config().hop(), joined.length);
        assertArrayEquals(whole, joined, 1e-4f);
        assertTrue(rms(whole) > 1e-4, "the comparison must be of sound, not of silence");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resblock 1", "resblock 2", "odd rates", "istft"})
    void theRadiusIsWhatALatentFrameReachesAndNoMore(String kind) {
        int frames = 61;
        int middle = 30;
        load(fields(kind), frames);
        float[] changed = new float[8 * frames];
        float[] z = values(frames);
        System.arraycopy(z, 0, changed, 0, z.length);
        for (int c = 0; c < 8; c++) {
            // much, so that rounding does not swallow what is left of it at the edge of its reach
            changed[c * frames + middle] += 1000;
        }
        float[] a = decode(z, frames);
        float[] b = decode(changed, frames);
        int hop = model.config().hop();
        int reach = 0;
        for (int i = 0; i < a.length; i++) {
            if (a[i] != b[i]) {
                int frame = i / hop;
                reach = Math.max(reach, Math.abs(frame - middle));
            }
        }
        int radius = model.network().decoder().radius();
        assertTrue(reach <= radius, "reaches " + reach + " frames, radius " + radius);
        assertTrue(
                reach >= radius - 2, "the radius " + radius + " is too cautious: reach " + reach);
    }

    @Test
    void theRadiusOfTheReferenceSizeIsThirteenFrames() {
        RandomVits.write(
                folder.resolve("a"),
                Map.of(
                        "hidden_size",
                        16,
                        "ffn_dim",
                        16,
                        "flow_size",
                        8,
                        "num_hidden_layers",
                        1,
                        "posterior_encoder_num_wavenet_layers",
                        1,
                        "upsample_initial_channel",
                        32),
                1);
        model = Fixtures.load(folder.resolve("a"));
        assertEquals(13, model.network().decoder().radius());
    }

    @Test
    void theSamplesAreTheSameBitForBitWhateverChunkIsAskedFor() {
        int frames = 300;
        load(HIFIGAN, frames);
        List<float[]> sounds = new ArrayList<>();
        for (int chunk : new int[] {0, 1, 7, 64, 299, 300, 5000, Integer.MAX_VALUE}) {
            AudioCollector out = new AudioCollector();
            try (Latent z = latent(frames)) {
                new VitsVocoder(model)
                        .decode(
                                z,
                                null,
                                new DecodeOptions(chunk, NoiseSource.seeded(1)),
                                out,
                                Progress.NONE);
            }
            sounds.add(out.audio().samples());
            if (chunk > 0 && chunk <= frames) {
                assertEquals((frames + chunk - 1) / chunk, out.chunks(), "chunk of " + chunk);
            }
        }
        for (float[] s : sounds) {
            assertArrayEquals(sounds.get(0), s);
        }
    }

    @Test
    void soundIsOutBeforeTheSentenceIsFinished() {
        int frames = 1100;
        load(HIFIGAN, frames);
        List<Long> decodedWhenHeard = new ArrayList<>();
        long[] decoded = {0};
        try (Latent z = latent(frames)) {
            new VitsVocoder(model)
                    .decode(
                            z,
                            null,
                            DecodeOptions.seeded(0),
                            chunk -> decodedWhenHeard.add(decoded[0]),
                            (phase, done, total) -> decoded[0] = done);
        }
        // the first chunk is heard while nothing beyond it has been started
        assertEquals(0, decodedWhenHeard.get(0));
        assertTrue(decodedWhenHeard.get(1) < frames / 4, decodedWhenHeard.toString());
        assertEquals(frames, decoded[0]);
    }

    @Test
    void cancellingStopsBetweenPieces() {
        load(HIFIGAN, 1100);
        int[] heard = {0};
        try (Latent z = latent(1100)) {
            assertThrows(
                    CancelledException.class,
                    () ->
                            new VitsVocoder(model)
                                    .decode(
                                            z,
                                            null,
                                            DecodeOptions.seeded(0),
                                            chunk -> heard[0]++,
                                            (phase, done, total) -> {
                                                if (done > 0) {
                                                    throw new CancelledException(phase);
                                                }
                                            }));
        }
        assertEquals(1, heard[0]);
    }

    @Test
    void aLatentOfOtherWeightsIsRefused() {
        load(HIFIGAN, 10);
        LatentSpec other = LatentSpec.of("vits.z", 8, 8000, 16).with("weights", "0123456789abcdef");
        try (TensorScope scope = Fixtures.BACKEND.scope();
                Latent z =
                        new Latent(
                                scope.keep(Tensors.of(manager(), values(10), 1, 8, 10)), other)) {
            LatentMismatchException e =
                    assertThrows(
                            LatentMismatchException.class,
                            () -> new VitsVocoder(model).decode(z, null, DecodeOptions.seeded(0)));
            assertEquals(
                    List.of("weights"),
                    e.differences().stream().map(LatentSpec.Difference::field).toList());
        }
    }

    /** Loads a random model and returns its decode of the whole test latent. */
    private float[] load(Map<String, Object> fields, int frames) {
        RandomVits.write(folder.resolve("m"), fields, 5);
        model = Fixtures.load(folder.resolve("m"));
        return decode(values(frames), frames);
    }

    @SuppressWarnings("try") // the scope works by being open
    private float[] decode(float[] values, int frames) {
        try (TensorScope ignored = Fixtures.BACKEND.scope()) {
            NDArray z = Tensors.of(manager(), values, 1, 8, frames);
            return model.network().decoder().decode(z, null).toFloatArray();
        }
    }

    private Latent latent(int frames) {
        try (TensorScope scope = Fixtures.BACKEND.scope()) {
            return new Latent(
                    scope.keep(Tensors.of(manager(), values(frames), 1, 8, frames)),
                    model.latentSpec());
        }
    }

    private ai.djl.ndarray.NDManager manager() {
        return model.network().parameters().manager();
    }

    private static float[] values(int frames) {
        return NoiseSource.seeded(9).gaussian("z", 8 * frames);
    }

    private static double rms(float[] x) {
        double sum = 0;
        for (float v : x) {
            sum += v * v;
        }
        return Math.sqrt(sum / x.length);
    }
}
