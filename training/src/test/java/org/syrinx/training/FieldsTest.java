package org.syrinx.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.optim.LearningRate;

class FieldsTest {
    private static Fields fields(String json) {
        return Fields.parse("x.json", json, "docs/x.md");
    }

    private static String refusal(String json, Consumer<Fields> use) {
        Fields f = fields(json);
        return assertThrows(SyrinxException.class, () -> use.accept(f)).getMessage();
    }

    @Test
    void readsWhatIsThereAndTheDefaultWhereItIsNot() {
        Fields f =
                fields(
                        "{\"n\": 3, \"r\": 1.5, \"b\": true, \"w\": \"a\", \"l\": [1, 2], \"o\":"
                                + " {}}");
        assertEquals(3, f.integer("n", 7, 1, 10));
        assertEquals(7, f.integer("m", 7, 1, 10));
        assertEquals(1.5, f.real("r", 0, 0, 2));
        assertTrue(f.flag("b", false));
        assertEquals("a", f.word("w", "b", List.of("a", "b")));
        assertEquals(List.of(1, 2), f.integers("l", List.of()));
        assertEquals(List.of(5), f.integers("k", List.of(5)));
        assertEquals(4, f.object("o").integer("deep", 4, 0, 9));
        f.requireAllUsed();
    }

    @Test
    void mistakesNameTheFieldWithItsPathTheFileAndTheGuide() {
        String message = refusal("{\"o\": {\"n\": 99}}", f -> f.object("o").integer("n", 1, 1, 10));
        assertTrue(message.contains("o.n = 99 instead of a whole number from 1 to 10"), message);
        assertTrue(message.contains("x.json"), message);
        assertTrue(message.contains("docs/x.md"), message);
        assertTrue(refusal("{\"w\": \"c\"}", f -> f.word("w", "a", List.of("a"))).contains("[a]"));
        assertTrue(refusal("{\"b\": 1}", f -> f.flag("b", true)).contains("true or false"));
        assertTrue(refusal("{\"r\": 3}", f -> f.real("r", 0, 0, 2)).contains("from 0.0 to 2.0"));
        assertTrue(refusal("{\"l\": [0]}", f -> f.integers("l", List.of())).contains("positive"));
        assertTrue(refusal("{\"x\": 1}", Fields::requireAllUsed).contains("unknown name x"));
        assertThrows(SyrinxException.class, () -> fields("[1]"));
    }

    @Test
    void aFileThatIsNotThereIsRefusedWithTheNamesThatAre() {
        SyrinxException e =
                assertThrows(
                        SyrinxException.class,
                        () -> Fields.read("none.json", Set.of("tiny"), FieldsTest.class, "guide"));
        assertTrue(e.getMessage().contains("tiny"), e.getMessage());
    }

    @Test
    void theScheduleIsWarmUpTimesDecayTimesCosine() {
        OptimizerSettings o =
                OptimizerSettings.of(
                        fields(
                                "{\"learning_rate\": 1.0, \"decay_per_epoch\": 0.5, \"warmup\": 10,"
                                        + " \"final_factor\": 0.5}"));
        LearningRate rate = o.schedule(100, 50);
        assertEquals(0.1, rate.at(0), 1e-9);
        assertEquals(0.75 * 0.5, rate.at(50), 1e-9);
        assertEquals(0.5 * 0.25, rate.at(100), 1e-9);
        assertEquals(2, o.withLearningRate(2).learningRate());
    }
}
