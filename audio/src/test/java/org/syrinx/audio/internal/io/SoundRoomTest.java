package org.syrinx.audio.internal.io;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.internal.flac.FlacDecoder;

class SoundRoomTest {
    @Test
    void soundBeyondTheHeapIsRefusedWithBothSizes() {
        SoundRoom.require("x.wav", 1000, 4000);
        SyrinxException e =
                assertThrows(
                        SyrinxException.class,
                        () -> SoundRoom.require("x.wav", 300L << 18, 299L << 20));
        assertTrue(
                e.getMessage().contains("x.wav") && e.getMessage().contains("300 MiB of 299 MiB"),
                e.getMessage());
        // no machine of ours has an exbibyte
        assertThrows(SyrinxException.class, () -> SoundRoom.require("x.wav", 1L << 58));
    }

    @Test
    void aFlacFileOfFortyTwoBytesThatDeclaresTwoToTheThirtySixSamplesIsRefusedForThat() {
        byte[] flac = new byte[42];
        flac[0] = 'f';
        flac[1] = 'L';
        flac[2] = 'a';
        flac[3] = 'C';
        flac[4] = (byte) 0x80; // the last block
        flac[7] = 34;
        // RFC 9639, 8.2: 20 bits of rate, 3 of channels - 1, 5 of bits - 1, 36 of samples
        long fields = 48000L << 44 | 7L << 41 | 15L << 36 | (1L << 36) - 1;
        for (int i = 0; i < 8; i++) {
            flac[18 + i] = (byte) (fields >>> 56 - 8 * i);
        }
        SyrinxException e =
                assertThrows(SyrinxException.class, () -> FlacDecoder.decode(flac, "x.flac"));
        assertTrue(
                e.getMessage().contains("549755813880") && e.getMessage().contains("536870912"),
                e.getMessage());
    }
}
