package org.syrinx.itests.framework;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** A bundle made of one package of the test classes. */
public final class TestBundle {
    private TestBundle() {}

    /**
     * Packs.
     *
     * @param activator whose package goes into the bundle
     * @param imports packages to import
     * @return the bytes of the jar
     * @throws IOException if the classes cannot be read
     */
    public static InputStream of(Class<?> activator, String imports) throws IOException {
        return of(activator, imports, Map.of());
    }

    /**
     * Packs with more headers.
     *
     * @param activator whose package goes into the bundle
     * @param imports packages to import
     * @param headers name to value; they win over what would be there without them
     * @return the bytes of the jar
     * @throws IOException if the classes cannot be read
     */
    public static InputStream of(Class<?> activator, String imports, Map<String, String> headers)
            throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", activator.getPackageName());
        main.putValue("Bundle-Version", "1.0.0");
        main.putValue("Bundle-Activator", activator.getName());
        main.putValue("Import-Package", imports);
        headers.forEach(main::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String folder = activator.getPackageName().replace('.', '/');
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Path file : classes(activator, folder)) {
                jar.putNextEntry(new JarEntry(folder + "/" + file.getFileName()));
                jar.write(Files.readAllBytes(file));
                jar.closeEntry();
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static List<Path> classes(Class<?> activator, String folder) throws IOException {
        try (Stream<Path> files =
                Files.list(
                        Path.of(
                                        activator
                                                .getProtectionDomain()
                                                .getCodeSource()
                                                .getLocation()
                                                .toURI())
                                .resolve(folder))) {
            return files.filter(f -> f.toString().endsWith(".class")).toList();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
