package org.syrinx.training;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Trainer;

/**
 * {@code run.json}: how a run was started, so that it is resumed as it was, and what its model card
 * tells.
 */
public final class RunRecord {
    private static final String FILE = "run.json";

    private final String family;
    private final Trainer.Request request;
    private final Map<String, Object> model;

    /**
     * A record.
     *
     * @param family the trainer's id
     * @param request how the run was asked for
     * @param model the model's configuration, as JSON
     */
    public RunRecord(String family, Trainer.Request request, Map<String, Object> model) {
        this.family = family;
        this.request = request;
        this.model = model;
    }

    /**
     * Writes the record of a new run, or compares it with that of the run that is resumed.
     *
     * @param resuming whether there is a run to go on with
     * @throws SyrinxException if a resumed run was started otherwise
     */
    public void check(boolean resuming) {
        Path file = request.run().resolve(FILE);
        try {
            Map<String, Object> now = new LinkedHashMap<>();
            now.put("seed", request.seed());
            now.put("model", model);
            String text = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(now);
            if (resuming) {
                // compared as JSON, so that types and order of numbers do not matter
                Map<String, Object> before = JSON.std.mapFrom(Files.readString(file));
                Map<String, Object> again = JSON.std.mapFrom(text);
                for (String key : again.keySet()) {
                    if (!again.get(key).equals(before.get(key))) {
                        throw new SyrinxException(
                                "the "
                                        + key
                                        + " that the run was started with, as "
                                        + file
                                        + " has it",
                                "another " + key + " was given with --resume",
                                "Resume with the same corpus, configuration and seed, or start a"
                                        + " new run.");
                    }
                }
            } else {
                Files.writeString(file, text);
            }
        } catch (IOException e) {
            throw new SyrinxException(
                    "a run folder with " + FILE,
                    file + " cannot be used (" + e + ")",
                    "Start a new run.",
                    e);
        }
    }

    /**
     * How the run was started.
     *
     * @return a command
     */
    public String command() {
        StringBuilder b =
                new StringBuilder("./syrinx train " + family + " --corpus ")
                        .append(request.corpus().getFileName());
        b.append(" --config ")
                .append(request.configuration())
                .append(" --seed ")
                .append(request.seed());
        request.steps().ifPresent(n -> b.append(" --steps ").append(n));
        new TreeMap<>(request.options())
                .forEach((k, v) -> b.append(" --set ").append(k).append('=').append(v));
        request.initial().ifPresent(f -> b.append(" --from ").append(f.getFileName()));
        return b.toString();
    }

    /**
     * What was trained on.
     *
     * @param utterances how many
     * @param hours how long
     * @return rows of the card
     */
    public Map<String, String> corpus(int utterances, double hours) {
        Map<String, String> rows = new LinkedHashMap<>();
        Path file = request.corpus().resolve("corpus.json");
        Map<String, Object> summary = Map.of();
        if (Files.isRegularFile(file)) {
            try {
                summary = JSON.std.mapFrom(Files.readString(file));
            } catch (IOException e) {
                throw new SyrinxException(
                        "a readable corpus.json",
                        file + " is not (" + e + ")",
                        "Build the corpus again.",
                        e);
            }
        }
        Object name =
                summary.getOrDefault(
                        "name", request.corpus().toAbsolutePath().normalize().getFileName());
        rows.put(
                "corpus",
                String.format(
                        Locale.ROOT,
                        "%s: %d utterances, %.2f h to train on",
                        name,
                        utterances,
                        hours));
        for (String key : List.of("licence", "license", "teacher", "seed")) {
            if (summary.get(key) instanceof String || summary.get(key) instanceof Number) {
                rows.put("corpus " + key, summary.get(key).toString());
            }
        }
        return rows;
    }

    /**
     * What a card tells of every run.
     *
     * @param loop how far it is
     * @param utterances how many it was trained on
     * @param hours how much speech that is
     * @param threads parts of a batch in parallel
     * @return rows: command, corpus, seed, steps, time, machine, weights
     */
    public Map<String, String> rows(TrainingLoop loop, int utterances, double hours, int threads) {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("command", "`" + command() + "`");
        rows.putAll(corpus(utterances, hours));
        rows.put("seed", Long.toString(request.seed()));
        rows.put(
                "steps",
                loop.step() + (loop.finished() ? "" : " (stopped before the configured number)"));
        rows.put("time", String.format(Locale.ROOT, "%.0f min", loop.allSeconds() / 60));
        rows.put("machine", machine(threads));
        rows.put("weights", "exponential moving average, stored as float16");
        return rows;
    }

    /** What it was trained on, without names. */
    private String machine(int threads) {
        return String.format(
                Locale.ROOT,
                "%s, %d processors, %d training threads, on %s",
                processor(),
                Runtime.getRuntime().availableProcessors(),
                threads,
                request.device());
    }

    private static String processor() {
        Path info = Path.of("/proc/cpuinfo");
        Optional<String> model = Optional.empty();
        if (Files.isReadable(info)) {
            try (Stream<String> lines = Files.lines(info)) {
                model = lines.filter(l -> l.startsWith("model name")).findFirst();
            } catch (IOException e) {
                model = Optional.empty(); // the name is decoration; the architecture below says
                // enough
            }
        }
        return model.map(l -> l.substring(l.indexOf(':') + 1).strip())
                .orElse(System.getProperty("os.arch"));
    }
}
