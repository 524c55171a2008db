package org.syrinx.fuzz;

import org.syrinx.api.SyrinxException;
import org.syrinx.audio.internal.flac.FlacDecoder;

/** A FLAC file, read without checksums: behind them lies what is worth testing. */
public final class FlacTarget {
    private FlacTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (!FlacDecoder.recognises(input)) {
            return;
        }
        try {
            WavTarget.sound(FlacDecoder.decode(input, "fuzz", false).channels());
        } catch (SyrinxException e) {
            Oracle.plain(e);
        }
    }
}
