package org.syrinx.plugin.vits.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.nn.safetensors.SafetensorsWriter;
import org.syrinx.nn.safetensors.Tensor;

class VitsParityTest {
    private final VitsParity parity = new VitsParity(Fixtures.BACKEND, Fixtures.FRONT_ENDS);

    @TempDir Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"sdp", "sdp-speakers", "deterministic", "asymmetric"})
    void everyTensorOfTheReferenceIsReproduced(String name) {
        Path folder = Fixtures.folder(name);
        assertTrue(parity.accepts(folder));
        Report report = parity.check(folder, Progress.NONE);
        String table = report.rows().stream().map(Row::toString).collect(Collectors.joining("\n"));
        assertTrue(report.passed(), table);
        Map<String, Row> rows =
                report.rows().stream().collect(Collectors.toMap(Row::tensor, r -> r));
        List<String> compared = new ArrayList<>(VitsParity.WITH_NOISE);
        compared.add("ids");
        compared.add("waveform_no_noise");
        for (String tensor : compared) {
            assertEquals(Status.OK, rows.get(tensor).status(), tensor);
        }
        assertEquals(Status.INPUT, rows.get("noise_prior").status());
        assertEquals(!name.equals("deterministic"), rows.containsKey("noise_dp"));
        assertEquals(compared.size() + (name.equals("deterministic") ? 1 : 2), rows.size());
        if (Boolean.getBoolean("parity.print")) {
            System.out.println(name + "\n" + table);
        }
    }

    @Test
    void aWrongTensorAMissingOneAndAnUnknownOneFail() throws IOException {
        Path folder =
                changed(
                        "sdp",
                        tensors -> {
                            Tensor z =
                                    tensors.stream()
                                            .filter(t -> t.name().equals("z"))
                                            .findFirst()
                                            .orElseThrow();
                            ((float[]) z.data())[5] += 1e-3f;
                            tensors.removeIf(t -> t.name().equals("waveform"));
                            tensors.add(Tensor.of("mystery", new float[] {1}, 1));
                        });
        Report report = parity.check(folder, Progress.NONE);
        assertFalse(report.passed());
        Map<String, Status> status =
                report.rows().stream().collect(Collectors.toMap(Row::tensor, Row::status));
        assertEquals(Status.DIFFERS, status.get("z"));
        assertEquals(Status.MISSING, status.get("waveform"));
        assertEquals(Status.UNKNOWN, status.get("mystery"));
        assertEquals(Status.OK, status.get("z_prior"));
    }

    @Test
    void noiseOfTheWrongLengthIsReportedAndNotGuessed() throws IOException {
        Path folder =
                changed(
                        "deterministic",
                        tensors -> {
                            tensors.removeIf(t -> t.name().equals("noise_prior"));
                            tensors.add(Tensor.of("noise_prior", new float[12], 1, 12, 1));
                        });
        Report report = parity.check(folder, Progress.NONE);
        Row z =
                report.rows().stream()
                        .filter(r -> r.tensor().equals("z"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(Status.DIFFERS, z.status());
        assertTrue(z.detail().contains("12 were recorded"), z.detail());
    }

    @Test
    void aFolderWithoutACaseIsNotAccepted() throws IOException {
        assertFalse(parity.accepts(temp));
        Files.writeString(temp.resolve("case.json"), "{}");
        Files.writeString(temp.resolve("config.json"), "{\"model_type\": \"bert\"}");
        assertFalse(parity.accepts(temp));
    }

    private Path changed(String name, Consumer<List<Tensor>> change) throws IOException {
        Path to = Files.createDirectory(temp.resolve("case"));
        try (Stream<Path> files = Files.list(Fixtures.folder(name))) {
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
