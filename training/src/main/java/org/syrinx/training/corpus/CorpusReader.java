package org.syrinx.training.corpus;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.syrinx.api.Audio;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.AudioReader;
import org.syrinx.corpus.format.BoundedLines;
import org.syrinx.corpus.format.Corpus;
import org.syrinx.corpus.format.ManifestLine;

/**
 * Reads a corpus folder ({@code manifest.jsonl} as docs/corpus.md describes it, and the audio that
 * it names) into memory. A manifest is foreign input: all of it is checked before any audio is
 * read, and everything that is wrong makes one error.
 */
public final class CorpusReader {
    /** How many mistakes a message lists. */
    private static final int LISTED = 5;

    /** After how many mistakes nobody reads on. */
    private static final int MOST = 1000;

    private final Path root;
    private final int sampleRate;
    private final Set<String> splits;
    private final Set<String> styles;
    private final Set<String> speakers;
    private final List<String> problems = new ArrayList<>();

    /** A checked line whose audio has not been read. */
    private record Entry(
            String id,
            String split,
            String speaker,
            String style,
            String text,
            Path audio,
            int samples,
            List<String> phones,
            int[] ends) {}

    private CorpusReader(
            Path root,
            int sampleRate,
            Collection<String> splits,
            Collection<String> styles,
            Collection<String> speakers) {
        this.root = root.toAbsolutePath().normalize();
        this.sampleRate = sampleRate;
        this.splits = Set.copyOf(splits);
        this.styles = Set.copyOf(styles);
        this.speakers = Set.copyOf(speakers);
    }

    /**
     * Reads the utterances for training and validation.
     *
     * @param root the corpus folder
     * @param sampleRate the rate that the model wants, in Hz
     * @param styles styles to take, or empty for all
     * @param speakers speakers to take, or empty for all
     * @param progress told about each file
     * @return utterances of the splits {@code train} and {@code valid} in manifest order; at least
     *     one to train on
     * @throws SyrinxException one for everything that is wrong
     */
    public static List<Utterance> read(
            Path root,
            int sampleRate,
            Collection<String> styles,
            Collection<String> speakers,
            Progress progress) {
        return read(root, sampleRate, List.of("train", "valid"), styles, speakers, progress);
    }

    /**
     * Reads the utterances of chosen splits.
     *
     * @param root the corpus folder
     * @param sampleRate the rate that the model wants, in Hz
     * @param splits splits to take, {@code train} among them
     * @param styles styles to take, or empty for all
     * @param speakers speakers to take, or empty for all
     * @param progress told about each file
     * @return utterances of these splits in manifest order; at least one to train on
     * @throws SyrinxException one for everything that is wrong
     */
    public static List<Utterance> read(
            Path root,
            int sampleRate,
            Collection<String> splits,
            Collection<String> styles,
            Collection<String> speakers,
            Progress progress) {
        CorpusReader reader = new CorpusReader(root, sampleRate, splits, styles, speakers);
        return reader.load(reader.manifest(), progress);
    }

    private List<Entry> manifest() {
        Path file = root.resolve(Corpus.MANIFEST);
        if (!Files.isRegularFile(file)) {
            // a pipe would be waited for
            throw unreadable("there is none in " + root, null);
        }
        List<Entry> entries = new ArrayList<>();
        try (Reader manifest = Files.newBufferedReader(file)) {
            BoundedLines lines = new BoundedLines(manifest, ManifestLine.MAX_LINE);
            Set<String> ids = new HashSet<>();
            int number = 1;
            for (String line = lines.next(); line != null; line = lines.next()) {
                take(line, number++, ids, entries);
            }
        } catch (IOException e) {
            throw unreadable("none can be read in " + root + " (" + e + ")", e);
        }
        if (entries.stream().noneMatch(e -> e.split.equals("train")) && problems.isEmpty()) {
            problems.add(
                    "no utterance of the split train"
                            + (styles.isEmpty() ? "" : " in the styles " + styles));
        }
        refuse();
        return entries;
    }

    private void take(String line, int number, Set<String> ids, List<Entry> entries) {
        try {
            Entry entry = parse(line);
            if (!ids.add(entry.id)) {
                throw new IllegalArgumentException("the id " + entry.id + " appears twice");
            }
            if (wanted(entry)) {
                entries.add(entry);
            }
        } catch (IllegalArgumentException e) {
            problems.add("line " + number + ": " + e.getMessage());
            if (problems.size() >= MOST) {
                refuse();
            }
        }
    }

    private static SyrinxException unreadable(String found, IOException cause) {
        return new SyrinxException(
                "a corpus folder with a readable " + Corpus.MANIFEST,
                found,
                "Build a corpus with ./syrinx corpus, or name its folder.",
                cause);
    }

    private boolean wanted(Entry e) {
        return splits.contains(e.split)
                && (styles.isEmpty() || styles.contains(e.style))
                && (speakers.isEmpty() || speakers.contains(e.speaker));
    }

    private void refuse() {
        if (!problems.isEmpty()) {
            int more = problems.size() - LISTED;
            throw new SyrinxException(
                    "a corpus as docs/corpus.md describes it, at " + sampleRate + " Hz",
                    "the corpus "
                            + root
                            + " has mistakes: "
                            + String.join(
                                    "; ", problems.subList(0, Math.min(LISTED, problems.size())))
                            + (more > 0 ? "; and " + more + " more" : ""),
                    "Correct the manifest, or build the corpus again with ./syrinx corpus.");
        }
    }

    private Entry parse(String line) {
        Map<String, Object> map = ManifestLine.fields(line);
        int rate = integer(map, "sample_rate");
        int samples = integer(map, "samples");
        Path audio = ManifestLine.audio(string(map, "audio"), root);
        if (rate != sampleRate) {
            throw new IllegalArgumentException(
                    "the sample rate is " + rate + " Hz, not " + sampleRate);
        }
        List<String> phones = new ArrayList<>();
        int[] ends = phones(map.get("phones"), samples, phones);
        String style = map.get("style") instanceof String s ? s : "neutral";
        return new Entry(
                string(map, "id"),
                string(map, "split"),
                string(map, "speaker"),
                style,
                string(map, "text"),
                audio,
                samples,
                List.copyOf(phones),
                ends);
    }

    private static int[] phones(Object value, int samples, List<String> symbols) {
        if (value == null) {
            return new int[0];
        }
        if (!(value instanceof List<?> list)) {
            throw new IllegalArgumentException("\"phones\" is not a list");
        }
        int[] ends = new int[list.size()];
        int at = 0;
        for (int i = 0; i < ends.length; i++) {
            if (!(list.get(i) instanceof List<?> p
                    && p.size() == 3
                    && p.get(0) instanceof String symbol
                    && p.get(1) instanceof Integer start
                    && p.get(2) instanceof Integer length)) {
                throw new IllegalArgumentException(
                        "phone " + i + " is not [symbol, start, length]");
            }
            if (start != at || length < 0 || length > samples - start) {
                throw new IllegalArgumentException(
                        "phone "
                                + i
                                + " ("
                                + symbol
                                + ") does not start where the one before it ends, or runs past the"
                                + " end");
            }
            symbols.add(symbol);
            at = start + length;
            ends[i] = at;
        }
        return ends;
    }

    private static String string(Map<String, Object> map, String key) {
        if (map.get(key) instanceof String s && !s.isBlank()) {
            return s;
        }
        throw new IllegalArgumentException("no text \"" + key + "\"");
    }

    private static int integer(Map<String, Object> map, String key) {
        if (map.get(key) instanceof Integer i && i > 0) {
            return i;
        }
        throw new IllegalArgumentException("no positive whole number \"" + key + "\"");
    }

    private List<Utterance> load(List<Entry> entries, Progress progress) {
        List<Utterance> utterances = new ArrayList<>(entries.size());
        for (Entry e : entries) {
            progress.step("reading the corpus", utterances.size(), entries.size());
            try {
                utterances.add(load(e));
            } catch (SyrinxException | IllegalArgumentException x) {
                problems.add(e.id + ": " + x.getMessage());
                if (problems.size() > LISTED) {
                    break;
                }
            }
        }
        refuse();
        return List.copyOf(utterances);
    }

    private Utterance load(Entry e) {
        Audio audio = AudioReader.read(e.audio);
        if (audio.sampleRate() != sampleRate || audio.samples().length != e.samples) {
            throw new IllegalArgumentException(
                    "the manifest says "
                            + e.samples
                            + " samples at "
                            + sampleRate
                            + " Hz, the file has "
                            + audio.samples().length
                            + " at "
                            + audio.sampleRate()
                            + " Hz");
        }
        return new Utterance(
                e.id, e.split, e.speaker, e.style, e.text, pcm(audio.samples()), e.phones, e.ends);
    }

    /** 16 bits keep hours of speech in memory, and are what corpora are stored in. */
    private static short[] pcm(float[] x) {
        short[] y = new short[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = (short) Math.max(-32768, Math.min(32767, Math.round(x[i] * 32768)));
        }
        return y;
    }

    /**
     * The speakers that occur.
     *
     * @param utterances utterances
     * @return speaker ids, sorted
     */
    public static List<String> speakers(List<Utterance> utterances) {
        Set<String> all = new TreeSet<>();
        utterances.forEach(u -> all.add(u.speaker()));
        return List.copyOf(all);
    }

    /**
     * The phones that occur.
     *
     * @param utterances utterances
     * @return symbols, sorted, the pause {@code pau} first if it occurs
     */
    public static List<String> symbols(List<Utterance> utterances) {
        Set<String> all = new TreeSet<>();
        utterances.forEach(u -> all.addAll(u.phones()));
        List<String> list = new ArrayList<>(all);
        if (list.remove("pau")) {
            list.add(0, "pau");
        }
        return List.copyOf(list);
    }
}
