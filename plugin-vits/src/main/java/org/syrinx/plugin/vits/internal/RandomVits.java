package org.syrinx.plugin.vits.internal;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.syrinx.api.SyrinxException;
import org.syrinx.engine.Operators;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.nn.params.Naming;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.safetensors.DType;
import org.syrinx.nn.safetensors.SafetensorsWriter;
import org.syrinx.nn.safetensors.Tensor;
import org.syrinx.plugin.vits.internal.model.VitsConfig;
import org.syrinx.plugin.vits.internal.model.VitsNetwork;

/**
 * Writes a model folder in Hugging Face layout with random weights: by default the size and the
 * alphabet of MMS English (36.3 M parameters), for measuring and for tests.
 */
final class RandomVits {
    /** The order of MMS English's vocabulary, spec 1.3. */
    static final String MMS_ENGLISH = "k'zyudhesw\u20133cp-1jmi flo0bra42n_xvtq56g";

    private RandomVits() {}

    /**
     * Writes a folder.
     *
     * @param folder made if it is not there
     * @param fields of config.json that differ from the defaults
     * @param seed of all weights
     */
    static void write(Path folder, Map<String, Object> fields, long seed) {
        write(folder, fields, seed, MMS_ENGLISH, Naming.PARAMETRIZATIONS, DType.F32);
    }

    static void write(
            Path folder,
            Map<String, Object> fields,
            long seed,
            String alphabet,
            Naming naming,
            DType type) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("model_type", "vits");
        config.put("vocab_size", alphabet.length());
        config.putAll(fields);
        List<Tensor> tensors = new ArrayList<>();
        for (Tensor t : weights(VitsConfig.of(config, "fields"), seed, naming)) {
            tensors.add(t.as(type));
        }
        Map<String, Object> vocabulary = new LinkedHashMap<>();
        for (int i = 0; i < alphabet.length(); i++) {
            vocabulary.put(alphabet.substring(i, i + 1), i);
        }
        Map<String, Object> tokenizer = new LinkedHashMap<>();
        tokenizer.put("add_blank", true);
        tokenizer.put("normalize", true);
        tokenizer.put("phonemize", false);
        tokenizer.put("is_uroman", false);
        tokenizer.put("language", "eng");
        tokenizer.put("pad_token", alphabet.substring(0, 1));
        tokenizer.put("unk_token", "<unk>");
        try {
            Files.createDirectories(folder);
            SafetensorsWriter.write(
                    folder.resolve(ModelFolder.WEIGHTS), Map.of("format", "pt"), tensors);
            Files.writeString(folder.resolve(ModelFolder.CONFIG), JSON.std.asString(config));
            Files.writeString(folder.resolve("vocab.json"), JSON.std.asString(vocabulary));
            Files.writeString(
                    folder.resolve("tokenizer_config.json"), JSON.std.asString(tokenizer));
        } catch (IOException e) {
            throw new SyrinxException(
                    "to write a model folder at " + folder,
                    "the system says: " + e.getMessage(),
                    "choose another folder",
                    e);
        }
    }

    /** Layers that start at zero get small values, or most of the network would have no effect. */
    private static List<Tensor> weights(VitsConfig config, long seed, Naming naming) {
        try (NDManager manager = Operators.engine().newBaseManager();
                ParameterSet set = ParameterSet.initialise(manager, seed)) {
            VitsNetwork network = new VitsNetwork(config, set, VitsNetwork.Parts.TRAINING);
            List<Tensor> tensors =
                    network.parameters()
                            .toTensors(
                                    n ->
                                            VitsNetwork.naming(n) == Naming.FOLDED
                                                    ? Naming.FOLDED
                                                    : naming);
            for (Tensor t : tensors) {
                float[] values = (float[]) t.data();
                Random random = new Random(seed ^ t.name().hashCode());
                boolean zero = true;
                for (float v : values) {
                    zero &= v == 0;
                }
                for (int i = 0; zero && i < values.length; i++) {
                    values[i] = (float) (0.02 * random.nextGaussian());
                }
            }
            return tensors;
        }
    }
}
