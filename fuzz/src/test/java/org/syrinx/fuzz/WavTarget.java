package org.syrinx.fuzz;

import java.io.ByteArrayInputStream;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.AudioReader;
import org.syrinx.audio.io.MultiChannelAudio;

/** A WAV file. */
public final class WavTarget {
    private WavTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            MultiChannelAudio audio =
                    AudioReader.readChannels(new ByteArrayInputStream(input), "fuzz");
            sound(audio.channels());
            Oracle.holds(audio.mono().samples().length == audio.channels()[0].length, "mono");
        } catch (SyrinxException e) {
            Oracle.plain(e);
        }
    }

    static void sound(float[][] channels) {
        for (float[] channel : channels) {
            Oracle.holds(channel.length == channels[0].length, "channels of one length");
            for (float v : channel) {
                Oracle.holds(Float.isFinite(v), "finite samples");
            }
        }
    }
}
