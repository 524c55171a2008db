package org.syrinx.plugin.editing.internal.capture;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.nn.safetensors.SafetensorsWriter;
import org.syrinx.nn.safetensors.Tensor;
import org.syrinx.plugin.editing.internal.capture.BottleneckReader.Gradients;

/**
 * Records of a capture in a folder, one file each, named after everything that they depend on: the
 * weights and configuration of all stages, the text, the speaker, the seed, the steps, the
 * gradients. A stopped capture goes on; a file that cannot be read is made again.
 */
public final class RecordCache {
    private static final String GRADIENT = "gradient.";

    private final Path folder;

    /**
     * Uses a folder.
     *
     * @param folder made when it is needed
     */
    public RecordCache(Path folder) {
        this.folder = folder;
    }

    /** The standard folder, {@code $SYRINX_CACHE} or {@code ~/.cache/syrinx}, activations. */
    public static Path standard() {
        String own = System.getenv("SYRINX_CACHE");
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base =
                own != null && !own.isBlank()
                        ? Path.of(own)
                        : (xdg != null && !xdg.isBlank()
                                        ? Path.of(xdg)
                                        : Path.of(System.getProperty("user.home"), ".cache"))
                                .resolve("syrinx");
        return base.resolve("activations").toAbsolutePath();
    }

    String key(Voice voice, Voice.Request r, Gradients gradients, int components) {
        String all =
                String.join(
                        "\n",
                        voice.identity(),
                        voice.bottleneck().toString(),
                        r.text(),
                        r.speaker(),
                        r.seed() + " " + r.steps(),
                        gradients + (gradients == Gradients.SUBSPACE ? " " + components : ""));
        return sha256(all);
    }

    /** Half a SHA-256, as 32 hexadecimal digits. */
    static String sha256(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private Path file(String key) {
        return folder.resolve(key.substring(0, 2)).resolve(key + ".safetensors");
    }

    void write(String key, ActivationRecord r) {
        List<Tensor> tensors = new ArrayList<>();
        tensors.add(Tensor.of("pooled", r.pooled(), r.pooled().length));
        if (r.speakerVector().length > 0) {
            tensors.add(Tensor.of("speaker", r.speakerVector(), r.speakerVector().length));
        }
        r.gradients().forEach((n, v) -> tensors.add(Tensor.of(GRADIENT + n, v, v.length)));
        try {
            Map<String, String> header = new LinkedHashMap<>();
            List<Double> times = new ArrayList<>();
            for (double t : r.times()) {
                times.add(t);
            }
            header.put("times", JSON.std.asString(times));
            header.put("measured", JSON.std.asString(r.measured()));
            Files.createDirectories(file(key).getParent());
            SafetensorsWriter.write(file(key), header, tensors);
        } catch (IOException e) {
            throw new SyrinxException(
                    "a folder for activations",
                    folder + " cannot be written: " + e.getMessage(),
                    "choose another with --cache",
                    e);
        }
    }

    Optional<ActivationRecord> read(String key) {
        if (!Files.isRegularFile(file(key))) {
            return Optional.empty();
        }
        try (SafetensorsFile f = SafetensorsFile.open(file(key))) {
            List<Object> times = JSON.std.listFrom(f.metadata().getOrDefault("times", ""));
            Map<String, Double> measured = new LinkedHashMap<>();
            JSON.std
                    .mapFrom(f.metadata().getOrDefault("measured", ""))
                    .forEach((n, v) -> measured.put(n, ((Number) v).doubleValue()));
            Map<String, float[]> gradients = new LinkedHashMap<>();
            for (String name : f.names()) {
                if (name.startsWith(GRADIENT)) {
                    gradients.put(name.substring(GRADIENT.length()), f.floats(name));
                }
            }
            return Optional.of(
                    new ActivationRecord(
                            f.floats("pooled"),
                            times.stream().mapToDouble(t -> ((Number) t).doubleValue()).toArray(),
                            f.has("speaker") ? f.floats("speaker") : new float[0],
                            gradients,
                            Map.of(),
                            measured));
        } catch (IOException | SyrinxException | ClassCastException e) {
            return Optional.empty();
        }
    }
}
