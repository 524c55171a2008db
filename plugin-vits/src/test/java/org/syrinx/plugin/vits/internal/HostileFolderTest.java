package org.syrinx.plugin.vits.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.api.ModelFormatException;
import org.syrinx.nn.models.JsonText;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.plugin.vits.internal.model.VitsConfig;
import org.syrinx.plugin.vits.internal.text.TokenizerFiles;

/** Model folders made to read elsewhere, to wait for ever, or to take all memory. */
class HostileFolderTest {
    private static final Map<String, Object> SMALL =
            Map.of(
                    "hidden_size", 16,
                    "num_hidden_layers", 1,
                    "ffn_dim", 16,
                    "flow_size", 8,
                    "upsample_initial_channel", 32,
                    "upsample_rates", List.of(8, 2),
                    "upsample_kernel_sizes", List.of(16, 4),
                    "posterior_encoder_num_wavenet_layers", 2,
                    "spectrogram_bins", 33);

    @TempDir Path temp;
    private Path folder;

    @BeforeEach
    void write() {
        folder = temp.resolve("model");
        RandomVits.write(folder, SMALL, 1);
    }

    private String refusal() {
        return assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () ->
                        assertThrows(ModelFormatException.class, () -> Fixtures.load(folder))
                                .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "vocab.json", "model.safetensors"})
    void aLinkOutOfTheFolderIsRefusedWhateverTheFile(String name) throws IOException {
        Path outside = Files.move(folder.resolve(name), temp.resolve("outside"));
        Files.createSymbolicLink(folder.resolve(name), outside);
        String message = refusal();
        assertTrue(message.contains("leads to " + outside), message);
        // also one link after the other, and relative
        Files.delete(folder.resolve(name));
        Files.createSymbolicLink(temp.resolve("step"), Path.of("outside"));
        Files.createSymbolicLink(folder.resolve(name), Path.of("../step"));
        message = refusal();
        assertTrue(message.contains("leads to " + outside), message);
    }

    @Test
    void aNameThatClimbsOutIsRefused() throws IOException {
        Files.writeString(temp.resolve("secret.json"), "{}");
        for (String name : List.of("../secret.json", temp.resolve("secret.json").toString())) {
            String message =
                    assertThrows(
                                    ModelFormatException.class,
                                    () -> ModelFolder.open(folder).json(name))
                            .getMessage();
            assertTrue(message.contains("leads to"), message);
        }
        assertEquals(Optional.empty(), ModelFolder.open(folder).json("../nothing.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "vocab.json", "model.safetensors", "README.md"})
    void aPipeIsRefusedInsteadOfWaitedFor(String name) throws Exception {
        Files.deleteIfExists(folder.resolve(name));
        assumeTrue(
                new ProcessBuilder("mkfifo", folder.resolve(name).toString()).start().waitFor()
                        == 0);
        String message = refusal();
        assertTrue(message.contains(name + " is a pipe, a socket or a device"), message);
    }

    @Test
    void aDeviceBehindALinkIsRefused() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/zero")));
        Files.delete(folder.resolve("config.json"));
        Files.createSymbolicLink(folder.resolve("config.json"), Path.of("/dev/zero"));
        assertTrue(refusal().contains("leads to /dev/zero"));
    }

    @Test
    void aFolderInPlaceOfAFileIsNamed() throws IOException {
        Files.delete(folder.resolve("model.safetensors"));
        Files.createDirectory(folder.resolve("model.safetensors"));
        assertTrue(refusal().contains("model.safetensors is a folder"));
    }

    @Test
    void weightsAboveTheConfiguredLimitAreRefused() {
        System.setProperty("syrinx.memory.limit.mb", "0");
        try {
            String message = refusal();
            assertTrue(message.contains(" KiB, 0 KiB are allowed"), message);
        } finally {
            System.clearProperty("syrinx.memory.limit.mb");
        }
    }

    /** The configuration promises layers of thousands of channels; the weights have eight. */
    @Test
    void shapesThatLieAreFoundBeforeAnythingIsAllocated() throws IOException {
        String config = Files.readString(folder.resolve("config.json"));
        String lying = config.replaceFirst("\"flow_size\"\\s*:\\s*8", "\"flow_size\":65536");
        assertTrue(!lying.equals(config));
        Files.writeString(folder.resolve("config.json"), lying);
        String message = refusal();
        assertTrue(message.contains("expected [131072, 16, 1] found [16, 16, 1]"), message);
    }

    @Test
    void jsonThatIsDeepOrLongOrFullOfCollisionsIsOnePlainError() {
        for (String json :
                List.of(
                        "[".repeat(100_000),
                        "{\"a\":".repeat(5_000),
                        "{\"model_type\":" + "9".repeat(1000) + "}",
                        "{\"model_type\":\"vits\",\"hidden_size\":1e99999}",
                        "{\"model_type\":\"vits\",\"model_type\":\"vits\"}",
                        "",
                        "null",
                        "\u0000")) {
            String message =
                    assertThrows(
                                    ModelFormatException.class,
                                    () ->
                                            VitsConfig.of(
                                                    JsonText.object(
                                                            json.getBytes(StandardCharsets.UTF_8),
                                                            "config.json"),
                                                    "config.json"))
                            .getMessage();
            assertTrue(message.contains("config.json"), message);
            assertTrue(message.length() < 9000, "" + message.length());
        }
        List<String> names = new ArrayList<>(List.of(""));
        for (int i = 0; i < 10; i++) {
            List<String> longer = new ArrayList<>();
            names.forEach(n -> longer.addAll(List.of(n + "Aa", n + "B@")));
            names = longer;
        }
        String vocabulary = "{\"" + String.join("\":1,\"", names) + "\":1}";
        assertEquals(
                1024,
                JsonText.object(vocabulary.getBytes(StandardCharsets.UTF_8), "vocab.json").size());
    }

    @Test
    void anAlphabetOfMoreSymbolsThanAnyIsRefused() throws IOException {
        StringBuilder json = new StringBuilder("{\"a\":0");
        for (int i = 0; i < 1 << 16; i++) {
            json.append(",\"s").append(i).append("\":").append(i);
        }
        Files.writeString(folder.resolve("vocab.json"), json.append("}"));
        String message =
                assertThrows(
                                ModelFormatException.class,
                                () -> TokenizerFiles.read(ModelFolder.open(folder), 38))
                        .getMessage();
        assertTrue(message.contains("At most 65536 symbols"), message);
    }

    /** A regular expression needed the cube of the number of blanks here. */
    @Test
    void aCardFullOfBlanksIsReadAtOnce() {
        String card = "---\nlicense:" + " ".repeat(60_000) + "\"a\"b\n---\n";
        assertEquals(
                "\"a\"b",
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> ModelFolder.licence(card)));
        assertEquals("cc-by-4.0", ModelFolder.licence("---\nlicense: 'cc-by-4.0'  \r\n---"));
        assertEquals("mit", ModelFolder.licence("license:\nlicence: mit\n"));
        assertEquals("not stated", ModelFolder.licence("the license: mit"));
    }
}
