package org.syrinx.plugin.gradtts.internal;

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
import org.syrinx.nn.models.JsonFields;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.nn.params.Naming;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.safetensors.SafetensorsWriter;
import org.syrinx.nn.safetensors.Tensor;
import org.syrinx.plugin.gradtts.internal.model.GradTtsConfig;
import org.syrinx.plugin.gradtts.internal.model.GradTtsNetwork;
import org.syrinx.text.EnglishFrontEnd;
import org.syrinx.text.FrontEnd;

/**
 * Writes a model folder with random weights: by default of the published size (14.8 M parameters),
 * speaking the phones of our front end, for measuring and for tests.
 */
final class RandomGradTts {
    /** About five frames a token, as trained models have. */
    private static final float LOG_DURATION = 1.6f;

    private RandomGradTts() {}

    /**
     * Writes a folder.
     *
     * @param folder made if it is not there
     * @param fields of config.json that differ from the published ones
     * @param own fields of its object {@code syrinx}
     * @param seed of all weights
     */
    static void write(Path folder, Map<String, Object> fields, Map<String, Object> own, long seed) {
        FrontEnd english = new EnglishFrontEnd();
        Map<String, Object> syrinx = new LinkedHashMap<>();
        syrinx.put("tokenizer", "phones");
        syrinx.put("blank", true);
        syrinx.put("symbols", english.symbols());
        syrinx.putAll(own);
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("model_type", GradTtsConfig.TYPE);
        config.put("n_vocab", english.symbols().size() + 1);
        config.putAll(fields);
        config.put("syrinx", syrinx);
        List<Tensor> tensors = weights(GradTtsConfig.of(new JsonFields(config, "fields")), seed);
        try {
            Files.createDirectories(folder);
            SafetensorsWriter.write(
                    folder.resolve(ModelFolder.WEIGHTS), Map.of("format", "pt"), tensors);
            Files.writeString(folder.resolve(ModelFolder.CONFIG), JSON.std.asString(config));
        } catch (IOException e) {
            throw new SyrinxException(
                    "to write a model folder at " + folder,
                    "the system says: " + e.getMessage(),
                    "choose another folder",
                    e);
        }
    }

    /** Layers that start at zero get small values, or most of the network would have no effect. */
    private static List<Tensor> weights(GradTtsConfig config, long seed) {
        try (NDManager manager = Operators.engine().newBaseManager();
                ParameterSet set = ParameterSet.initialise(manager, seed)) {
            List<Tensor> tensors =
                    new ArrayList<>(
                            new GradTtsNetwork(config, set).parameters().toTensors(Naming.FOLDED));
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
                if (t.name().equals("encoder.proj_w.proj.bias")) {
                    values[0] = LOG_DURATION;
                }
            }
            return tensors;
        }
    }
}
