package org.syrinx.plugin.gradtts.internal.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.syrinx.api.TensorScope;
import org.syrinx.engine.Operators;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.internal.PyTorchBackend;
import org.syrinx.nn.models.JsonFields;
import org.syrinx.nn.params.ParameterSet;

class GradTtsNetworkTest {
    private static final int PUBLISHED_SPEAKERS = 247;

    private final PyTorchBackend backend = new PyTorchBackend();

    private static GradTtsConfig config(int speakers, boolean conditioned) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model_type", "grad-tts");
        json.put("n_spks", speakers);
        json.put("syrinx", Map.of("encoder_speaker_conditioning", conditioned));
        return GradTtsConfig.of(new JsonFields(json, "test"));
    }

    /** Spec 2 and 2.3, appendix A: counted by hand from the architecture, not by this code. */
    @ParameterizedTest
    @CsvSource({
        "1, false, 14835032, 307, 7200145, 7634887",
        "247, false, 14888680, 312, 7200145, 7672727",
        "247, true, 17407464, 312, 9718929, 7672727"
    })
    void theNetworkHasThePublishedSizeAndNumberOfTensors(
            int speakers, boolean conditioned, long total, int tensors, long enc, long dec) {
        try (NDManager manager = Operators.engine().newBaseManager();
                ParameterSet set = ParameterSet.initialise(manager, 1)) {
            new GradTtsNetwork(config(speakers, conditioned), set);
            assertEquals(total, set.count());
            assertEquals(tensors, set.parameters().size());
            assertEquals(enc, part(set, "encoder."));
            assertEquals(dec, part(set, "decoder."));
        }
    }

    private static long part(ParameterSet set, String prefix) {
        return set.arrays().entrySet().stream()
                .filter(e -> e.getKey().startsWith(prefix))
                .mapToLong(e -> e.getValue().size())
                .sum();
    }

    @Test
    void theKeysAreThoseOfTheAuthorsCheckpoints() {
        try (NDManager manager = Operators.engine().newBaseManager();
                ParameterSet set = ParameterSet.initialise(manager, 1)) {
            new GradTtsNetwork(config(PUBLISHED_SPEAKERS, false), set);
            Map<String, long[]> expected = new LinkedHashMap<>();
            expected.put("spk_emb.weight", new long[] {247, 64});
            expected.put("encoder.emb.weight", new long[] {149, 192});
            expected.put("encoder.prenet.norm_layers.2.gamma", new long[] {192});
            expected.put("encoder.encoder.attn_layers.5.emb_rel_k", new long[] {1, 9, 96});
            expected.put("encoder.encoder.ffn_layers.0.conv_1.weight", new long[] {768, 192, 3});
            expected.put("encoder.encoder.norm_layers_2.5.beta", new long[] {192});
            expected.put("encoder.proj_w.norm_1.gamma", new long[] {256});
            expected.put("decoder.estimator.spk_mlp.2.weight", new long[] {80, 256});
            expected.put("decoder.estimator.mlp.0.weight", new long[] {256, 64});
            expected.put(
                    "decoder.estimator.downs.0.0.block1.block.0.weight", new long[] {64, 3, 3, 3});
            expected.put("decoder.estimator.downs.1.3.conv.weight", new long[] {128, 128, 3, 3});
            expected.put("decoder.estimator.mid_attn.fn.g", new long[] {1});
            expected.put(
                    "decoder.estimator.mid_attn.fn.fn.to_qkv.weight", new long[] {384, 256, 1, 1});
            expected.put("decoder.estimator.ups.0.0.res_conv.weight", new long[] {128, 512, 1, 1});
            expected.put("decoder.estimator.ups.0.3.conv.weight", new long[] {128, 128, 4, 4});
            expected.put("decoder.estimator.final_block.block.1.bias", new long[] {64});
            expected.put("decoder.estimator.final_conv.weight", new long[] {1, 64, 1, 1});
            expected.forEach(
                    (name, shape) -> {
                        assertTrue(set.parameters().containsKey(name), name);
                        assertArrayEquals(shape, set.parameters().get(name).shape(), name);
                    });
            assertFalse(
                    set.parameters().containsKey("decoder.estimator.downs.2.3.conv.weight"),
                    "the last level does not halve");
            assertFalse(
                    set.parameters().containsKey("decoder.estimator.downs.0.1.res_conv.weight"),
                    "equal widths have no shortcut");
        }
    }

    private interface Run {
        void with(GradTtsNetwork network, NDManager manager);
    }

    /** A small network whose weights are all random: zeros would hide attention and pre-net. */
    @SuppressWarnings("try") // the scope works by being open
    private void small(Run run) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model_type", "grad-tts");
        json.put("n_spks", 3);
        json.put("spk_emb_dim", 8);
        json.put("n_enc_channels", 16);
        json.put("filter_channels", 24);
        json.put("filter_channels_dp", 12);
        json.put("n_enc_layers", 1);
        json.put("dec_dim", 8);
        try (NDManager manager = Operators.engine().newBaseManager();
                ParameterSet set = ParameterSet.initialise(manager, 5);
                TensorScope ignored = backend.scope()) {
            GradTtsNetwork network =
                    new GradTtsNetwork(GradTtsConfig.of(new JsonFields(json, "test")), set);
            run.with(network, manager);
        }
    }

    private static NDArray values(NDManager manager, int seed, long... shape) {
        long n = 1;
        for (long s : shape) {
            n *= s;
        }
        float[] v = new float[(int) n];
        java.util.Random random = new java.util.Random(seed);
        for (int i = 0; i < v.length; i++) {
            v[i] = (float) random.nextGaussian();
        }
        return Tensors.of(manager, v, shape);
    }

    private static NDArray mask(NDManager manager, int valid, int frames) {
        float[] m = new float[frames];
        java.util.Arrays.fill(m, 0, valid, 1);
        return Tensors.of(manager, m, 1, 1, frames);
    }

    @Test
    void aHookThatReturnsItsActivationChangesNotOneBit() {
        small(
                (network, manager) -> {
                    NDArray x = values(manager, 1, 1, 80, 16);
                    NDArray mu = values(manager, 2, 1, 80, 16);
                    NDArray t = Tensors.of(manager, new float[] {0.3f}, 1);
                    NDArray speaker = network.speakers(1);
                    for (NDArray m : new NDArray[] {null, mask(manager, 13, 16)}) {
                        float[] plain =
                                network.score().score(x, m, mu, t, speaker, null).toFloatArray();
                        float[] hooked =
                                network.score()
                                        .score(x, m, mu, t, speaker, (h, valid, rest) -> h)
                                        .toFloatArray();
                        assertArrayEquals(plain, hooked);
                    }
                });
    }

    @Test
    void theBottleneckIsZeroOnPaddingAndItsMaskTakesEveryFourthFrame() {
        small(
                (network, manager) -> {
                    NDArray x = values(manager, 1, 1, 80, 16);
                    NDArray mu = values(manager, 2, 1, 80, 16);
                    NDArray t = Tensors.of(manager, new float[] {0.7f}, 1);
                    // 9 of 16 frames are valid: ceil(9 / 4) = 3 of 4 at the hook
                    network.score()
                            .score(
                                    x,
                                    mask(manager, 9, 16),
                                    mu,
                                    t,
                                    network.speakers(0),
                                    (h, valid, rest) -> {
                                        assertArrayEquals(
                                                new long[] {1, 32, 20, 4}, h.getShape().getShape());
                                        assertArrayEquals(
                                                new float[] {1, 1, 1, 0}, valid.toFloatArray());
                                        float[] last = Shapes.narrow(h, 3, 3, 1).toFloatArray();
                                        assertArrayEquals(new float[32 * 20], last, 0f);
                                        float[] first = Shapes.narrow(h, 3, 2, 1).toFloatArray();
                                        assertNotEquals(0, first[0]);
                                        return h;
                                    });
                });
    }

    @Test
    void anEditedBottleneckLeavesPaddedFramesOfTheScoreZero() {
        small(
                (network, manager) -> {
                    NDArray x = values(manager, 1, 1, 80, 16);
                    NDArray mu = values(manager, 2, 1, 80, 16);
                    NDArray t = Tensors.of(manager, new float[] {0.5f}, 1);
                    NDArray v = values(manager, 3, 1, 32, 20, 1);
                    float[] plain =
                            network.score()
                                    .score(
                                            x,
                                            mask(manager, 9, 16),
                                            mu,
                                            t,
                                            network.speakers(0),
                                            null)
                                    .toFloatArray();
                    NDArray edited =
                            network.score()
                                    .score(
                                            x,
                                            mask(manager, 9, 16),
                                            mu,
                                            t,
                                            network.speakers(0),
                                            (h, valid, rest) -> Ops.add(h, Ops.mul(v, valid)));
                    float[] padding = Shapes.narrow(edited, 2, 9, 7).toFloatArray();
                    assertArrayEquals(new float[80 * 7], padding, 0f);
                    float[] e = edited.toFloatArray();
                    assertNotEquals(plain[0], e[0]);
                });
    }

    @Test
    void theRestOfTheNetworkFromTheHookIsTheNetwork() {
        small(
                (network, manager) -> {
                    NDArray x = values(manager, 1, 1, 80, 8);
                    NDArray mu = values(manager, 2, 1, 80, 8);
                    NDArray t = Tensors.of(manager, new float[] {0.5f}, 1);
                    float[][] rest = new float[1][];
                    float[] whole =
                            network.score()
                                    .score(
                                            x,
                                            null,
                                            mu,
                                            t,
                                            network.speakers(2),
                                            (h, valid, again) -> {
                                                rest[0] = again.apply(h).toFloatArray();
                                                return h;
                                            })
                                    .toFloatArray();
                    assertArrayEquals(whole, rest[0]);
                });
    }

    @Test
    void withoutEncoderConditioningAllSpeakersShareMeansAndDurations() {
        small(
                (network, manager) -> {
                    NDArray ids = Tensors.of(manager, new long[] {1, 5, 9, 2}, 1, 4);
                    NDArray mask = Tensors.full(manager, 1, 1, 1, 4);
                    TextEncoder.Output a = network.encoder().encode(ids, mask, network.speakers(0));
                    TextEncoder.Output b = network.encoder().encode(ids, mask, network.speakers(2));
                    assertArrayEquals(a.means().toFloatArray(), b.means().toFloatArray());
                });
    }
}
