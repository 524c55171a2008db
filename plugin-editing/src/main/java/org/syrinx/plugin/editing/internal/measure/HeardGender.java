package org.syrinx.plugin.editing.internal.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.AudioReader;
import org.syrinx.corpus.format.Utterance;

/**
 * Whether speech is heard as the gender that its speaker has. A sound without a voice is not.
 *
 * @param bySpeaker share heard right
 * @param right share of all files
 * @param files how many
 */
public record HeardGender(Map<String, Double> bySpeaker, double right, int files) {
    private static final String WAV = ".wav";

    /**
     * Listens to a folder.
     *
     * @param folder WAV files that are named after utterances of the corpus, or a folder with such
     *     a folder {@code wav}, as {@code evaluate --out} leaves it
     * @param corpus says who speaks an utterance
     * @param probe that listens
     * @param progress progress and cancellation
     * @throws SyrinxException if there is no such file, or one that the corpus does not know
     */
    public static HeardGender of(
            Path folder, List<Utterance> corpus, GenderProbe probe, Progress progress) {
        Map<String, Utterance> byId = new HashMap<>();
        corpus.forEach(u -> byId.put(u.id(), u));
        List<Path> files = files(folder);
        Map<String, int[]> counts = new TreeMap<>();
        int right = 0;
        for (int i = 0; i < files.size(); i++) {
            progress.step("listening", i, files.size());
            String name = files.get(i).getFileName().toString();
            Utterance u = byId.get(name.substring(0, name.length() - WAV.length()));
            if (u == null) {
                throw new SyrinxException(
                        "WAV files that are named after utterances of the corpus",
                        files.get(i) + " is none",
                        "give the corpus whose sentences were spoken");
            }
            Double score = probe.measure(AudioReader.read(files.get(i))).get(GenderProbe.ATTRIBUTE);
            boolean heard = score != null && score > 0 == u.gender().equals("female");
            int[] count = counts.computeIfAbsent(u.speaker(), s -> new int[2]);
            count[0] += heard ? 1 : 0;
            count[1]++;
            right += heard ? 1 : 0;
        }
        Map<String, Double> shares = new TreeMap<>();
        counts.forEach((speaker, n) -> shares.put(speaker, (double) n[0] / n[1]));
        return new HeardGender(shares, (double) right / files.size(), files.size());
    }

    private static List<Path> files(Path folder) {
        Path inside = folder.resolve("wav");
        Path at = Files.isDirectory(inside) ? inside : folder;
        List<Path> found = List.of();
        if (Files.isDirectory(at)) {
            try (Stream<Path> files = Files.list(at)) {
                found =
                        files.filter(f -> f.getFileName().toString().endsWith(WAV))
                                .sorted()
                                .toList();
            } catch (IOException e) {
                throw new SyrinxException(
                        "a folder that can be read", at + ": " + e, "check its permissions", e);
            }
        }
        if (found.isEmpty()) {
            throw new SyrinxException(
                    "a folder of WAV files, such as evaluate --out makes",
                    at + " has none",
                    "correct --wavs");
        }
        return found;
    }
}
