package org.syrinx.engine.internal;

import java.util.List;
import java.util.Locale;
import org.syrinx.engine.EngineUnavailableException;

/** The operating system and processor, in the words that the native jars use. */
final class Platform {
    /** The platforms whose native jars the project builds and tests with. */
    static final List<String> SUPPORTED = List.of("linux-x86_64");

    private Platform() {}

    /**
     * The classifier of a supported platform.
     *
     * @param osName the value of {@code os.name}
     * @param osArch the value of {@code os.arch}
     * @return for example {@code linux-x86_64}
     * @throws EngineUnavailableException if this platform is not supported
     */
    static String classifier(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String system =
                os.startsWith("linux")
                        ? "linux"
                        : os.startsWith("mac") ? "osx" : os.replaceAll("[ \\d.].*", "");
        String arch =
                switch (osArch) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "arm64", "aarch64" -> "aarch64";
                    default -> osArch;
                };
        String classifier = system + "-" + arch;
        if (!SUPPORTED.contains(classifier)) {
            throw new EngineUnavailableException(
                    "Syrinx has no native libraries for "
                            + osName
                            + " on "
                            + osArch
                            + ". Supported: "
                            + String.join(", ", SUPPORTED)
                            + ". Run it on one of these, for example in a container.");
        }
        return classifier;
    }
}
