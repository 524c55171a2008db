package org.syrinx.fuzz;

import org.syrinx.api.ModelFormatException;
import org.syrinx.nn.safetensors.SafetensorsFile;

/** The header of a safetensors file, {@linkplain Framed framed}. */
public final class SafetensorsHeaderTarget {
    private SafetensorsHeaderTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        Framed framed = Framed.of(input);
        try (SafetensorsFile file = SafetensorsFile.of("fuzz", framed.file())) {
            Oracle.sound(file, framed.dataBytes());
        } catch (ModelFormatException e) {
            Oracle.plain(e);
        }
    }
}
