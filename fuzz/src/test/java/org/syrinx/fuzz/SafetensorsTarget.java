package org.syrinx.fuzz;

import org.syrinx.api.ModelFormatException;
import org.syrinx.nn.safetensors.SafetensorsFile;

/** A safetensors file, byte for byte. */
public final class SafetensorsTarget {
    private SafetensorsTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        try (SafetensorsFile file = SafetensorsFile.of("fuzz", input)) {
            long header = 0;
            for (int i = 7; i >= 0; i--) {
                header = header << 8 | input[i] & 0xff;
            }
            Oracle.sound(file, input.length - 8 - header);
        } catch (ModelFormatException e) {
            Oracle.plain(e);
        }
    }
}
