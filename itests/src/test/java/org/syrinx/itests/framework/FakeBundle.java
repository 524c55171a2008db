package org.syrinx.itests.framework;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.syrinx.itests.fake.FakePlugin;

/** Versions of the fake plug-in, as jars. */
public final class FakeBundle {
    /** Its symbolic name. */
    public static final String NAME = "org.syrinx.itests.fake";

    private static final String IMPORTS =
            "org.osgi.framework,org.osgi.service.cm,org.syrinx.api,ai.djl.ndarray,"
                    + "ai.djl.ndarray.types";

    private FakeBundle() {}

    /**
     * Packs a version.
     *
     * @param version of the bundle
     * @param headers how it is; see {@link FakePlugin}
     * @return the bytes of the jar
     * @throws IOException if the classes cannot be read
     */
    public static InputStream stream(String version, Map<String, String> headers)
            throws IOException {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Bundle-Version", version);
        return TestBundle.of(FakePlugin.class, IMPORTS, all);
    }

    /**
     * Writes a version.
     *
     * @param folder where
     * @param version of the bundle
     * @param headers how it is
     * @return the jar
     * @throws IOException if it cannot be written
     */
    public static Path jar(Path folder, String version, Map<String, String> headers)
            throws IOException {
        Path jar = folder.resolve("fake-" + version + ".jar");
        try (InputStream in = stream(version, headers)) {
            Files.write(jar, in.readAllBytes());
        }
        return jar;
    }
}
