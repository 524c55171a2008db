package org.syrinx.fuzz;

import org.syrinx.api.Direction;
import org.syrinx.api.ModelFormatException;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.plugin.editing.internal.files.DirectionFile;

/** A direction file: its header, {@linkplain Framed framed}. */
public final class DirectionTarget {
    private DirectionTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        try (SafetensorsFile file = SafetensorsFile.of("fuzz", Framed.of(input).file())) {
            Direction d = DirectionFile.read(file);
            Oracle.holds(DirectionFile.isName(d.name()), "a name can be part of a file's name");
            Oracle.holds(d.minimum() <= 0 && d.maximum() >= 0, "the range holds 0");
            int width = d.hook().channels() * Math.max(1, d.hook().bins());
            Oracle.holds(d.values().length == (long) d.steps() * width, "a value for each place");
            for (float v : d.values()) {
                Oracle.holds(Float.isFinite(v), "finite values");
            }
            Oracle.holds(d.times().length == d.steps(), "a time for each step");
        } catch (ModelFormatException e) {
            Oracle.plain(e);
        }
    }
}
