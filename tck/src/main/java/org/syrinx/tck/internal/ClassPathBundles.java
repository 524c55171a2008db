package org.syrinx.tck.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.syrinx.api.ProvideModel;

/** The bundles on the class path of the tests, as the framework is to see them. */
final class ClassPathBundles {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    /** The framework hands these on from the class path, so that tests and plug-in share them. */
    private static final Pattern SHARED =
            Pattern.compile("org\\.syrinx\\.(api|engine)|org\\.osgi\\.service\\.cm");

    /** Not for the framework: the tests themselves, the framework, and jars that only compile. */
    private static final Pattern NOT_INSTALLED =
            Pattern.compile(
                    "org\\.syrinx\\.tck|junit.*|org\\.junit.*|org\\.opentest4j.*|org\\.apiguardian.*"
                        + "|org\\.apache\\.felix\\.framework|osgi\\.core|osgi\\.annotation.*"
                        + "|org\\.osgi\\.(annotation|framework|namespace|resource|dto)\\b.*"
                        + "|org\\.osgi\\.service\\.\\w+\\.annotations|biz\\.aQute.*");

    private ClassPathBundles() {}

    /** One bundle: where it is and what its manifest says. */
    record Found(String name, String location, Manifest manifest) {
        String header(String name) {
            return manifest.getMainAttributes().getValue(name);
        }

        /** Plug-ins are installed when they are tested. */
        boolean isPlugIn() {
            String capabilities = header("Provide-Capability");
            return capabilities != null && capabilities.contains(ProvideModel.NAMESPACE);
        }

        boolean isOfThisModule() {
            return location.startsWith(Path.of("").toAbsolutePath().toUri().toString());
        }

        boolean shared() {
            return SHARED.matcher(name).matches();
        }
    }

    /** The exports of what is shared, as one header for the framework. */
    static String sharedPackages() {
        List<String> exports =
                all().stream()
                        .filter(Found::shared)
                        .map(b -> b.header("Export-Package"))
                        .filter(h -> h != null)
                        .toList();
        if (exports.size() < 2) {
            throw new IllegalStateException(
                    "org.syrinx.api and org.syrinx.engine are not both on the class path as"
                            + " bundles: "
                            + all().stream().map(Found::name).toList());
        }
        return String.join(",", exports);
    }

    /** What is to be installed. */
    static List<Found> installed() {
        return all().stream()
                .filter(b -> !b.shared() && !NOT_INSTALLED.matcher(b.name).matches())
                .filter(b -> !unresolvable(b))
                .toList();
    }

    private static boolean unresolvable(Found bundle) {
        String requirements = bundle.header("Require-Capability");
        return requirements != null && requirements.contains("osgi.unresolvable");
    }

    private static List<Found> all() {
        List<Found> found = new ArrayList<>();
        try {
            for (URL url :
                    Collections.list(
                            ClassPathBundles.class.getClassLoader().getResources(MANIFEST))) {
                Manifest manifest;
                try (InputStream in = url.openStream()) {
                    manifest = new Manifest(in);
                }
                String name = manifest.getMainAttributes().getValue("Bundle-SymbolicName");
                if (name != null) {
                    found.add(new Found(name.split(";")[0].strip(), location(url), manifest));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** {@code jar:file:/a.jar!/META-INF/MANIFEST.MF} or {@code file:/a/META-INF/MANIFEST.MF}. */
    private static String location(URL manifest) {
        String text = manifest.toString();
        return text.startsWith("jar:")
                ? text.substring("jar:".length(), text.indexOf("!/"))
                : text.substring(0, text.length() - MANIFEST.length());
    }
}
