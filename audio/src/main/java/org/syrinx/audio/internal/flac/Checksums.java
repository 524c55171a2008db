package org.syrinx.audio.internal.flac;

/** The two checksums of a FLAC frame (RFC 9639, sections 9.1.8 and 9.3), initial value zero. */
final class Checksums {
    private static final int[] CRC8 = table(8, 0x07);
    private static final int[] CRC16 = table(16, 0x8005);

    private Checksums() {}

    private static int[] table(int width, int polynomial) {
        int top = 1 << width - 1;
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            int crc = i << width - 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & top) != 0 ? crc << 1 ^ polynomial : crc << 1;
            }
            table[i] = crc & (1 << width) - 1;
        }
        return table;
    }

    static int crc8(byte[] data, int from, int to) {
        int crc = 0;
        for (int i = from; i < to; i++) {
            crc = CRC8[crc ^ data[i] & 0xFF];
        }
        return crc;
    }

    static int crc16(byte[] data, int from, int to) {
        int crc = 0;
        for (int i = from; i < to; i++) {
            crc = (crc << 8 ^ CRC16[crc >> 8 ^ data[i] & 0xFF]) & 0xFFFF;
        }
        return crc;
    }
}
