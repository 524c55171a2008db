package org.syrinx.eval.whisper.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;
import org.syrinx.eval.Recogniser.Session;
import org.syrinx.eval.Recogniser.Task;

/** Against transformers with the same random weights: src/test/scripts/make_tiny_whisper.py. */
class WhisperTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "whisper");
    private static Map<String, Object> expected;

    @BeforeAll
    static void read() throws IOException {
        expected = JSON.std.mapFrom(Files.readString(FOLDER.resolve("expected.json")));
    }

    /** The script's signal. */
    private static Audio signal() {
        float[] x = new float[24_000];
        for (int i = 0; i < x.length; i++) {
            double t = i / 16_000.0;
            x[i] =
                    (float)
                            (0.3
                                    * Math.sin(2 * Math.PI * (220 * t + 90 * t * t))
                                    * (0.6 + 0.4 * Math.sin(11 * t)));
        }
        return new Audio(x, 16_000);
    }

    @Test
    void featuresAreThoseOfTransformers() {
        float[] features = new WhisperFeatures(80).of(signal());
        ((Map<?, ?>) expected.get("features"))
                .forEach(
                        (place, value) -> {
                            String[] at = place.toString().split(",");
                            int band = Integer.parseInt(at[0]);
                            int frame = Integer.parseInt(at[1]);
                            assertEquals(
                                    ((Number) value).doubleValue(),
                                    features[band * WhisperFeatures.FRAMES + frame],
                                    1e-3,
                                    place.toString());
                        });
    }

    @Test
    void tokensAndTextAreThoseOfTransformers() {
        try (WhisperSession session = WhisperSession.open(FOLDER)) {
            assertEquals(expected.get("tokens"), session.tokens(signal()));
            assertEquals(expected.get("text").toString().strip(), session.recognise(signal()));
            // the same again, whatever came between
            session.recognise(new Audio(new float[8_000], 16_000));
            assertEquals(expected.get("tokens"), session.tokens(signal()));
        }
    }

    @Test
    void otherRatesAreResampledAndMoreThanHalfAMinuteIsRefused() {
        WhisperFeatures features = new WhisperFeatures(80);
        assertEquals(80 * 3000, features.of(new Audio(new float[48_000], 48_000)).length);
        SyrinxException e =
                assertThrows(
                        SyrinxException.class,
                        () -> features.of(new Audio(new float[31 * 16_000], 16_000)));
        assertTrue(e.getMessage().contains("31.0 seconds"), e.getMessage());
    }

    @Test
    void bytesBeyondAsciiAreReadAsUtf8() {
        WhisperTokens tokens = new WhisperTokens(Map.of("Ġcaf", 0, "Ã", 1, "©", 2));
        assertEquals(" café", tokens.text(List.of(0, 1, 2, 99)));
    }

    @Test
    void saysWhatIsMissing() {
        assertTrue(
                new WhisperRecogniser(Optional.empty())
                        .unavailable()
                        .orElseThrow()
                        .contains("SYRINX_WHISPER"));
        WhisperRecogniser empty = new WhisperRecogniser(Optional.of(Path.of("src")));
        assertTrue(empty.unavailable().orElseThrow().contains("encoder_model.onnx"));
        assertThrows(SyrinxException.class, () -> empty.open(Task.FULL, List.of()));
        WhisperRecogniser there = new WhisperRecogniser(Optional.of(FOLDER));
        assertTrue(there.unavailable().isEmpty());
        assertThrows(SyrinxException.class, () -> there.open(Task.PHONES, List.of()));
        try (Session session = there.open(Task.FULL, List.of())) {
            assertEquals(session.recognise(signal()), session.recognise(signal()));
        }
    }
}
