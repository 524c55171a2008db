package org.syrinx.corpus.format;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.syrinx.api.SyrinxException;

/**
 * A corpus folder, read. Every line of the manifest is checked when it is opened; the WAV files are
 * looked for, and not read until {@link #verify(Utterance)} or the caller does. Immutable; safe
 * from any thread.
 */
public final class Corpus {
    /** The manifest's file name. */
    public static final String MANIFEST = "manifest.jsonl";

    /** The summary's file name. */
    public static final String SUMMARY = "corpus.json";

    private static final long MAX_SUMMARY_BYTES = 16L << 20;
    private static final String BUILD = "build the corpus again";

    private final Path root;
    private final Map<String, Object> summary;
    private final List<Utterance> utterances;

    private Corpus(Path root, Map<String, Object> summary, List<Utterance> utterances) {
        this.root = root;
        this.summary = summary;
        this.utterances = utterances;
    }

    /**
     * Opens a corpus.
     *
     * @param root the folder with {@code manifest.jsonl} and {@code corpus.json}
     * @return the corpus
     * @throws SyrinxException if a file is missing, a line does not follow the format (its number
     *     is named), an id appears twice, or an audio path leaves the folder
     */
    public static Corpus open(Path root) {
        Path folder = root.toAbsolutePath().normalize();
        Path manifest = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            throw new SyrinxException(
                    "a corpus folder with " + MANIFEST,
                    "no such file in " + root,
                    "build one with ./syrinx corpus, or finish an interrupted build");
        }
        Path summary = folder.resolve(SUMMARY);
        try (Reader lines = Files.newBufferedReader(manifest)) {
            // a pipe would be waited for
            if (!Files.isRegularFile(summary) || Files.size(summary) > MAX_SUMMARY_BYTES) {
                throw new SyrinxException(
                        "a summary " + SUMMARY + " of at most 16 MiB",
                        summary + " is missing, larger, or no file",
                        BUILD);
            }
            return read(folder, lines, Files.readString(summary));
        } catch (IOException e) {
            throw new SyrinxException(
                    "readable UTF-8 files " + MANIFEST + " and " + SUMMARY,
                    "an error while reading them in " + root + ": " + e.getMessage(),
                    "check the files, or build the corpus again",
                    e);
        }
    }

    /**
     * Reads a corpus whose two files are at hand.
     *
     * @param root the folder that audio paths are relative to
     * @param manifest the lines; the caller closes it
     * @param summary JSON
     * @return the corpus
     * @throws SyrinxException as {@link #open(Path)} does
     * @throws IOException from the reader
     */
    public static Corpus read(Path root, Reader manifest, String summary) throws IOException {
        Path folder = root.toAbsolutePath().normalize();
        List<Utterance> utterances = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        BoundedLines lines = new BoundedLines(manifest, ManifestLine.MAX_LINE);
        for (String line = lines.next(); line != null; line = lines.next()) {
            int number = utterances.size() + 1;
            Utterance utterance = ManifestLine.parse(line, folder, number);
            if (!ids.add(utterance.id())) {
                throw ManifestLine.broken(
                        number, "the id " + utterance.id() + " a second time", null);
            }
            utterances.add(utterance);
        }
        try {
            Map<String, Object> map = ManifestLine.JSON_OF_STRANGERS.mapFrom(summary);
            if (map == null) {
                throw new SyrinxException("an object in " + SUMMARY, "null", BUILD);
            }
            return new Corpus(folder, Collections.unmodifiableMap(map), List.copyOf(utterances));
        } catch (IOException e) {
            throw new SyrinxException(
                    "an object in " + SUMMARY,
                    "text that is none (" + e.getMessage() + ")",
                    BUILD,
                    e);
        }
    }

    /**
     * The folder.
     *
     * @return absolute
     */
    public Path root() {
        return root;
    }

    /**
     * What {@code corpus.json} says.
     *
     * @return an unmodifiable map; see docs/corpus.md for the names
     */
    public Map<String, Object> summary() {
        return summary;
    }

    /**
     * All utterances in manifest order.
     *
     * @return an unmodifiable list
     */
    public List<Utterance> utterances() {
        return utterances;
    }

    /**
     * The utterances of a split.
     *
     * @param split {@code train}, {@code valid}, {@code test} or {@code heldout}
     * @return a fresh stream in manifest order
     */
    public Stream<Utterance> split(String split) {
        return utterances.stream().filter(u -> u.split().equals(split));
    }

    /**
     * Whether an utterance's file is there and is the one that the manifest describes.
     *
     * @param utterance one of {@link #utterances()}
     * @return true if the SHA-256 agrees
     */
    public boolean verify(Utterance utterance) {
        return Sha256.matches(utterance.audio(), utterance.sha256());
    }
}
