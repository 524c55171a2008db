package org.syrinx.plugin.mel.internal;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.dsp.MelSpec;

/** The mel spectrograms that published vocoders and acoustic models agree on. */
enum MelPreset {
    K16("16k", MelSpec.vits(16000), "VITS at 16 kHz: 80 Slaney bands to 8 kHz, hop 256"),
    K22(
            "22k",
            MelSpec.hifiGan22k(),
            "HiFi-GAN and Grad-TTS: 22.05 kHz, 80 Slaney bands to 8 kHz, hop 256"),
    K24("24k", MelSpec.vocos24k(), "Vocos and F5-TTS: 24 kHz, 100 HTK bands to 12 kHz, hop 256");

    private final String suffix;
    private final MelSpec mel;
    private final String description;

    MelPreset(String suffix, MelSpec mel, String description) {
        this.suffix = suffix;
        this.mel = mel;
        this.description = description;
    }

    MelSpec mel() {
        return mel;
    }

    LatentSpec latentSpec() {
        return mel.latentSpec();
    }

    /** Names for a family: {@code mel-16k}, {@code mel-22k} ... */
    static Map<String, String> named(String family) {
        Map<String, String> names = new TreeMap<>();
        for (MelPreset p : values()) {
            names.put(family + "-" + p.suffix, p.description);
        }
        return names;
    }

    static MelPreset of(String family, String name) {
        return Arrays.stream(values())
                .filter(p -> (family + "-" + p.suffix).equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new SyrinxException(
                                        "one of " + named(family).keySet(),
                                        "the model \"" + name + "\"",
                                        "set model.builtin to one of these"));
    }
}
