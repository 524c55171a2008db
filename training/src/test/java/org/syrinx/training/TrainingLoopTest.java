package org.syrinx.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Progress;
import org.syrinx.nn.optim.LearningRate;
import org.syrinx.nn.safetensors.Tensor;
import org.syrinx.training.corpus.Batcher;

class TrainingLoopTest {
    private static final List<String> COLUMNS =
            List.of("total", "loss", "norm", "rate", "valid", "steps_per_second");

    @TempDir Path run;

    /** Counts; its loss falls, its validation is best at step 4. */
    private static final class Counting implements TrainingTask {
        private final List<Long> steps = new ArrayList<>();
        private final List<Path> sampled = new ArrayList<>();
        private long last;

        @Override
        public Map<String, Double> step(int[] batch, long step, double rate) {
            steps.add(step);
            last = step + 1;
            double loss = 10.0 / (step + 1);
            return Map.of("total", loss, "loss", loss, "norm", 1.0);
        }

        @Override
        public Map<String, Double> validate() {
            return Map.of("valid", Math.abs(last - 4) + 1.0);
        }

        @Override
        public double score(Map<String, Double> validation) {
            return validation.get("valid");
        }

        @Override
        public void samples(Path folder) {
            sampled.add(folder);
        }

        @Override
        public Map<String, List<Tensor>> parts() {
            return Map.of("net", List.of(Tensor.of("x", new float[] {last}, 1)));
        }
    }

    private TrainingLoop loop(TrainingTask task, long steps, Optional<Path> from) {
        TrainingLoop.Plan plan =
                new TrainingLoop.Plan(
                        steps,
                        new Intervals(1, 2, 4, 3),
                        LearningRate.constant(0.5),
                        COLUMNS,
                        List.of("loss"));
        return new TrainingLoop(task, plan, new Batcher(new int[] {3, 4}, 2, 1), run, from);
    }

    @Test
    void stepsLogValidateSampleAndCheckpointWhenTheyShould() throws IOException {
        Counting task = new Counting();
        List<String> phases = new ArrayList<>();
        TrainingLoop loop = loop(task, 10, Optional.empty());
        loop.run((phase, done, total) -> phases.add(phase), Double.POSITIVE_INFINITY);
        assertTrue(loop.finished());
        assertEquals(10, task.steps.size());
        assertEquals(
                List.of("step-00000004", "step-00000008", "step-00000010"),
                task.sampled.stream().map(p -> p.getFileName().toString()).toList());
        Map<Long, Double> valid = TrainingLog.read(run.resolve("log.csv")).get("valid");
        assertEquals(Map.of(2L, 3.0, 4L, 1.0, 6L, 3.0, 8L, 5.0, 10L, 7.0), valid);
        assertEquals(0.5, TrainingLog.read(run.resolve("log.csv")).get("rate").get(1L));
        // the last two and the best
        try (Stream<Path> kept = Files.list(run.resolve("checkpoints"))) {
            assertEquals(
                    List.of("step-00000004", "step-00000009", "step-00000010"),
                    kept.map(p -> p.getFileName().toString()).sorted().toList());
        }
        assertTrue(phases.get(0).startsWith("training: loss 10.000, "), phases.get(0));
        assertTrue(phases.get(0).endsWith("min left"), phases.get(0));
        assertTrue(Files.size(run.resolve("losses.png")) > 100);
        assertEquals(3, loop.report(run.resolve("model")).files().size());
    }

    @Test
    void aCancelledRunGoesOnWhereItStopped() {
        Counting first = new Counting();
        TrainingLoop stopped = loop(first, 10, Optional.empty());
        Progress cancel =
                (phase, done, total) -> {
                    if (done == 5) {
                        throw new CancelledException(phase);
                    }
                };
        assertThrows(CancelledException.class, () -> stopped.run(cancel, Double.POSITIVE_INFINITY));
        Path latest = Checkpoint.latest(run).orElseThrow();
        assertEquals(5, Checkpoint.state(latest).step());
        assertEquals(4, Checkpoint.state(latest).bestStep());
        Counting second = new Counting();
        TrainingLoop resumed = loop(second, 10, Optional.of(latest));
        resumed.run(Progress.NONE, Double.POSITIVE_INFINITY);
        assertEquals(List.of(5L, 6L, 7L, 8L, 9L), second.steps);
        assertEquals(10, TrainingLog.read(run.resolve("log.csv")).get("loss").size());
        assertTrue(resumed.allSeconds() >= resumed.seconds());
    }

    @Test
    void theEndOfTheTimeEndsTheRunWithACheckpoint() {
        TrainingLoop loop = loop(new Counting(), 10, Optional.empty());
        loop.run(Progress.NONE, 0);
        assertFalse(loop.finished());
        assertTrue(Checkpoint.latest(run).isPresent());
    }
}
