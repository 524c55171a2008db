package org.syrinx.corpus.format;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
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
 * not touched until {@link #verify(Utterance)} or the caller reads them. Immutable; safe from any
 * thread.
 */
public final class Corpus {
    /** The manifest's file name. */
    public static final String MANIFEST = "manifest.jsonl";

    /** The summary's file name. */
    public static final String SUMMARY = "corpus.json";

    private static final long MAX_SUMMARY_BYTES = 16L << 20;

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
        List<Utterance> utterances = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        try (BufferedReader reader = Files.newBufferedReader(manifest)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                Utterance utterance = ManifestLine.parse(line, folder, number);
                if (!ids.add(utterance.id())) {
                    throw ManifestLine.broken(
                            number, "the id " + utterance.id() + " a second time", null);
                }
                utterances.add(utterance);
            }
        } catch (IOException e) {
            throw unreadable(manifest, e);
        }
        return new Corpus(folder, readSummary(folder.resolve(SUMMARY)), List.copyOf(utterances));
    }

    private static Map<String, Object> readSummary(Path file) {
        try {
            if (Files.size(file) > MAX_SUMMARY_BYTES) {
                throw new SyrinxException(
                        "a summary of at most 16 MiB",
                        file + " is larger",
                        "build the corpus again");
            }
            return Collections.unmodifiableMap(JSON.std.mapFrom(Files.readString(file)));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static SyrinxException unreadable(Path file, IOException e) {
        return new SyrinxException(
                "a readable UTF-8 file " + file.getFileName(),
                "an error while reading " + file + ": " + e.getMessage(),
                "check the file, or build the corpus again",
                e);
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
