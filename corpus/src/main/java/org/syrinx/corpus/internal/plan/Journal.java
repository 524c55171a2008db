package org.syrinx.corpus.internal.plan;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.syrinx.api.SyrinxException;
import org.syrinx.corpus.format.Corpus;
import org.syrinx.corpus.format.ManifestLine;
import org.syrinx.corpus.format.Utterance;

/**
 * What an unfinished build has spoken so far ({@code build.jsonl}): the configuration's digest in
 * the first line, then manifest lines in the order in which they were finished.
 */
public final class Journal implements AutoCloseable {
    private static final String FILE = "build.jsonl";

    private final Path root;
    private final BufferedWriter out;

    private Journal(Path root, BufferedWriter out) {
        this.root = root;
        this.out = out;
    }

    /**
     * The configuration whose unfinished build lies in a folder.
     *
     * @param root the corpus folder
     * @return a digest, or null when there is no unfinished build
     */
    public static String config(Path root) {
        Path file = root.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return reader.readLine();
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /**
     * What has been spoken.
     *
     * @param root the corpus folder
     * @return utterances by id; a torn last line, left by a crash, is not among them
     */
    public static Map<String, Utterance> entries(Path root) {
        Map<String, Utterance> entries = new HashMap<>();
        Path file = root.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return entries;
        }
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            reader.readLine();
            int number = 2;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                try {
                    Utterance u = ManifestLine.parse(line, root, number++);
                    entries.put(u.id(), u);
                } catch (SyrinxException torn) {
                    // Whatever cannot be read is spoken again.
                    continue;
                }
            }
            return entries;
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /**
     * Starts or continues one.
     *
     * @param root the corpus folder
     * @param config digest of the configuration
     * @param done entries to keep
     * @return the journal, rewritten with these entries
     */
    public static Journal start(Path root, String config, Collection<Utterance> done) {
        Path file = root.resolve(FILE);
        try {
            Files.createDirectories(root);
            Path fresh = root.resolve(FILE + ".new");
            try (BufferedWriter writer = Files.newBufferedWriter(fresh)) {
                writer.write(config + "\n");
                for (Utterance u : done) {
                    writer.write(ManifestLine.format(u, root) + "\n");
                }
            }
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return new Journal(root, Files.newBufferedWriter(file, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /**
     * Adds finished utterances.
     *
     * @param utterances in any order
     */
    public void add(Collection<Utterance> utterances) {
        try {
            for (Utterance u : utterances) {
                out.write(ManifestLine.format(u, root) + "\n");
            }
            out.flush();
        } catch (IOException e) {
            throw failed(root.resolve(FILE), e);
        }
    }

    /**
     * Ends a build: the manifest takes the journal's place in one step.
     *
     * @param utterances in manifest order
     */
    public void finish(Collection<Utterance> utterances) {
        Path manifest = root.resolve(Corpus.MANIFEST);
        Path fresh = root.resolve(Corpus.MANIFEST + ".new");
        try (BufferedWriter writer = Files.newBufferedWriter(fresh)) {
            for (Utterance u : utterances) {
                writer.write(ManifestLine.format(u, root) + "\n");
            }
        } catch (IOException e) {
            throw failed(fresh, e);
        }
        try {
            Files.move(
                    fresh,
                    manifest,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            out.close();
            Files.deleteIfExists(root.resolve(FILE));
        } catch (IOException e) {
            throw failed(manifest, e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw failed(root.resolve(FILE), e);
        }
    }

    private static SyrinxException failed(Path file, IOException e) {
        return new SyrinxException(
                "a corpus folder that can be read and written",
                "an error with " + file + ": " + e.getMessage(),
                "check the disk and its space",
                e);
    }
}
