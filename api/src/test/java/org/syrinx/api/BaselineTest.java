package org.syrinx.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Instructions;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import aQute.bnd.service.diff.Delta;
import aQute.bnd.version.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The contract beside its last release, {@code cnf/baseline}. bnd's own check begins with version
 * 1.0: below, it lets everything pass. Until then our rule is that of semantic versioning's early
 * versions: an incompatible change needs a new minor version of the package, an addition at least a
 * new micro version.
 */
class BaselineTest {
    private static final Path BASELINE =
            Path.of("..", "cnf", "baseline", "org", "syrinx", "org.syrinx.api");
    private static final String ROLE = "org/syrinx/api/Role.class";

    @Test
    void everyPackageSaysByItsVersionWhatChangedSinceTheLastRelease() throws Exception {
        try (Jar older = new Jar(released().toFile());
                Jar newer = contract()) {
            assertEquals(List.of(), complaints(newer, older));
        }
    }

    @Test
    void aClassThatIsGoneWantsANewMinorVersion() throws Exception {
        try (Jar older = contract();
                Jar newer = contract()) {
            newer.remove(ROLE);
            List<String> complaints = complaints(newer, older);
            assertEquals(1, complaints.size(), complaints.toString());
            assertTrue(complaints.get(0).startsWith("org.syrinx.api: MAJOR"), complaints.get(0));
            // a micro version would tell users that nothing of theirs breaks
            assertEquals(1, complaints(versioned(newer, 0, 1), older).size());
            assertEquals(List.of(), complaints(versioned(newer, 1, 0), older));
        }
    }

    @Test
    void aClassThatIsNewWantsANewMicroVersion() throws Exception {
        try (Jar older = contract();
                Jar newer = contract()) {
            older.remove(ROLE);
            List<String> complaints = complaints(newer, older);
            assertEquals(1, complaints.size(), complaints.toString());
            assertTrue(complaints.get(0).startsWith("org.syrinx.api: MINOR"), complaints.get(0));
            assertEquals(List.of(), complaints(versioned(newer, 0, 1), older));
        }
    }

    @Test
    void aPackageThatIsGoneIsNamed() throws Exception {
        try (Jar older = contract();
                Jar newer = contract()) {
            Manifest manifest = new Manifest(newer.getManifest());
            String exports = manifest.getMainAttributes().getValue("Export-Package");
            int command = exports.indexOf("org.syrinx.api.command");
            assertTrue(command > 0, exports);
            manifest.getMainAttributes()
                    .putValue("Export-Package", exports.substring(0, command - 1));
            newer.setManifest(manifest);
            assertEquals(1, complaints(newer, older).size());
            assertTrue(complaints(newer, older).get(0).startsWith("org.syrinx.api.command"));
        }
    }

    /** One line for each package whose version does not say what changed. */
    private static List<String> complaints(Jar newer, Jar older) throws Exception {
        List<String> found = new ArrayList<>();
        try (Processor processor = new Processor()) {
            Baseline baseline = new Baseline(processor, new DiffPluginImpl());
            for (Baseline.Info info :
                    baseline.baseline(newer, older, new Instructions("org.syrinx.*"))) {
                Delta delta = info.packageDiff.getDelta();
                if (!says(delta, info.olderVersion, info.newerVersion)) {
                    found.add(
                            info.packageName
                                    + ": "
                                    + delta
                                    + " from "
                                    + info.olderVersion
                                    + " to "
                                    + info.newerVersion
                                    + "\n"
                                    + info.packageDiff);
                }
            }
        }
        return found;
    }

    private static boolean says(Delta delta, Version older, Version newer) {
        return switch (delta) {
            case UNCHANGED, IGNORED, MICRO -> newer.compareTo(older) >= 0;
            case ADDED, MINOR, CHANGED -> newer.compareTo(older) > 0;
            case MAJOR, REMOVED ->
                    newer.getMajor() > older.getMajor()
                            || newer.getMajor() == older.getMajor()
                                    && newer.getMinor() > older.getMinor();
        };
    }

    /** The same with a higher version of {@code org.syrinx.api}. */
    private static Jar versioned(Jar jar, int minors, int micros) throws Exception {
        Manifest manifest = new Manifest(jar.getManifest());
        String exports = manifest.getMainAttributes().getValue("Export-Package");
        String name = "org.syrinx.api;version=\"";
        int from = exports.indexOf(name) + name.length();
        int to = exports.indexOf('"', from);
        Version now = Version.parseVersion(exports.substring(from, to));
        Version then =
                new Version(
                        now.getMajor(),
                        now.getMinor() + minors,
                        minors > 0 ? 0 : now.getMicro() + micros);
        manifest.getMainAttributes()
                .putValue(
                        "Export-Package",
                        exports.substring(0, from) + then + exports.substring(to));
        Jar copy = new Jar("copy");
        copy.addAll(jar);
        copy.setManifest(manifest);
        return copy;
    }

    /** What this build has compiled, with the manifest that bnd wrote for it. */
    private static Jar contract() throws IOException {
        Path classes = Path.of("target", "classes");
        assertTrue(Files.exists(classes.resolve("META-INF/MANIFEST.MF")), "build the module first");
        return new Jar("contract", classes.toFile());
    }

    private static Path released() throws IOException {
        try (Stream<Path> files = Files.walk(BASELINE)) {
            return files.filter(f -> f.toString().endsWith(".jar"))
                    .max(
                            Comparator.comparing(
                                    f ->
                                            Version.parseVersion(
                                                    f.getParent().getFileName().toString())))
                    .orElseThrow();
        }
    }
}
