package org.syrinx.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @Test
    void anErrorSaysWhatWasFoundWhatWasExpectedAndWhatToDo() {
        SyrinxException e = new SyrinxException("a number", "the word \"x\"", "pass a number");
        assertEquals("The word \"x\". Expected: A number. Pass a number.", e.getMessage());
        assertEquals("a number", e.expected());
        assertEquals("the word \"x\"", e.found());
        assertEquals("pass a number", e.action());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t", "\u3000"})
    void aPromptWithoutTextIsRefused(String text) {
        SyrinxException e = assertThrows(SyrinxException.class, () -> Prompt.say(text).build());
        assertTrue(
                e.getMessage().contains("some text to say") || e.expected().contains("some text"),
                e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 11, Double.NaN, Double.POSITIVE_INFINITY})
    void aSpeedOutOfRangeIsRefused(double speed) {
        assertThrows(SyrinxException.class, () -> Prompt.say("a").speed(speed));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 11, Double.NaN, Double.POSITIVE_INFINITY})
    void aTemperatureOutOfRangeIsRefused(double value) {
        assertThrows(SyrinxException.class, () -> Prompt.say("a").temperature(value));
        assertThrows(SyrinxException.class, () -> Prompt.say("a").durationTemperature(value));
    }

    @Test
    void aCopiedPromptSaysTheSame() {
        Prompt p =
                Prompt.say("a")
                        .speaker("f1")
                        .speed(2)
                        .seed(3)
                        .steps(4)
                        .guidance(5)
                        .temperature(0.5)
                        .durationTemperature(0.25)
                        .normalize(true)
                        .edit(Edit.of("gender", 1))
                        .option("k", "v")
                        .build();
        Prompt q = p.toBuilder().text("b").build();

        assertEquals("b", q.text());
        assertEquals(p.speaker(), q.speaker());
        assertEquals(p.speed(), q.speed());
        assertEquals(p.seed(), q.seed());
        assertEquals(p.steps(), q.steps());
        assertEquals(p.guidance(), q.guidance());
        assertEquals(p.temperature(), q.temperature());
        assertEquals(p.durationTemperature(), q.durationTemperature());
        assertEquals(p.normalize(), q.normalize());
        assertEquals(p.edits(), q.edits());
        assertEquals(p.options(), q.options());
    }

    @Test
    void breakpointsAreLinearBetweenPointsConstantOutsideAndMayStep() {
        Edit.Breakpoints b =
                new Edit.Breakpoints(
                        Edit.TimeUnit.SECONDS,
                        List.of(
                                new Edit.Point(1, 0),
                                new Edit.Point(3, 4),
                                new Edit.Point(3, -1),
                                new Edit.Point(5, 1)));
        double[] times = {0, 1, 1.5, 2.5, 3, 4, 5, 9};
        double[] values = {0, 0, 1, 3, -1, 0, 1, 1};
        for (int i = 0; i < times.length; i++) {
            assertEquals(values[i], b.at(times[i]), 1e-12, times[i] + " s");
        }
        assertThrows(
                SyrinxException.class,
                () ->
                        new Edit.Breakpoints(
                                Edit.TimeUnit.SECONDS,
                                List.of(new Edit.Point(2, 0), new Edit.Point(1, 0))));
        assertThrows(
                SyrinxException.class,
                () -> new Edit.Breakpoints(Edit.TimeUnit.SECONDS, List.of()));
        assertThrows(SyrinxException.class, () -> new Edit.Point(-1, 0));
        assertThrows(SyrinxException.class, () -> new Edit.Point(0, Double.NaN));
    }

    @Test
    void anEditMustBeFinite() {
        assertThrows(SyrinxException.class, () -> Edit.of("gender", Double.NaN));
    }

    @Test
    void collectedChunksAreTheWhole() {
        AudioCollector all = new AudioCollector();
        all.accept(new Audio(new float[] {1, 2}, 8000));
        all.accept(new Audio(new float[] {}, 8000));
        all.accept(new Audio(new float[] {3}, 8000));

        assertArrayEquals(new float[] {1, 2, 3}, all.audio().samples());
        assertEquals(3, all.chunks());
        assertThrows(SyrinxException.class, () -> all.accept(new Audio(new float[] {4}, 16000)));
    }

    @Test
    void thePeakOfSoundWithNanIsNan() {
        assertEquals(0.5f, new Audio(new float[] {0.25f, -0.5f}, 1).peak());
        assertTrue(Float.isNaN(new Audio(new float[] {1, Float.NaN, 2}, 1).peak()));
    }

    @Test
    void everyRoleIsFoundByItsKey() {
        for (Role role : Role.values()) {
            assertEquals(role, Role.of(role.key()));
        }
        assertThrows(SyrinxException.class, () -> Role.of("drummer"));
    }

    @Test
    void aDirectionMustHaveOneValueForEveryStepChannelAndBin() {
        Denoiser.BottleneckSpec hook = new Denoiser.BottleneckSpec("after_mid", 3, 2, 4);
        assertThrows(
                SyrinxException.class,
                () ->
                        new Direction(
                                "d", "f", hook, 5, new float[29], "dB", -1, 1, Map.of(), Map.of()));
        assertEquals(
                30,
                new Direction("d", "f", hook, 5, new float[30], "dB", -1, 1, Map.of(), Map.of())
                        .values()
                        .length);
    }

    @Test
    void aParityReportPassesOnlyIfSomethingWasComparedAndAllOfItAgrees() {
        ParityCheck.Row ok = row(ParityCheck.Status.OK);
        ParityCheck.Row input = row(ParityCheck.Status.INPUT);
        assertTrue(report(ok, input).passed());
        assertFalse(report(input).passed());
        assertFalse(report().passed());
        for (ParityCheck.Status s :
                List.of(
                        ParityCheck.Status.DIFFERS,
                        ParityCheck.Status.MISSING,
                        ParityCheck.Status.UNKNOWN)) {
            assertFalse(report(ok, row(s)).passed());
        }
    }

    private static ParityCheck.Report report(ParityCheck.Row... rows) {
        return new ParityCheck.Report("x", List.of(rows));
    }

    private static ParityCheck.Row row(ParityCheck.Status status) {
        return new ParityCheck.Row("t", 0, 0, "", status, "");
    }

    @Test
    void aMessageStartsWithACapitalUnlessItStartsWithAName() {
        assertEquals(
                "There is none. Expected: One. Look again.",
                new SyrinxException("one", "there is none", "look again").getMessage());
        assertEquals(
                "voice.wav is damaged. Expected: A WAV file. Record it again.",
                new SyrinxException("a WAV file", "voice.wav is damaged", "record it again")
                        .getMessage());
        assertEquals(
                "model_dir is empty. Expected: A folder. Name one.",
                new SyrinxException("a folder", "model_dir is empty", "name one").getMessage());
    }
}
