package org.syrinx.launcher.boot;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The framework's folder: one for each process, deleted at its end. Two commands at once do not
 * meet, and nothing can be stale. A process that was killed leaves its folder behind; the next one
 * sees that nobody holds its lock and sweeps it.
 */
final class FrameworkCache {
    private static final String PREFIX = "syrinx-framework-";
    private static final String LOCK = "in-use";

    private final Path folder;
    private final RandomAccessFile held;

    private FrameworkCache(Path folder, RandomAccessFile held) {
        this.folder = folder;
        this.held = held;
    }

    static FrameworkCache create() {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        sweep(parent);
        try {
            Path folder = Files.createTempDirectory(parent, PREFIX);
            RandomAccessFile held = new RandomAccessFile(folder.resolve(LOCK).toFile(), "rw");
            held.getChannel().lock();
            return new FrameworkCache(folder, held);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made in " + parent, e);
        }
    }

    Path folder() {
        return folder.resolve("felix");
    }

    void delete() {
        try {
            held.close();
            deleteTree(folder);
        } catch (IOException ignored) {
            // it is swept by the next process
        }
    }

    private static void sweep(Path parent) {
        try (DirectoryStream<Path> old = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : old) {
                if (abandoned(folder)) {
                    deleteTree(folder);
                }
            }
        } catch (IOException ignored) {
            // another process sweeps at the same time, or the folder is another user's
        }
    }

    private static boolean abandoned(Path folder) {
        Path file = folder.resolve(LOCK);
        if (!Files.isWritable(file)) {
            // just being made, or another user's
            return false;
        }
        try (RandomAccessFile probe = new RandomAccessFile(file.toFile(), "rw");
                FileLock lock = probe.getChannel().tryLock()) {
            return lock != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    private static void deleteTree(Path root) throws IOException {
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path folder, IOException e)
                            throws IOException {
                        Files.delete(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
