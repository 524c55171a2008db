package org.syrinx.audio.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.internal.io.SoundRoom;

/** Decodes one WAV file that lies in memory. The rules are in {@link AudioReader}. */
final class WavDecoder {
    private static final int PCM = 1;
    private static final int IEEE_FLOAT = 3;
    private static final int EXTENSIBLE = 0xFFFE;

    /** Writers to pipes put at least this much (sox: 0x7FFFF000 and more; others: 0xFFFFFFFF). */
    private static final long UNKNOWN_LENGTH = 0x7FFFF000L;

    /** KSDATAFORMAT_SUBTYPE_*: all share these 14 bytes after the two-byte format tag. */
    private static final byte[] SUBTYPE_TAIL = {
        0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71
    };

    private final String name;
    private final ByteBuffer file;

    private int tag = -1;
    private int channels;
    private int rate;
    private int width; // bytes of one sample of one channel

    WavDecoder(byte[] bytes, String name) {
        this.name = name;
        this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    MultiChannelAudio decode() {
        if (file.capacity() == 0) {
            throw bad("is empty", "a WAV or FLAC file", "record or copy it again");
        }
        String magic = id(0);
        if (magic.equals("RIFX")) {
            throw bad(
                    "is a big-endian RIFX file", "RIFF, RF64 or FLAC", "convert it to a plain WAV");
        }
        boolean rf64 = magic.equals("RF64") || magic.equals("BW64");
        if (!(magic.equals("RIFF") || rf64) || !id(8).equals("WAVE")) {
            throw bad(
                    "is neither WAV nor FLAC (it starts with " + printable(0) + ")",
                    "a WAV or FLAC file",
                    "convert it to WAV or FLAC");
        }
        long riffSize = Integer.toUnsignedLong(file.getInt(4));
        long longDataSize = -1;
        int at = 12;
        while (at + 8 <= file.capacity()) {
            String chunk = id(at);
            long size = Integer.toUnsignedLong(file.getInt(at + 4));
            int body = at + 8;
            switch (chunk) {
                case "fmt " -> format(body, size);
                case "ds64" ->
                        longDataSize = body <= file.capacity() - 16 ? file.getLong(body + 8) : -1;
                case "data" -> {
                    return samples(body, dataSize(body, size, riffSize, longDataSize));
                }
                default -> {
                    // LIST, fact, cue, bext ...: nothing that changes the sound
                }
            }
            if (size > file.capacity() - body) {
                break;
            }
            at = body + (int) size;
            boolean padded = (size & 1) == 1 && at < file.capacity() && file.get(at) == 0;
            at += padded ? 1 : 0;
        }
        throw bad("ends before a data chunk", "a complete WAV file", "record or copy it again");
    }

    private void format(int body, long size) {
        if (size < 16 || body > file.capacity() - 16) {
            throw bad(
                    "has a fmt chunk of " + size + " bytes",
                    "at least 16 bytes",
                    "the file is damaged; record or copy it again");
        }
        tag = Short.toUnsignedInt(file.getShort(body));
        channels = Short.toUnsignedInt(file.getShort(body + 2));
        rate = file.getInt(body + 4);
        int block = Short.toUnsignedInt(file.getShort(body + 12));
        int bits = Short.toUnsignedInt(file.getShort(body + 14));
        if (tag == EXTENSIBLE) {
            if (size < 40 || body > file.capacity() - 40) {
                throw bad(
                        "has a WAVE_FORMAT_EXTENSIBLE chunk of " + size + " bytes",
                        "40 bytes",
                        "the file is damaged; convert it to a plain WAV");
            }
            byte[] tail = Arrays.copyOfRange(file.array(), body + 26, body + 40);
            tag =
                    Arrays.equals(tail, SUBTYPE_TAIL)
                            ? Short.toUnsignedInt(file.getShort(body + 24))
                            : -2;
        }
        if (channels < 1 || rate < 1) {
            throw bad(
                    "declares "
                            + channels
                            + " channels at "
                            + Integer.toUnsignedString(rate)
                            + " Hz",
                    "at least one channel and 1 Hz",
                    "the file is damaged; record or copy it again");
        }
        width = (bits + 7) / 8;
        boolean known =
                tag == PCM && width >= 1 && width <= 4
                        || tag == IEEE_FLOAT && (bits == 32 || bits == 64);
        if (!known) {
            throw bad(
                    "is coded as " + codec(tag) + " with " + bits + " bits",
                    "integer PCM of 8, 16, 24 or 32 bits, or float of 32 or 64 bits",
                    "convert it to 16-bit PCM");
        }
        if (block != width * channels) {
            throw bad(
                    "declares blocks of " + block + " bytes",
                    channels + " channels of " + width + " bytes",
                    "the file is damaged; record or copy it again");
        }
    }

    private int dataSize(int body, long declared, long riffSize, long longDataSize) {
        if (tag == -1) {
            throw bad(
                    "has no fmt chunk before its data",
                    "a fmt chunk that says what the samples are",
                    "the file is damaged; record or copy it again");
        }
        int present = file.capacity() - body;
        long size = declared == 0xFFFFFFFFL && longDataSize >= 0 ? longDataSize : declared;
        boolean piped = size == declared && size >= UNKNOWN_LENGTH;
        piped |= size == 0 && (riffSize == 0 || riffSize == 0xFFFFFFFFL);
        if (piped) {
            return present;
        }
        if (size > present) {
            throw bad(
                    "is cut short: it says it holds "
                            + size
                            + " bytes of sound, "
                            + present
                            + " are there",
                    "a complete file",
                    "copy it again");
        }
        return (int) size;
    }

    private MultiChannelAudio samples(int body, int size) {
        int frames = size / (width * channels);
        SoundRoom.require(name, (long) frames * channels);
        float[][] out = new float[channels][frames];
        int at = body;
        for (int i = 0; i < frames; i++) {
            for (int c = 0; c < channels; c++, at += width) {
                float value = tag == PCM ? integer(at) : real(at);
                if (!Float.isFinite(value)) {
                    throw bad(
                            "holds " + value + " at sample " + i + " of channel " + (c + 1),
                            "finite samples",
                            "find what wrote it; the sound is damaged");
                }
                out[c][i] = value;
            }
        }
        return new MultiChannelAudio(out, rate);
    }

    private float integer(int at) {
        return switch (width) {
            case 1 -> (Byte.toUnsignedInt(file.get(at)) - 128) / 128f;
            case 2 -> file.getShort(at) / 32768f;
            case 3 ->
                    (Byte.toUnsignedInt(file.get(at))
                                    | Byte.toUnsignedInt(file.get(at + 1)) << 8
                                    | file.get(at + 2) << 16)
                            / 8388608f;
            default -> (float) (file.getInt(at) / 2147483648.0);
        };
    }

    private float real(int at) {
        return width == 4 ? file.getFloat(at) : (float) file.getDouble(at);
    }

    private static String codec(int tag) {
        return switch (tag) {
            case PCM -> "integer PCM";
            case 2, 0x11 -> "ADPCM";
            case IEEE_FLOAT -> "float";
            case 6 -> "A-law";
            case 7 -> "mu-law";
            case 0x50, 0x55 -> "MPEG";
            case -2 -> "an unknown extensible format";
            default -> "format " + tag;
        };
    }

    private String id(int at) {
        int end = Math.min(at + 4, file.capacity());
        return at >= end ? "" : new String(file.array(), at, end - at, StandardCharsets.ISO_8859_1);
    }

    private String printable(int at) {
        StringBuilder text = new StringBuilder("\"");
        for (char c : id(at).toCharArray()) {
            text.append(c >= 32 && c < 127 ? c : '?');
        }
        return text.append('"').toString();
    }

    private SyrinxException bad(String found, String expected, String action) {
        return new SyrinxException(expected, name + " " + found, action);
    }
}
