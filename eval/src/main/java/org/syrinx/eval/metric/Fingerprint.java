package org.syrinx.eval.metric;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.syrinx.api.SyrinxException;

/** Digests of what lies outside of bundles, for {@link Metric#fingerprint()} and its sisters. */
public final class Fingerprint {
    private static final int BUFFER = 1 << 16;

    private Fingerprint() {}

    /**
     * Of the files that lie in a folder, not of those in folders below.
     *
     * @param folder that may be missing
     * @return names and digests; not where the folder lies
     * @throws SyrinxException if a file cannot be read
     */
    public static String folder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return "missing";
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> parts = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                parts.add(file.getFileName() + " " + file(file));
            }
            return String.join("; ", parts);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /**
     * Of a program.
     *
     * @param name as in a command: with a path, or to be found on the search path
     * @return its digest, or {@code "missing"}
     * @throws SyrinxException if it cannot be read
     */
    public static String program(String name) {
        if (name.contains("/")) {
            return file(Path.of(name));
        }
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            Path file = Path.of(folder).resolve(name);
            if (Files.isExecutable(file) && Files.isRegularFile(file)) {
                return file(file);
            }
        }
        return "missing";
    }

    /**
     * Of one file.
     *
     * @param file that may be missing
     * @return {@code "sha256:"} and 64 hexadecimal digits, or {@code "missing"}
     * @throws SyrinxException if it cannot be read
     */
    public static String file(Path file) {
        if (!Files.isRegularFile(file)) {
            return "missing";
        }
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] some = new byte[BUFFER]; // models may be larger than memory
            for (int n = in.read(some); n >= 0; n = in.read(some)) {
                digest.update(some, 0, n);
            }
            return "sha256:" + HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static SyrinxException unreadable(Path file, IOException e) {
        return new SyrinxException(
                "to read " + file, "the system says: " + e.getMessage(), "check its rights", e);
    }
}
