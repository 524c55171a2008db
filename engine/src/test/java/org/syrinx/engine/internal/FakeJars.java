package org.syrinx.engine.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small jars laid out like the real native jars, with text in place of libraries. */
final class FakeJars {
    private FakeJars() {}

    static Path torch(Path directory, String version, String flavor, String... libraries)
            throws IOException {
        Path jar =
                directory.resolve("pytorch-native-" + flavor + "-" + version + "-linux-x86_64.jar");
        String[] entries = new String[libraries.length * 2 + 2];
        entries[0] = "native/lib/pytorch.properties";
        entries[1] =
                "version=%s-20250101\nflavor=%s\nclassifier=linux-x86_64\nlibraries=%s"
                        .formatted(version, flavor, String.join(",", libraries));
        for (int i = 0; i < libraries.length; i++) {
            entries[2 * i + 2] = "pytorch/" + flavor + "/linux-x86_64/" + libraries[i];
            entries[2 * i + 3] = "content of " + libraries[i];
        }
        return zip(jar, entries);
    }

    static Path bridge(Path directory, String version, String flavor) throws IOException {
        return zip(
                directory.resolve("pytorch-jni-" + version + ".jar"),
                "jnilib/pytorch.properties",
                "jni_version=" + version,
                "jnilib/linux-x86_64/" + flavor + "/" + NativeJars.BRIDGE_LIBRARY,
                "the bridge");
    }

    private static Path zip(Path jar, String... entries) throws IOException {
        Files.createDirectories(jar.getParent());
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < entries.length; i += 2) {
                zip.putNextEntry(new ZipEntry(entries[i]));
                zip.write(entries[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return jar;
    }
}
