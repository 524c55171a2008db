package org.syrinx.engine.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.syrinx.engine.EngineUnavailableException;

/**
 * Native libraries, unpacked once and kept. Several processes and threads may ask at once: one
 * unpacks into a temporary directory under a file lock and renames it into place, so a directory
 * with the final name is always whole. What a process left behind that was killed while it unpacked
 * is deleted by the next one that does.
 */
final class NativeCache {
    private static final Logger LOG = Logger.getLogger(NativeCache.class.getName());
    private static final String PART = ".part";

    private final Path root;

    /**
     * Creates the view of a cache directory, which need not exist yet.
     *
     * @param root the directory that holds one folder per set of libraries
     */
    NativeCache(Path root) {
        this.root = root;
    }

    /**
     * The directory with the unpacked libraries.
     *
     * @param jars where they come from
     * @return a directory that holds libtorch and its bridge
     * @throws IOException if a jar cannot be read or the cache cannot be written
     */
    Path unpack(NativeJars jars) throws IOException {
        Path target = root.resolve(jars.key());
        if (Files.isDirectory(target)) {
            return target;
        }
        Files.createDirectories(root);
        // A FileLock belongs to the whole process, so threads of one process queue up here first.
        synchronized (NativeCache.class) {
            try (FileChannel channel =
                            FileChannel.open(
                                    root.resolve(jars.key() + ".lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!Files.isDirectory(target)) {
                    if (!lock.isValid()) {
                        throw new IOException("Lost the lock on " + root);
                    }
                    deleteLeftOvers(jars.key());
                    unpackTo(jars, target);
                }
            }
        }
        return target;
    }

    private void unpackTo(NativeJars jars, Path target) throws IOException {
        Path temporary = Files.createTempDirectory(root, jars.key() + PART);
        try {
            copy(jars.torch(), jars.libraries(), "/" + jars.classifier() + "/", temporary);
            copy(jars.bridge(), List.of(NativeJars.BRIDGE_LIBRARY), jars.bridgeEntry(), temporary);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(temporary);
        }
    }

    /**
     * Under the lock: whoever made these is gone. They are large, up to the libraries' own size.
     */
    private void deleteLeftOvers(String key) {
        try (DirectoryStream<Path> parts =
                Files.newDirectoryStream(
                        root, f -> f.getFileName().toString().startsWith(key + PART))) {
            for (Path part : parts) {
                delete(part);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // a nuisance only: the libraries can still be unpacked beside them
            LOG.log(Level.WARNING, "An unfinished folder in " + root + " could not be deleted", e);
        }
    }

    /**
     * Copies the named libraries from the jar entries whose path contains {@code part}; entries may
     * be gzipped.
     */
    private static void copy(Path jar, List<String> names, String part, Path to)
            throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (String name : names) {
                ZipEntry entry = find(zip, name, part);
                if (entry == null) {
                    throw new EngineUnavailableException(
                            "The jar "
                                    + jar
                                    + " does not hold "
                                    + name
                                    + ", which it lists. Fetch it again.");
                }
                try (InputStream raw = zip.getInputStream(entry);
                        InputStream in =
                                entry.getName().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
                    Files.copy(in, to.resolve(Path.of(name).getFileName().toString()));
                }
            }
        }
    }

    private static ZipEntry find(ZipFile zip, String name, String part) {
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            ZipEntry e = entries.nextElement();
            String n = e.getName();
            String file = n.substring(n.lastIndexOf('/') + 1);
            if (("/" + n).contains(part) && (file.equals(name) || file.equals(name + ".gz"))) {
                return e;
            }
        }
        return null;
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path p : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(p);
                }
            }
        }
    }
}
