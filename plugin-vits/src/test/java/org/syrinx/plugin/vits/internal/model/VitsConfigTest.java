package org.syrinx.plugin.vits.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.syrinx.api.ModelFormatException;

class VitsConfigTest {
    @Test
    void theDefaultsAreThoseOfTheReference() {
        VitsConfig c = of();
        assertEquals(38, c.vocabSize());
        assertEquals(192, c.text().hidden());
        assertEquals(6, c.text().layers());
        assertEquals(2, c.text().heads());
        assertEquals(4, c.text().window());
        assertEquals(768, c.text().ffn());
        assertEquals(192, c.flowSize());
        assertEquals(513, c.spectrogramBins());
        assertEquals(1024, c.fftSize());
        assertEquals(256, c.hop());
        assertTrue(c.duration().stochastic());
        assertEquals(10, c.duration().bins());
        assertEquals(4, c.flows());
        assertEquals(16, c.posteriorLayers());
        assertEquals(0.667, c.defaults().noiseScale());
        assertEquals(0.8, c.defaults().noiseScaleDuration());
        assertEquals(16000, c.samplingRate());
        assertFalse(c.multiSpeaker());
        assertEquals(VitsConfig.Decoder.Kind.HIFIGAN, c.decoder().kind());
    }

    @Test
    void unknownFieldsAndNullsAreIgnored() {
        assertEquals(
                38,
                of(
                                "torch_dtype",
                                "float32",
                                "architectures",
                                List.of("VitsModel"),
                                "vocab_size",
                                null)
                        .vocabSize());
    }

    @Test
    void fieldsOutOfRangeAreNamed() {
        refused("hidden_size", "many");
        refused("hidden_size", -1);
        refused("hidden_size", 16.5);
        refused("hidden_size", 1e12);
        refused("num_attention_heads", 5);
        refused("flow_size", 7);
        refused("hidden_act", "maxout");
        refused("upsample_rates", List.of(8, 8));
        refused("upsample_rates", List.of(1000, 1000, 1000, 1000));
        refused("upsample_kernel_sizes", List.of(16, 16, 4, 3));
        refused("upsample_kernel_sizes", List.of(16, 16, 4, 0));
        refused("resblock_kernel_sizes", List.of(3, 4, 5));
        refused("resblock_dilation_sizes", List.of(List.of(1)));
        refused("wavenet_kernel_size", 4);
        refused("depth_separable_channels", 3);
        refused("use_bias", "yes");
        refused("speaking_rate", 0);
        refused("noise_scale", Double.NaN);
        refused("sampling_rate", 0);
        ModelFormatException e =
                assertThrows(ModelFormatException.class, () -> of("num_speakers", 4));
        assertTrue(e.getMessage().contains("speaker_embedding_size"), e.getMessage());
    }

    @Test
    void ourOwnFieldsAreChecked() {
        VitsConfig c = of("syrinx", Map.of("decoder", "istft", "hop", 200, "istft_nfft", 800));
        assertEquals(200, c.hop());
        assertEquals(VitsConfig.Decoder.Kind.ISTFT, c.decoder().kind());
        refused("syrinx", Map.of("decoder", "wavernn"));
        refused("syrinx", Map.of("decoder", "istft", "hop", 256, "istft_nfft", 300));
        refused("syrinx", Map.of("tokenizer", "phones", "symbols", List.of("pau")));
        refused("syrinx", Map.of("speakers", List.of("a", "b")));
        refused("syrinx", 7);
    }

    private static void refused(String field, Object value) {
        ModelFormatException e =
                assertThrows(
                        ModelFormatException.class, () -> of(field, value), field + " " + value);
        assertTrue(e.getMessage().contains("config of the test"), e.getMessage());
    }

    private static VitsConfig of(Object... fields) {
        Map<String, Object> json = new HashMap<>();
        json.put("model_type", "vits");
        for (int i = 0; i < fields.length; i += 2) {
            json.put((String) fields[i], fields[i + 1]);
        }
        return VitsConfig.of(json, "config of the test");
    }
}
