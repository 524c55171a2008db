package org.syrinx.launcher.internal.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.osgi.framework.Constants;
import org.syrinx.api.SyrinxException;

/**
 * A jar on disk that is to become a bundle.
 *
 * @param path where it is
 * @param symbolicName of the bundle
 * @param version of the bundle
 */
record BundleJar(Path path, String symbolicName, String version) {
    /**
     * Reads a jar from end to end, so that one that is still being copied is not taken for whole.
     *
     * @param path of the jar
     * @return the bundle in it
     * @throws SyrinxException if it is no whole jar, or no bundle
     */
    static BundleJar whole(Path path) {
        try (JarFile jar = new JarFile(path.toFile())) {
            byte[] chunk = new byte[1 << 16];
            for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
                try (InputStream in = jar.getInputStream(all.nextElement())) {
                    while (in.read(chunk) >= 0) {
                        continue; // reading checks the sum of every entry
                    }
                }
            }
            return of(path, jar);
        } catch (IOException | IllegalArgumentException e) {
            throw new SyrinxException(
                    "a whole jar",
                    path + " is none (" + e.getMessage() + ")",
                    "copy it again, under another name first, then rename it");
        }
    }

    /**
     * Whether a file is a bundle, as far as its manifest tells.
     *
     * @param path any file
     * @return the bundle, empty if it is none, or not yet
     */
    static Optional<BundleJar> glance(Path path) {
        try (JarFile jar = new JarFile(path.toFile())) {
            return Optional.of(of(path, jar));
        } catch (IOException | IllegalArgumentException | SyrinxException e) {
            return Optional.empty();
        }
    }

    private static BundleJar of(Path path, JarFile jar) throws IOException {
        Attributes manifest =
                jar.getManifest() == null
                        ? new Attributes()
                        : jar.getManifest().getMainAttributes();
        String name = manifest.getValue(Constants.BUNDLE_SYMBOLICNAME);
        if (name == null) {
            throw new SyrinxException(
                    "a bundle", path + " has no Bundle-SymbolicName", "build it with bnd");
        }
        String version = manifest.getValue(Constants.BUNDLE_VERSION);
        int directives = name.indexOf(';');
        return new BundleJar(
                path,
                (directives < 0 ? name : name.substring(0, directives)).strip(),
                version == null ? "0.0.0" : version.strip());
    }
}
