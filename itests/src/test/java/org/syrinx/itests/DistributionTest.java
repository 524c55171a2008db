package org.syrinx.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
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
    /** Where classes of other works lie, and what NOTICE calls the work. */
    private static final Map<String, String> WORKS =
            Map.ofEntries(
                    Map.entry("ai/djl/", "Deep Java Library"),
                    Map.entry("com/google/gson/", "Gson"),
                    Map.entry("com/sun/jna/", "Java Native Access"),
                    Map.entry("org/apache/commons/compress/", "Apache Commons Compress"),
                    Map.entry("org/slf4j/", "SLF4J"),
                    Map.entry("org/apache/felix/", "Apache Felix"),
                    Map.entry("org/osgi/", "OSGi API bundles"),
                    Map.entry("org/kxml2/", "kXML 2"),
                    Map.entry("org/xmlpull/", "XmlPull API"),
                    Map.entry("org/jline/", "JLine"),
                    Map.entry("picocli/", "picocli"),
                    Map.entry("com/fasterxml/jackson/", "Jackson core, Jackson jr"),
                    Map.entry("org/knowm/xchart/", "XChart"),
                    Map.entry("org/ejml/", "EJML"),
                    Map.entry("edu/cmu/sphinx/", "Sphinx-4"));

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
    void licenceAndNoticeGoWithTheDistribution() throws IOException {
        for (String name : List.of("LICENSE", "NOTICE")) {
            assertEquals(
                    -1, Files.mismatch(Path.of("..", name), Distribution.HOME.resolve(name)), name);
        }
        assertFalse(
                Files.exists(Distribution.HOME.resolve("optional")),
                "FreeTTS' jar holds classes without stated terms: it is not passed on");
    }

    /**
     * Every class in a jar of the distribution that is not ours belongs to a work that NOTICE
     * names.
     */
    @Test
    void theNoticeNamesWhateverIsNotOurs() throws IOException {
        String notice = Files.readString(Path.of("..", "NOTICE"));
        String list =
                notice.substring(
                        notice.indexOf("Third-party software"), notice.indexOf("Made with"));
        Map<String, String> unnamed = new TreeMap<>();
        Set<String> met = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Distribution.HOME)) {
            for (Path jar : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
                for (String type : foreignClasses(jar)) {
                    Optional<String> work =
                            WORKS.keySet().stream().filter(type::startsWith).findFirst();
                    work.ifPresent(met::add);
                    if (work.isEmpty() || !list.contains(WORKS.get(work.get()))) {
                        unnamed.putIfAbsent(jar.getFileName().toString(), type);
                    }
                }
            }
        }
        assertEquals(Map.of(), unnamed, "jar=class of a work that NOTICE does not name");
        assertEquals(new TreeSet<>(WORKS.keySet()), met, "works that are no longer contained");
    }

    private static List<String> foreignClasses(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(JarEntry::getName)
                    .filter(n -> n.endsWith(".class") && !n.endsWith("module-info.class"))
                    .map(n -> n.replaceFirst("^META-INF/versions/\\d+/", ""))
                    .filter(n -> !n.startsWith("org/syrinx/"))
                    .toList();
        }
    }

    @Test
    void licencesOfWhatTheEngineCopiesAreInIt() throws IOException {
        Path engine =
                Distribution.bundles().stream()
                        .filter(b -> b.getFileName().toString().startsWith("org.syrinx.engine"))
                        .findFirst()
                        .orElseThrow();
        try (JarFile file = new JarFile(engine.toFile())) {
            for (String text :
                    List.of(
                            "commons-compress/META-INF/LICENSE.txt",
                            "commons-compress/META-INF/NOTICE.txt",
                            "jna/META-INF/LICENSE",
                            "jna/META-INF/AL2.0",
                            "slf4j/META-INF/LICENSE.txt")) {
                assertNotNull(file.getEntry("META-INF/licenses/" + text), text);
            }
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
                List.of(
                        "java\n",
                        "PyTorch 2.7.1",
                        "auto means",
                        "native libraries",
                        "devices",
                        "MiB resident")) {
            assertTrue(head.contains(part), part + " in: " + head);
        }
        assertFalse(head.contains("ERROR"), head);
        assertTrue(text.contains("running"), text);
        assertTrue(text.contains("\ncache\n") && text.contains("free space"), text);
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
