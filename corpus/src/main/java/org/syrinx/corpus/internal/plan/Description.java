package org.syrinx.corpus.internal.plan;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.syrinx.api.SyrinxException;
import org.syrinx.corpus.format.Corpus;
import org.syrinx.corpus.format.Phone;
import org.syrinx.corpus.format.Utterance;
import org.syrinx.corpus.internal.text.TextResource;

/**
 * {@code corpus.json} and the prompt files: what the corpus is, counted from what was really
 * spoken.
 */
public final class Description {
    private static final List<String> PROMPT_FILES =
            List.of("open-200.txt", "digits-100.txt", "grid-100.txt", "dictionary-2000.txt");

    private Description() {}

    /**
     * Describes a corpus.
     *
     * @param configuration what decided its content
     * @param utterances all of them
     * @return names and values, in the documented order
     */
    public static Map<String, Object> of(Configuration configuration, List<Utterance> utterances) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("format", "syrinx-corpus");
        map.put("format_version", 1);
        map.put(
                "licence",
                "text and labels: Apache-2.0 (written for the Syrinx project); sound: see"
                        + " config.teacher_licence");
        map.put("config_sha256", configuration.sha256());
        map.put("config", configuration.values());
        map.put("utterances", utterances.size());
        map.put("seconds", round(utterances.stream().mapToDouble(Utterance::seconds).sum()));
        map.put("clipped_samples", utterances.stream().mapToLong(Utterance::clipped).sum());
        map.put("distinct_texts", utterances.stream().map(Utterance::text).distinct().count());
        map.put(
                "distinct_words",
                utterances.stream().flatMap(u -> u.words().stream()).distinct().count());
        map.put("splits", groups(utterances, Utterance::split));
        map.put("speakers", groups(utterances, Utterance::speaker));
        map.put("styles", groups(utterances, Utterance::style));
        map.put("coverage", coverage(utterances));
        return map;
    }

    private static Map<String, Object> groups(
            List<Utterance> all, Function<Utterance, String> key) {
        Map<String, List<Utterance>> groups = new TreeMap<>();
        all.forEach(
                u -> groups.computeIfAbsent(key.apply(u), k -> new java.util.ArrayList<>()).add(u));
        Map<String, Object> out = new LinkedHashMap<>();
        groups.forEach(
                (name, list) -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("utterances", list.size());
                    row.put("seconds", round(list.stream().mapToDouble(Utterance::seconds).sum()));
                    row.put("mean_f0_hz", round(mean(list, Utterance::f0Mean)));
                    row.put("mean_active_dbfs", round(mean(list, Utterance::activeDbfs)));
                    row.put("clipped_samples", list.stream().mapToLong(Utterance::clipped).sum());
                    out.put(name, row);
                });
        return out;
    }

    private static double mean(
            List<Utterance> list, java.util.function.ToDoubleFunction<Utterance> value) {
        return list.stream().mapToDouble(value).filter(v -> v != 0).average().orElse(0);
    }

    /** Phones and phone pairs of the train split. */
    private static Map<String, Object> coverage(List<Utterance> all) {
        Map<String, Integer> phones = new TreeMap<>();
        Map<String, Integer> pairs = new TreeMap<>();
        for (Utterance u : all) {
            if (u.split().equals("train")) {
                String before = null;
                for (Phone phone : u.phones()) {
                    phones.merge(phone.symbol(), 1, Integer::sum);
                    if (before != null) {
                        pairs.merge(before + " " + phone.symbol(), 1, Integer::sum);
                    }
                    before = phone.symbol();
                }
            }
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("phones", phones.size());
        map.put("phone_pairs", pairs.size());
        map.put("phone_pairs_10_times", pairs.values().stream().filter(n -> n >= 10).count());
        map.put("phone_counts", phones);
        return map;
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }

    /**
     * Writes {@code corpus.json} and {@code prompts/}.
     *
     * @param root the corpus folder
     * @param details from {@link #of}
     */
    public static void write(Path root, Map<String, Object> details) {
        try {
            Path prompts = Files.createDirectories(root.resolve("prompts"));
            for (String name : PROMPT_FILES) {
                Files.writeString(prompts.resolve(name), TextResource.raw(name));
            }
            Path fresh = root.resolve(Corpus.SUMMARY + ".new");
            Files.writeString(
                    fresh,
                    JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(details) + "\n");
            Files.move(
                    fresh,
                    root.resolve(Corpus.SUMMARY),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SyrinxException(
                    "a corpus folder that can be written",
                    "an error in " + root + ": " + e.getMessage(),
                    "check the disk and its space",
                    e);
        }
    }
}
