package org.syrinx.training;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.safetensors.SafetensorsWriter;
import org.syrinx.nn.safetensors.Tensor;

/**
 * Checkpoints of a run: folders {@code checkpoints/step-N} with one safetensors file a part and
 * {@code state.json}. A folder appears under its name only when it is complete. Order, noise and
 * dropout are functions of seed and step, so weights, optimiser moments and the step are all that
 * an exact resumption needs.
 */
public final class Checkpoint {
    private static final String STATE = "state.json";

    /** Checkpoints kept besides the best. */
    private static final int KEPT = 2;

    private Checkpoint() {}

    /**
     * What is not a tensor.
     *
     * @param step steps done
     * @param seconds time spent in all calls
     * @param best smallest validation loss so far; infinite before the first
     * @param bestStep where it was reached; -1 before the first
     * @param smoothed smoothed losses
     */
    public record State(
            long step, double seconds, double best, long bestStep, Map<String, Double> smoothed) {}

    private static Path folder(Path run) {
        return run.resolve("checkpoints");
    }

    /**
     * Writes a checkpoint and removes those that are neither among the last two nor the best.
     *
     * @param run the run folder
     * @param state the state
     * @param parts tensors by file name without ending
     */
    public static void write(Path run, State state, Map<String, List<Tensor>> parts) {
        Path target = folder(run).resolve(String.format("step-%08d", state.step));
        Path temporary = folder(run).resolve(target.getFileName() + ".part");
        try {
            delete(temporary);
            Files.createDirectories(temporary);
            for (Map.Entry<String, List<Tensor>> e : parts.entrySet()) {
                SafetensorsWriter.write(
                        temporary.resolve(e.getKey() + ".safetensors"), Map.of(), e.getValue());
            }
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("step", state.step);
            json.put("seconds", state.seconds);
            if (state.bestStep >= 0) {
                json.put("best", state.best);
                json.put("best_step", state.bestStep);
            }
            json.put("smoothed", state.smoothed);
            Files.writeString(temporary.resolve(STATE), JSON.std.asString(json));
            delete(target);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            prune(run, state);
        } catch (IOException e) {
            throw new SyrinxException(
                    "a run folder with space for a checkpoint",
                    "the checkpoint " + target + " cannot be written (" + e + ")",
                    "Free some space, then go on with --resume.",
                    e);
        }
    }

    private static void prune(Path run, State state) throws IOException {
        List<Path> all = all(run);
        for (int i = 0; i < all.size() - KEPT; i++) {
            if (step(all.get(i)) != state.bestStep) {
                delete(all.get(i));
            }
        }
    }

    /**
     * The newest checkpoint.
     *
     * @param run the run folder
     * @return its folder, or empty if there is none
     */
    public static Optional<Path> latest(Path run) {
        List<Path> all = all(run);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    private static List<Path> all(Path run) {
        if (!Files.isDirectory(folder(run))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder(run))) {
            return files.filter(f -> f.getFileName().toString().matches("step-[0-9]{8,}"))
                    .sorted(Comparator.comparingLong(Checkpoint::step))
                    .toList();
        } catch (IOException e) {
            throw unreadable(folder(run), e);
        }
    }

    private static long step(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().substring("step-".length()));
    }

    /**
     * Reads what is not a tensor.
     *
     * @param checkpoint its folder
     * @return the state
     * @throws SyrinxException if it cannot be read
     */
    public static State state(Path checkpoint) {
        try {
            Map<String, Object> json =
                    JSON.std.mapFrom(Files.readString(checkpoint.resolve(STATE)));
            Map<String, Double> smoothed = new LinkedHashMap<>();
            ((Map<?, ?>) json.get("smoothed"))
                    .forEach((k, v) -> smoothed.put((String) k, ((Number) v).doubleValue()));
            boolean hasBest = json.containsKey("best");
            return new State(
                    ((Number) json.get("step")).longValue(),
                    ((Number) json.get("seconds")).doubleValue(),
                    hasBest ? ((Number) json.get("best")).doubleValue() : Double.POSITIVE_INFINITY,
                    hasBest ? ((Number) json.get("best_step")).longValue() : -1,
                    smoothed);
        } catch (IOException | ClassCastException | NullPointerException e) {
            throw unreadable(checkpoint, e);
        }
    }

    private static SyrinxException unreadable(Path checkpoint, Exception e) {
        return new SyrinxException(
                "a complete checkpoint",
                checkpoint + " cannot be read (" + e + ")",
                "Delete that folder to go on from the checkpoint before it, or start a new run.",
                e);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> all = new ArrayList<>();
            try (Stream<Path> files = Files.walk(folder)) {
                files.forEach(all::add);
            }
            for (int i = all.size() - 1; i >= 0; i--) {
                Files.delete(all.get(i));
            }
        }
    }
}
