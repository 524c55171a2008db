package org.syrinx.text.phonemes;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.syrinx.api.SyrinxException;

/** Reads the tables that lie beside these classes. */
final class Resource {
    private Resource() {}

    static List<String> lines(String name) {
        try (InputStream raw = Resource.class.getResourceAsStream(name)) {
            if (raw == null) {
                throw missing(name, null);
            }
            InputStream in =
                    name.endsWith(".gz")
                            ? new GZIPInputStream(raw, 1 << 16)
                            : new BufferedInputStream(raw);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw missing(name, e);
        }
    }

    private static SyrinxException missing(String name, IOException cause) {
        return new SyrinxException(
                "the table " + name + " inside the bundle org.syrinx.text",
                "it is missing or damaged",
                "Build or install the bundle again.",
                cause);
    }
}
