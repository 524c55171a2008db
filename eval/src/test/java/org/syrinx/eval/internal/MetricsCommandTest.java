package org.syrinx.eval.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandResult;
import org.syrinx.eval.internal.prosody.F0Error;
import org.syrinx.eval.internal.spectral.McdAligned;
import org.syrinx.eval.internal.spectral.McdDtw;
import org.syrinx.eval.internal.spectral.Pesq;
import org.syrinx.eval.metric.Metric;
import picocli.CommandLine;

class MetricsCommandTest {
    private static final List<Metric> SOME =
            List.of(
                    new F0Error(),
                    new McdDtw(),
                    new Pesq("", Duration.ofMinutes(1)),
                    new McdAligned());

    @Test
    void listsMetricsByFamilyAndSaysWhatCannotWork() {
        CommandResult r = run();
        String text = r.toText();
        assertTrue(text.startsWith("spectral\n  mcd.aligned"), text);
        assertTrue(text.contains("\n\nprosody\n  f0.rmse"), text);
        assertTrue(text.contains("not available: No PESQ program is configured"), text);
        assertEquals(4, ((List<?>) r.toJson().get("metrics")).size());
    }

    @Test
    void explainsThoseWhoseNamesBeginSo() {
        CommandResult r = run("mcd");
        assertTrue(r.toText().contains("Kubichek"), r.toText());
        List<?> json = (List<?>) r.toJson().get("metrics");
        assertEquals(2, json.size());
        assertEquals("dB", ((Map<?, ?>) json.get(0)).get("unit"));
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        SyrinxException e = assertThrows(SyrinxException.class, () -> run("mcdd"));
        assertTrue(e.getMessage().contains("mcd.dtw"), e.getMessage());
    }

    @Test
    void everyMetricOfTheBundleIsADocumentedService() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "evaluation.md"));
        Pattern id = Pattern.compile("name=\"syrinx.metric\"[^>]*value=\"([^\"]+)\"");
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("target", "classes", "OSGI-INF"))) {
            for (Path file : files.toList()) {
                Matcher m = id.matcher(Files.readString(file));
                while (m.find()) {
                    found.add(m.group(1));
                    assertTrue(
                            guide.contains("`" + m.group(1) + "`"),
                            m.group(1) + " is not in docs/evaluation.md");
                }
            }
        }
        assertTrue(found.size() >= 30, found.toString());
    }

    private static CommandResult run(String... arguments) {
        MetricsCommand command = new MetricsCommand(SOME);
        new CommandLine(command).parseArgs(arguments);
        return command.run(null);
    }
}
