package org.syrinx.compare.internal.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.syrinx.api.SyrinxException;
import org.syrinx.compare.internal.prompts.PromptItem;

/**
 * The folder of one comparison; one process at a time.
 *
 * <pre>
 *   manifest.json              what was compared, with what: cite it, run it again
 *   report.html report.json    the result
 *   figures.csv utterances.csv the result as tables
 *   audio/ARM/ID.seedN.wav     what is compared: one rate, one loudness, 16 bits
 *   raw/ARM/ID.seedN.wav       as it was made: own rate, own level, 32-bit float
 *   reference/ID.wav           the references, levelled alike
 *   work/                      what is known of each utterance and each figure; makes resuming work
 * </pre>
 */
public final class OutputFolder implements AutoCloseable {
    /** The manifest. */
    public static final String MANIFEST = "manifest.json";

    /** Where figures of the references are kept; no arm can have this name. */
    static final String REFERENCES = "_references";

    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;

    private OutputFolder(Path root, FileChannel channel, FileLock lock) {
        this.root = root;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Opens or makes the folder.
     *
     * @param root where
     * @return the folder, locked until it is closed
     * @throws SyrinxException if it holds something else, is in use, or cannot be written
     */
    public static OutputFolder open(Path root) {
        try {
            if (Files.isDirectory(root)
                    && !Files.exists(root.resolve("work"))
                    && !Files.exists(root.resolve(MANIFEST))) {
                try (Stream<Path> files = Files.list(root)) {
                    if (files.findAny().isPresent()) {
                        throw new SyrinxException(
                                "a new folder, or one of an earlier comparison",
                                root + " holds something else",
                                "choose another --out");
                    }
                }
            }
            Files.createDirectories(root.resolve("work"));
            FileChannel channel =
                    FileChannel.open(
                            root.resolve("work").resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new SyrinxException(
                        "to be the only comparison in " + root,
                        "another one is running there",
                        "wait for it, or choose another --out");
            }
            return new OutputFolder(root, channel, lock);
        } catch (IOException e) {
            throw new SyrinxException(
                    "to write " + root,
                    "the system says: " + e.getMessage(),
                    "choose another --out",
                    e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another comparison of this process
        }
    }

    /**
     * The folder.
     *
     * @return its path
     */
    public Path root() {
        return root;
    }

    /**
     * The sound that is compared.
     *
     * @param arm name
     * @param item id of the prompt
     * @param seed the seed
     * @return the file, which may be missing
     */
    public Path levelled(String arm, String item, long seed) {
        return root.resolve("audio").resolve(arm).resolve(file(item, seed, ".wav"));
    }

    /**
     * The sound as it was made.
     *
     * @param arm name
     * @param item id of the prompt
     * @param seed the seed
     * @return the file, which may be missing
     */
    public Path raw(String arm, String item, long seed) {
        return root.resolve("raw").resolve(arm).resolve(file(item, seed, ".wav"));
    }

    /**
     * A levelled reference.
     *
     * @param item the prompt
     * @return the file, which may be missing
     */
    public Path reference(PromptItem item) {
        return root.resolve("reference").resolve(item.id() + ".wav");
    }

    Path scores(String arm, String metric) {
        return root.resolve("work").resolve("scores").resolve(arm).resolve(metric + ".json");
    }

    private Path take(String arm, String item, long seed) {
        return root.resolve("work")
                .resolve("takes")
                .resolve(arm)
                .resolve(file(item, seed, ".json"));
    }

    private static String file(String item, long seed, String ending) {
        return item + ".seed" + seed + ending;
    }

    void keep(String arm, Take take) {
        Json.write(take(arm, take.item(), take.seed()), take.toJson());
    }

    /** What an earlier run knew of an utterance; a record that cannot be read counts as none. */
    Optional<Take> kept(String arm, String item, long seed) {
        Path file = take(arm, item, seed);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Take.of(Json.read(file)));
        } catch (SyrinxException | IllegalArgumentException | ClassCastException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new SyrinxException(
                    "to release " + root, "the system says: " + e.getMessage(), "", e);
        }
    }
}
