package org.syrinx.engine.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes what {@code torch.jit.save} would write for a module without weights: a zip of stored
 * entries with the module's class as source text. This is how TorchScript is made here without
 * Python.
 */
public final class TorchScriptArchive {
    /**
     * Version of the operators' signatures that the text is written against; PyTorch upgrades older
     * ones.
     */
    private static final String FORMAT_VERSION = "10\n";

    private TorchScriptArchive() {}

    /**
     * Packs a module.
     *
     * @param source text of a file with one class, {@code class Operators(Module)}
     * @return the archive
     */
    public static byte[] of(String source) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            add(zip, "operators/data.pkl", modulePickle());
            add(zip, "operators/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
            add(zip, "operators/constants.pkl", emptyTuplePickle());
            add(zip, "operators/version", FORMAT_VERSION.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Memory refused to be written to", e);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] data) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(data);
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(data.length);
        entry.setCompressedSize(data.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(data);
        zip.closeEntry();
    }

    /**
     * Pickle of {@code Operators.__new__()} with the state {@code {"training": True}}, protocol 2.
     */
    private static byte[] modulePickle() {
        ByteArrayOutputStream p = new ByteArrayOutputStream();
        p.writeBytes(new byte[] {(byte) 0x80, 2}); // PROTO 2
        ascii(p, "c__torch__\nOperators\n"); // GLOBAL: the class
        ascii(p, ")"); // EMPTY_TUPLE
        p.write(0x81); // NEWOBJ
        ascii(p, "}("); // EMPTY_DICT, MARK
        ascii(p, "X"); // BINUNICODE, little-endian length, text
        p.writeBytes(new byte[] {8, 0, 0, 0});
        ascii(p, "training");
        p.write(0x88); // NEWTRUE
        ascii(p, "ub."); // SETITEMS, BUILD, STOP
        return p.toByteArray();
    }

    private static byte[] emptyTuplePickle() {
        return new byte[] {(byte) 0x80, 2, ')', '.'};
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
