package org.syrinx.launcher.internal.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.api.Edit;
import org.syrinx.api.Prompt;
import org.syrinx.api.SyrinxException;
import org.syrinx.launcher.internal.pipeline.PipelineOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class PromptOptionsTest {
    @Command
    private static final class Speaks {
        @Mixin private final PromptOptions how = new PromptOptions();
    }

    private static Prompt prompt(boolean splitByDefault, String... arguments) {
        Speaks command = new Speaks();
        new CommandLine(command).parseArgs(arguments);
        return command.how.prompt("hello", splitByDefault);
    }

    @Test
    void everyOptionReachesThePrompt() {
        Prompt p =
                prompt(
                        true,
                        "--speaker",
                        "m1",
                        "--language",
                        "en-GB",
                        "--speed",
                        "1.25",
                        "--seed",
                        "7",
                        "--noise",
                        "0.5",
                        "--duration-noise",
                        "0",
                        "--steps",
                        "12",
                        "--guidance",
                        "2.5",
                        "--no-normalize",
                        "--chunk",
                        "40",
                        "--pause",
                        "0.3",
                        "--edit",
                        "gender=+1",
                        "--edit",
                        "intensity=-0.5");
        assertEquals("hello", p.text());
        assertEquals("m1", p.speaker().orElseThrow());
        assertEquals("en-GB", p.language().orElseThrow());
        assertEquals(1.25, p.speed());
        assertEquals(7, p.seed());
        assertEquals(0.5, p.temperature().orElseThrow());
        assertEquals(0, p.durationTemperature().orElseThrow());
        assertEquals(12, p.steps().orElseThrow());
        assertEquals(2.5, p.guidance().orElseThrow());
        assertEquals(Boolean.FALSE, p.normalize().orElseThrow());
        assertEquals("40", p.options().get(PipelineOptions.CHUNK));
        assertEquals(List.of(Edit.of("gender", 1), Edit.of("intensity", -0.5)), p.edits());
        assertEquals("0.3", p.options().get(PipelineOptions.PAUSE));
    }

    @Test
    void anEditMayChangeOverTimeInSecondsOrInPercentOfTheSentence() {
        Prompt p = prompt(true, "--edit", "level=0@0%,+2@50%,0@100%", "--edit", "a.b=-1@.5s-1.25s");
        assertEquals(
                List.of(
                        Edit.of(
                                "level",
                                new Edit.Breakpoints(
                                        Edit.TimeUnit.FRACTION,
                                        List.of(
                                                new Edit.Point(0, 0),
                                                new Edit.Point(0.5, 2),
                                                new Edit.Point(1, 0)))),
                        Edit.of(
                                "a.b",
                                new Edit.Breakpoints(
                                        Edit.TimeUnit.SECONDS,
                                        List.of(
                                                new Edit.Point(0.5, 0),
                                                new Edit.Point(0.5, -1),
                                                new Edit.Point(1.25, -1),
                                                new Edit.Point(1.25, 0))))),
                p.edits());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gender",
                "=1",
                "gender=",
                "gender=much",
                "gender=1@0.5",
                "gender=1@0:0.5",
                "gender=1@0s,2@50%",
                "gender=1@0s,",
                "gender=1@1s-50%",
                "gender=NaN",
                "gender=1e400"
            })
    void anEditThatCannotBeReadIsRefusedWithTheForms(String edit) {
        CommandLine.ParameterException e =
                assertThrows(
                        CommandLine.ParameterException.class, () -> prompt(true, "--edit", edit));
        assertTrue(e.getMessage().contains("level=0@0%,2@50%,0@100%"), e.getMessage());
        assertTrue(e.getMessage().contains("\"" + edit + "\""), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gender=1@101%", "gender=1@2s,0@1s", "gender=1@2s-1s"})
    void anEditAtAnImpossibleTimeIsRefused(String edit) {
        assertThrows(CommandLine.ParameterException.class, () -> prompt(true, "--edit", edit));
    }

    @Test
    void splittingIsTheCallersUnlessTheUserSays() {
        assertEquals("true", prompt(true).options().get(PipelineOptions.SPLIT));
        assertEquals("false", prompt(false).options().get(PipelineOptions.SPLIT));
        assertEquals("true", prompt(false, "--split").options().get(PipelineOptions.SPLIT));
        assertEquals("false", prompt(true, "--no-split").options().get(PipelineOptions.SPLIT));
    }

    @ParameterizedTest
    @CsvSource({
        "--speed,0",
        "--speed,-1",
        "--speed,NaN",
        "--speed,Infinity",
        "--noise,NaN",
        "--noise,-1",
        "--guidance,NaN",
        "--steps,-3"
    })
    void aValueOutOfItsRangeIsOnePlainSentence(String option, String value) {
        CommandLine.ParameterException usage =
                assertThrows(
                        CommandLine.ParameterException.class, () -> prompt(true, option, value));
        SyrinxException e = (SyrinxException) usage.getCause();
        assertEquals(e.getMessage(), usage.getMessage());
        for (String part : List.of(e.expected(), e.found(), e.action())) {
            assertTrue(!part.isBlank(), e.getMessage());
        }
        assertTrue(!e.getMessage().contains("\n"), e.getMessage());
    }
}
