package org.syrinx.plugin.editing.internal.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.syrinx.api.Denoiser;
import org.syrinx.api.Encoder;
import org.syrinx.api.Lease;
import org.syrinx.api.StageInfo;
import org.syrinx.api.Vocoder;
import org.syrinx.plugin.editing.internal.ToyDenoiser;
import org.syrinx.plugin.editing.internal.capture.BottleneckReader.Gradients;

class VoiceTest {
    private static <T> T stage(Class<T> role, String weights, Map<String, String> details) {
        StageInfo info = new StageInfo("m", "p", "1.0.0", weights, "cpu", details);
        Object proxy =
                Proxy.newProxyInstance(
                        VoiceTest.class.getClassLoader(),
                        new Class<?>[] {role},
                        (self, method, args) ->
                                switch (method.getName()) {
                                    case "info" -> info;
                                    case "lease" -> (Lease) () -> {};
                                    case "bottleneck" ->
                                            java.util.Optional.of(
                                                    new Denoiser.BottleneckSpec(
                                                            "after_mid",
                                                            ToyDenoiser.C,
                                                            ToyDenoiser.F,
                                                            2));
                                    default -> throw new AssertionError(method);
                                });
        return role.cast(proxy);
    }

    private static Voice voice(String weights, Map<String, String> encoder, String vocoder) {
        return new Voice(
                stage(Encoder.class, weights, encoder),
                stage(Denoiser.class, weights, encoder),
                stage(Vocoder.class, "", Map.of("iterations", vocoder)));
    }

    private static String key(Voice voice) {
        return new RecordCache(Path.of("unused"))
                .key(voice, new Voice.Request("text", "f1", 1, 0), Gradients.NONE, 0);
    }

    @Test
    void theSameWeightsWithAnotherConfigurationAreAnotherVoice() {
        Map<String, String> slow = Map.of("configuration", "sha256:slow", "folder", "/a");
        Map<String, String> fast = Map.of("configuration", "sha256:fast", "folder", "/a");
        Map<String, String> moved =
                Map.of("configuration", "sha256:slow", "folder", "/b", "licence", "mit");
        Voice first = voice("sha256:w", slow, "32");
        assertNotEquals(first.identity(), voice("sha256:w", fast, "32").identity());
        assertNotEquals(first.identity(), voice("sha256:v", slow, "32").identity());
        assertNotEquals(first.identity(), voice("sha256:w", slow, "64").identity());
        assertEquals(first.identity(), voice("sha256:w", moved, "32").identity());
        // what is only read from the configuration says nothing new, and without one it does
        Map<String, String> told = Map.of("configuration", "sha256:slow", "steps", "10");
        assertEquals(first.identity(), voice("sha256:w", told, "32").identity());
        assertNotEquals(
                voice("sha256:w", Map.of("steps", "10"), "32").identity(),
                voice("sha256:w", Map.of("steps", "20"), "32").identity());
        // a cache would give the other's speech
        assertNotEquals(key(first), key(voice("sha256:w", fast, "32")));
        assertEquals(key(first), key(voice("sha256:w", moved, "32")));
    }
}
