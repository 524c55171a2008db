package org.syrinx.plugin.hifigan.internal;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.syrinx.api.Backend;
import org.syrinx.nn.internal.PyTorchBackend;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.nn.safetensors.SafetensorsWriter;
import org.syrinx.nn.safetensors.Tensor;

/** Tiny random vocoders: those of make_hifigan.py, and changed ones. */
final class Fixtures {
    static final Backend BACKEND = new PyTorchBackend();

    private Fixtures() {}

    static Path folder(String name) {
        try {
            return Path.of(Fixtures.class.getResource("/parity/" + name + "/config.json").toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static LoadedVocoder load(Path folder) {
        return LoadedVocoder.load(ModelFolder.open(folder), BACKEND, "cpu", "test", "0.1.0");
    }

    /** Writes a model folder. */
    static Path write(Path folder, Map<String, ?> config, List<Tensor> weights) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("config.json"), JSON.std.asString(config));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SafetensorsWriter.write(folder.resolve("model.safetensors"), Map.of(), weights);
        return folder;
    }

    static Map<String, Object> config(String name) {
        try {
            return JSON.std.mapFrom(Files.readString(folder(name).resolve("config.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Tensor> weights(String name) {
        try (SafetensorsFile f = SafetensorsFile.open(folder(name).resolve("model.safetensors"))) {
            return f.names().stream()
                    .map(n -> Tensor.of(n, f.floats(n), f.info(n).dimensions()))
                    .toList();
        }
    }
}
