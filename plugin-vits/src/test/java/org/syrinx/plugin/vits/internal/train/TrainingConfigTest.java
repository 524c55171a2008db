package org.syrinx.plugin.vits.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.optim.LearningRate;
import org.syrinx.plugin.vits.internal.model.VitsConfig;
import org.syrinx.training.OptimizerSettings;
import org.syrinx.training.corpus.Utterance;

class TrainingConfigTest {
    @Test
    void everyBuiltInConfigurationMakesAModel() {
        for (String name : TrainingConfig.BUILT_IN.keySet()) {
            TrainingConfig config = TrainingConfig.of(name);
            Utterance one =
                    new Utterance(
                            "a",
                            "train",
                            "f1",
                            "neutral",
                            "x",
                            new short[100],
                            List.of("pau", "aa"),
                            new int[] {50, 100});
            Utterance two =
                    new Utterance(
                            "b",
                            "train",
                            "m1",
                            "neutral",
                            "x",
                            new short[50],
                            List.of("m"),
                            new int[] {50});
            VitsConfig model = ModelSetup.forCorpus(config, List.of(one, two)).config();
            boolean blank = model.voice().blank();
            assertEquals(
                    blank ? List.of("_", "pau", "aa", "m") : List.of("pau", "aa", "m"),
                    model.voice().symbols(),
                    name);
            assertEquals(List.of("f1", "m1"), model.speakers().names(), name);
            assertEquals(256, model.hop(), name);
            assertEquals(1024, model.fftSize(), name);
            assertTrue(config.frames().min() >= config.sliceFrames(), name);
        }
    }

    @Test
    void thePapersConfigurationIsThePapers() {
        TrainingConfig paper = TrainingConfig.of("paper");
        assertEquals(new TrainingConfig.LossWeights(45, 1, 1, 0, 0, 1, 1, 1), paper.weights());
        assertEquals("mas", paper.alignment());
        assertEquals(0, paper.ceilOffset());
        assertEquals(List.of(2, 3, 5, 7, 11), paper.discriminators().periods());
        assertEquals(
                new OptimizerSettings(2e-4, 0.8, 0.99, 1e-9, 0.01, 0.999875, 0, 1, 0),
                paper.optimizer());
        LearningRate rate = paper.optimizer().schedule(paper.steps(), 10);
        assertEquals(2e-4, rate.at(9), 1e-12);
        assertEquals(2e-4 * 0.999875 * 0.999875, rate.at(20), 1e-12);
    }

    @Test
    void fineTuningTakesThePublishedRecipe() {
        TrainingConfig tuned = TrainingConfig.of("paper").forFineTuning();
        assertEquals(2e-5, tuned.optimizer().learningRate());
        assertEquals(new TrainingConfig.LossWeights(35, 1.5, 1, 0, 0, 1, 1, 3), tuned.weights());
    }

    @Test
    void warmUpThenHalfACosine() {
        TrainingConfig config =
                TrainingConfig.parse(
                        "x",
                        "{\"training\": {\"steps\": 100, \"optimizer\": {\"learning_rate\": 1.0,"
                            + " \"decay_per_epoch\": 1, \"warmup\": 10, \"final_factor\": 0.5}}}");
        LearningRate rate = config.optimizer().schedule(config.steps(), 7);
        assertEquals(0.1, rate.at(0), 1e-9);
        assertEquals(0.75, rate.at(50), 1e-9);
        assertEquals(0.5, rate.at(100), 1e-9);
    }

    private static String refusal(String json) {
        return assertThrows(SyrinxException.class, () -> TrainingConfig.parse("x.json", json))
                .getMessage();
    }

    @Test
    void aMistakeIsNamed() {
        assertTrue(
                refusal("{\"training\": {\"stepps\": 1}}")
                        .contains("unknown name training.stepps"));
        assertTrue(refusal("{\"training\": {\"batch\": 0}}").contains("training.batch = 0"));
        assertTrue(refusal("{\"training\": {\"alignment\": \"magic\"}}").contains("[mas, corpus]"));
        assertTrue(
                refusal("{\"training\": {\"window_frames\": 80}}")
                        .contains("needs whole utterances"));
        assertTrue(refusal("[1]").contains("not a JSON object"));
        SyrinxException e =
                assertThrows(SyrinxException.class, () -> TrainingConfig.of("no-such.json"));
        assertTrue(e.getMessage().contains("tiny"));
    }
}
