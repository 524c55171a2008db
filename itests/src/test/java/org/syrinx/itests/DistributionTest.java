package org.syrinx.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.syrinx.itests.framework.Distribution;
import org.syrinx.itests.framework.RunningSyrinx;
import org.syrinx.itests.framework.RunningSyrinx.Outcome;

/** The distribution starts whole, and its commands say what they should. */
class DistributionTest {
    private final RunningSyrinx syrinx = RunningSyrinx.get();

    @Test
    void everyBundleIsRunning() {
        List<String> asleep = new ArrayList<>();
        int count = 0;
        for (Bundle bundle : syrinx.context().getBundles()) {
            count++;
            if (bundle.getState() != Bundle.ACTIVE) {
                asleep.add(bundle.getSymbolicName());
            }
        }
        assertEquals(List.of(), asleep);
        assertTrue(count > 15, count + " bundles");
    }

    @Test
    void theBundleFolderHoldsExactlyTheResolvedSet() throws IOException {
        String bndrun = Files.readString(Path.of("..", "launcher", "syrinx.bndrun"));
        Set<String> resolved = new TreeSet<>();
        Matcher m =
                Pattern.compile("^\\s+([\\w.-]+);version=", Pattern.MULTILINE)
                        .matcher(bndrun.substring(bndrun.indexOf("-runbundles:")));
        while (m.find()) {
            resolved.add(m.group(1));
        }
        Set<String> there = new TreeSet<>();
        try (Stream<Path> jars = Files.list(Distribution.HOME.resolve("bundle"))) {
            for (Path jar : jars.toList()) {
                try (JarFile file = new JarFile(jar.toFile())) {
                    String name =
                            file.getManifest().getMainAttributes().getValue("Bundle-SymbolicName");
                    there.add(name.replaceFirst(";.*", ""));
                }
            }
        }
        assertEquals(resolved, there);
        assertTrue(resolved.contains("org.syrinx.launcher"));
    }

    @Test
    void noPartUnderTheGplIsInTheDefaultDistribution() throws IOException {
        try (Stream<Path> files = Files.walk(Distribution.HOME)) {
            assertFalse(files.anyMatch(f -> f.getFileName().toString().contains("tarsos")));
        }
    }

    @Test
    void helpListsTheCommandsOfAllBundles() {
        Outcome help = syrinx.run("--help");
        assertEquals(0, help.code());
        for (String command :
                List.of(
                        "say",
                        "models",
                        "pipelines",
                        "doctor",
                        "shell",
                        "train",
                        "corpus",
                        "parity",
                        "compare",
                        "resynthesize")) {
            assertTrue(
                    Pattern.compile("^  " + command + " +\\S", Pattern.MULTILINE)
                            .matcher(help.text())
                            .find(),
                    command + " in: " + help.text());
            Outcome one = syrinx.run(command, "--help");
            assertEquals(0, one.code(), command + ": " + one.err());
            assertTrue(one.text().contains("Usage: syrinx " + command), one.text());
        }
    }

    @Test
    void anUnknownCommandIsWrongUsage() {
        Outcome outcome = syrinx.run("syy");
        assertEquals(2, outcome.code());
        assertEquals("", outcome.text());
        assertTrue(outcome.err().contains("Did you mean \"say\"?"), outcome.err());
    }

    /** The models' area is left out: other tests leave models there that are wrong on purpose. */
    @Test
    void theDoctorFindsJavaTheMachineAndTheEngineHealthy() {
        String text = syrinx.run("doctor").text();
        String head = text.substring(0, text.indexOf("\nmodels\n"));
        for (String part :
                List.of("java\n", "PyTorch 2.7.1", "auto means", "native libraries", "devices")) {
            assertTrue(head.contains(part), part + " in: " + head);
        }
        assertFalse(head.contains("ERROR"), head);
        assertTrue(text.contains("running"), text);
    }

    /** FreeTTS is no bundle: in a framework its classes see only what somebody shows them. */
    @Test
    void thePureJavaTeacherStartsInTheFramework() throws Exception {
        ServiceReference<?>[] teachers =
                syrinx.context().getAllServiceReferences("org.syrinx.corpus.Teacher", null);
        Set<String> names = new TreeSet<>();
        for (ServiceReference<?> reference : teachers) {
            Object teacher = syrinx.context().getService(reference);
            Class<?> type = reference.getBundle().loadClass("org.syrinx.corpus.Teacher");
            String name = (String) type.getMethod("name").invoke(teacher);
            names.add(name);
            if (name.equals("freetts")) {
                type.getMethod("check").invoke(teacher); // throws what is missing
            }
            syrinx.context().ungetService(reference);
        }
        assertTrue(names.contains("freetts"), names.toString());
    }

    /** The exit code is left out: other tests leave models there that are wrong on purpose. */
    @Test
    void theModelsAreThoseOfThePlugIns() {
        Outcome outcome = syrinx.run("models", "--json");
        assertEquals("", outcome.err());
        assertTrue(outcome.text().contains("\"griffinlim-22k\""), outcome.text());
        assertTrue(outcome.text().contains("\"roles\" : [ \"vocoder\" ]"), outcome.text());
    }

    @Test
    void theShellRunsTheSameCommandsFromAPipe() {
        Outcome outcome =
                syrinx.runWithInput(
                        "syrinx:models\nhelp syrinx:say\n(syrinx:models) toText\n", "shell");
        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.text().contains("griffinlim-22k"), outcome.text());
        assertTrue(outcome.text().contains("--model-dir"), "real descriptions: " + outcome.text());
    }

    @Test
    void theShellStopsAtTheFirstCommandThatFails() {
        Outcome outcome = syrinx.runWithInput("syrinx:parity /nowhere\nsyrinx:models\n", "shell");
        assertEquals(1, outcome.code());
        assertTrue(outcome.err().contains("There is no folder /nowhere"), outcome.err());
        assertEquals("", outcome.text());
    }
}
