package org.syrinx.plugin.gradtts.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.api.ParityCheck.Report;
import org.syrinx.api.ParityCheck.Row;
import org.syrinx.api.ParityCheck.Status;
import org.syrinx.api.Progress;
import org.syrinx.api.TensorScope;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.nn.safetensors.SafetensorsWriter;
import org.syrinx.nn.safetensors.Tensor;
import org.syrinx.plugin.gradtts.internal.model.GradTtsConfig;
import org.syrinx.plugin.gradtts.internal.model.GradTtsNetwork;

class GradTtsParityTest {
    private final GradTtsParity parity = new GradTtsParity(Fixtures.BACKEND);

    @TempDir Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"single", "speakers", "pe1"})
    void everyTensorOfTheReferenceIsReproduced(String name) {
        Path folder = Fixtures.folder(name);
        assertTrue(parity.accepts(folder));
        Report report = parity.check(folder, Progress.NONE);
        String table = report.rows().stream().map(Row::toString).collect(Collectors.joining("\n"));
        assertTrue(report.passed(), table);
        Map<String, Row> rows =
                report.rows().stream().collect(Collectors.toMap(Row::tensor, r -> r));
        for (String tensor : GradTtsParity.COMPARED) {
            assertEquals(Status.OK, rows.get(tensor).status(), tensor);
        }
        assertEquals(Status.INPUT, rows.get("noise").status());
        assertEquals(GradTtsParity.COMPARED.size() + 2, rows.size());
        if (Boolean.getBoolean("parity.print")) {
            System.out.println(name + "\n" + table);
        }
    }

    @Test
    void aWrongTensorAMissingOneAndAnUnknownOneFail() throws IOException {
        Path folder =
                changed(
                        tensors -> {
                            Tensor mel =
                                    tensors.stream()
                                            .filter(t -> t.name().equals("mel"))
                                            .findFirst()
                                            .orElseThrow();
                            ((float[]) mel.data())[5] += 1e-2f;
                            tensors.removeIf(t -> t.name().equals("h_steps"));
                            tensors.add(Tensor.of("mystery", new float[] {1}, 1));
                        });
        Report report = parity.check(folder, Progress.NONE);
        assertFalse(report.passed());
        Map<String, Status> status =
                report.rows().stream().collect(Collectors.toMap(Row::tensor, Row::status));
        assertEquals(Status.DIFFERS, status.get("mel"));
        assertEquals(Status.MISSING, status.get("h_steps"));
        assertEquals(Status.UNKNOWN, status.get("mystery"));
        assertEquals(Status.OK, status.get("score_steps"));
    }

    /** Eq. 8 of the paper, written out: x - (beta ((mu - x) / 2 - s) h + sqrt(beta h) noise). */
    @Test
    void theStochasticSamplerTakesItsRecordedNoiseStepByStep() throws IOException {
        int steps = 4;
        Path folder =
                changed(
                        tensors -> {
                            Map<String, float[]> values = new HashMap<>();
                            tensors.stream()
                                    .filter(t -> t.data() instanceof float[])
                                    .forEach(t -> values.put(t.name(), (float[]) t.data()));
                            float[] mu = values.get("mu_y");
                            Random random = new Random(1);
                            float[] states = new float[steps * mu.length];
                            float[] x = new float[mu.length];
                            for (int k = 0; k < x.length; k++) {
                                x[k] = mu[k] + values.get("noise")[k] / 1.5f;
                            }
                            tensors.removeIf(t -> List.of("x_steps", "mel").contains(t.name()));
                            for (int i = 0; i < steps; i++) {
                                System.arraycopy(x, 0, states, i * x.length, x.length);
                                float[] noise = new float[x.length];
                                for (int k = 0; k < x.length; k++) {
                                    noise[k] = (float) random.nextGaussian();
                                }
                                tensors.add(Tensor.of("noise_" + i, noise, 1, 80, 44));
                                double t = 1 - (i + 0.5) / steps;
                                double rate = (0.05 + (20 - 0.05) * t) / steps;
                                float[] score = score(x, mu, t);
                                for (int k = 0; k < x.length; k++) {
                                    x[k] -=
                                            (float)
                                                    (rate * ((mu[k] - x[k]) / 2 - score[k])
                                                            + Math.sqrt(rate) * noise[k]);
                                }
                            }
                            tensors.add(Tensor.of("x_steps", states, steps, 80, 44));
                            tensors.add(Tensor.of("mel", x, 1, 80, 44));
                        });
        Path json = folder.resolve("case.json");
        Files.writeString(json, Files.readString(json).replace("euler-ode", "euler-sde"));
        Map<String, Row> rows =
                parity.check(folder, Progress.NONE).rows().stream()
                        .collect(Collectors.toMap(Row::tensor, r -> r));
        for (int i = 0; i < steps; i++) {
            assertEquals(Status.INPUT, rows.get("noise_" + i).status());
        }
        assertEquals(Status.OK, rows.get("x_steps").status(), rows.get("x_steps").toString());
        assertEquals(Status.OK, rows.get("mel").status(), rows.get("mel").toString());
    }

    @SuppressWarnings("try") // the scope works by being open
    private static float[] score(float[] x, float[] mu, double t) {
        ModelFolder files = ModelFolder.open(Fixtures.folder("speakers"));
        try (SafetensorsFile weights = SafetensorsFile.open(files.require(ModelFolder.WEIGHTS));
                ParameterSet set =
                        ParameterSet.load(weights, Fixtures.BACKEND.newManager("cpu", "score"));
                TensorScope ignored = Fixtures.BACKEND.scope()) {
            GradTtsNetwork network = new GradTtsNetwork(GradTtsConfig.of(files.config()), set);
            NDManager m = set.manager();
            return network.score()
                    .score(
                            Tensors.of(m, x, 1, 80, 44),
                            null,
                            Tensors.of(m, mu, 1, 80, 44),
                            Tensors.of(m, new float[] {(float) t}, 1),
                            network.speakers(3),
                            null)
                    .toFloatArray();
        }
    }

    @Test
    void noiseOfTheWrongLengthIsReportedAndNotGuessed() throws IOException {
        Path folder =
                changed(
                        tensors -> {
                            tensors.removeIf(t -> t.name().equals("noise"));
                            tensors.add(Tensor.of("noise", new float[12], 1, 12, 1));
                        });
        Row mel =
                parity.check(folder, Progress.NONE).rows().stream()
                        .filter(r -> r.tensor().equals("mel"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(Status.DIFFERS, mel.status());
        assertTrue(mel.detail().contains("12 were recorded"), mel.detail());
    }

    @Test
    void aFolderWithoutACaseOrOfAnotherFamilyIsNotAccepted() throws IOException {
        assertFalse(parity.accepts(temp));
        Files.writeString(temp.resolve("case.json"), "{}");
        Files.writeString(temp.resolve("config.json"), "{\"model_type\": \"vits\"}");
        assertFalse(parity.accepts(temp));
    }

    private Path changed(Consumer<List<Tensor>> change) throws IOException {
        Path to = Files.createDirectory(temp.resolve("case"));
        try (Stream<Path> files = Files.list(Fixtures.folder("speakers"))) {
            for (Path f : files.toList()) {
                Files.copy(f, to.resolve(f.getFileName().toString()));
            }
        }
        Path expected = to.resolve("expected.safetensors");
        List<Tensor> tensors = new ArrayList<>();
        try (SafetensorsFile file = SafetensorsFile.open(expected)) {
            for (String t : file.names()) {
                tensors.add(
                        file.info(t).dtype().floating()
                                ? Tensor.of(t, file.floats(t), file.info(t).dimensions())
                                : Tensor.of(t, file.longs(t), file.info(t).dimensions()));
            }
        }
        change.accept(tensors);
        SafetensorsWriter.write(expected, Map.of(), tensors);
        return to;
    }
}
