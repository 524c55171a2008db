package org.syrinx.launcher.internal.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.syrinx.api.ActivationHook;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioCollector;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Conditioning;
import org.syrinx.api.ContractException;
import org.syrinx.api.Denoiser;
import org.syrinx.api.Direction;
import org.syrinx.api.Directions;
import org.syrinx.api.Edit;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;
import org.syrinx.api.Role;
import org.syrinx.api.SpeechResult;
import org.syrinx.api.Stage;
import org.syrinx.api.SyrinxException;
import org.syrinx.launcher.internal.pipeline.FakeStages.FakeDenoiser;
import org.syrinx.launcher.internal.pipeline.FakeStages.FakeEncoder;
import org.syrinx.launcher.internal.pipeline.FakeStages.FakeVocoder;

class SpeechRunTest {
    private final FakeEncoder encoder = new FakeEncoder("voice", FakeStages.Z);
    private final FakeVocoder vocoder = new FakeVocoder("voice", FakeStages.Z);
    private final AudioCollector sound = new AudioCollector();
    private Directions directions;

    private SpeechResult speak(Prompt prompt, List<String> sentences, Stage... more) {
        Map<Role, Stage> stages = new EnumMap<>(Role.class);
        stages.put(Role.ENCODER, encoder);
        stages.put(Role.VOCODER, vocoder);
        for (Stage stage : more) {
            stages.put(Role.DENOISER, stage);
        }
        return new SpeechRun("demo", Wiring.of(stages), sound, Progress.NONE, directions, () -> {})
                .speak(prompt, sentences);
    }

    @Test
    void aTextOfTwoSentencesIsBothWithAPauseBetweenAndNoneAtTheEnds() {
        SpeechResult result = speak(Prompt.say("abc. de.").build(), List.of("abc.", "de."));
        // 4 and 3 letters are as many frames of 100 samples; 0.25 s at 16 kHz are 4000 samples
        assertEquals(400 + 4000 + 300, result.samples());
        float[] samples = sound.audio().samples();
        assertEquals(4700, samples.length);
        for (int i = 0; i < samples.length; i++) {
            assertEquals(i < 400 || i >= 4400 ? 0.5f : 0f, samples[i], "sample " + i);
        }
        assertEquals(2, result.sentences());
        assertEquals(16000, result.sampleRate());
    }

    @Test
    void everySentenceHasItsOwnSeedAndTheFirstThatOfThePrompt() {
        SpeechResult result =
                speak(Prompt.say("a. b. c.").seed(0).build(), List.of("a.", "b.", "c."));
        List<Long> seeds = encoder.prompts.stream().map(Prompt::seed).toList();
        assertEquals(List.of(0L, 0xE220A8397B1DCDAFL, 0x6E789E6AA1B965F4L), seeds);
        assertEquals(0, result.seed());
        assertTrue(result.warnings().contains("noise seed " + 0xE220A8397B1DCDAFL));
    }

    @Test
    void thePipelinesOwnOptionsAreObeyedAndHiddenFromTheStages() {
        Prompt prompt =
                Prompt.say("a. b.")
                        .option(PipelineOptions.CHUNK, "7")
                        .option(PipelineOptions.PAUSE, "0")
                        .option("fake.warmth", "1")
                        .build();
        SpeechResult result = speak(prompt, List.of("a.", "b."));
        assertEquals(400, result.samples());
        assertEquals(7, vocoder.lastChunk);
        assertEquals(Set.of("fake.warmth"), encoder.prompts.get(0).options().keySet());
    }

    @Test
    void aPauseThatIsNotANumberIsRefused() {
        Prompt prompt = Prompt.say("a").option(PipelineOptions.PAUSE, "long").build();
        SyrinxException e = assertThrows(SyrinxException.class, () -> speak(prompt, List.of("a")));
        assertTrue(e.getMessage().contains("long"), e.getMessage());
    }

    @Test
    void aDenoiserGetsWhatThePromptSaysAboutStepsGuidanceAndNoise() {
        FakeDenoiser denoiser = new FakeDenoiser("diffusion", FakeStages.Z);
        encoder.givesStart = false;
        Prompt prompt = Prompt.say("abc").steps(12).guidance(2.5).temperature(0.8).seed(9).build();
        speak(prompt, List.of("abc"), denoiser);
        assertEquals(12, denoiser.lastOptions.steps());
        assertEquals(2.5, denoiser.lastOptions.guidance());
        assertEquals(0.8, denoiser.lastOptions.temperature());
        assertEquals(9, denoiser.lastOptions.noise().seed());
        assertEquals(1, denoiser.closedTensors.get(), "the latent is closed");
    }

    @Test
    void stepsAndGuidanceAreRefusedWhereNothingCouldObeyThem() {
        SyrinxException e =
                assertThrows(
                        SyrinxException.class,
                        () -> speak(Prompt.say("a").steps(3).guidance(2).build(), List.of("a")));
        assertTrue(e.getMessage().contains("steps, guidance"), e.getMessage());
        Prompt edited = Prompt.say("a").edit(Edit.of("gender", 1)).build();
        e = assertThrows(SyrinxException.class, () -> speak(edited, List.of("a")));
        assertTrue(e.getMessage().contains("gender"), e.getMessage());
    }

    @Test
    void editsReachTheDenoiserAsAHookAndAnEditedConditioningThatIsClosed() {
        FakeDenoiser denoiser = new FakeDenoiser("diffusion", FakeStages.Z);
        ActivationHook hook = at -> at.h();
        AtomicInteger closed = new AtomicInteger();
        directions =
                new Directions() {
                    @Override
                    public List<Direction> installed() {
                        return List.of();
                    }

                    @Override
                    public Editing prepare(List<Edit> edits, Denoiser stage) {
                        assertSame(denoiser, stage);
                        assertEquals(List.of(Edit.of("gender", 2)), edits);
                        return new Editing() {
                            @Override
                            public Optional<ActivationHook> hook() {
                                return Optional.of(hook);
                            }

                            @Override
                            public Conditioning edit(Conditioning conditioning) {
                                return Conditioning.builder(FakeStages.Z, 7)
                                        .start(FakeStages.latent(FakeStages.Z, 7, closed))
                                        .build();
                            }

                            @Override
                            public List<String> warnings() {
                                return List.of("far out");
                            }
                        };
                    }
                };
        Prompt prompt = Prompt.say("abc").edit(Edit.of("gender", 2)).build();
        SpeechResult result = speak(prompt, List.of("abc"), denoiser);
        assertSame(hook, denoiser.lastOptions.hook().orElseThrow());
        assertEquals(700, result.samples(), "the edited conditioning is what was spoken");
        assertEquals(1, closed.get());
        assertEquals(1, encoder.closedTensors.get());
        assertTrue(result.warnings().contains("far out"));
        SyrinxException e =
                assertThrows(SyrinxException.class, () -> speak(prompt, List.of("abc")));
        assertTrue(e.getMessage().contains("edits"), e.getMessage());
    }

    @Test
    void anEncoderWithoutStartLatentNeedsADenoiser() {
        encoder.givesStart = false;
        SyrinxException e =
                assertThrows(
                        SyrinxException.class, () -> speak(Prompt.say("a").build(), List.of("a")));
        assertTrue(e.getMessage().contains("denoiser"), e.getMessage());
    }

    @Test
    void aStageThatBreaksIsNamedInOnePlainErrorAndItsTensorsAreClosed() {
        vocoder.failure = new IllegalStateException("shape (1, 3)");
        SyrinxException e =
                assertThrows(
                        SyrinxException.class, () -> speak(Prompt.say("a").build(), List.of("a")));
        assertTrue(e.found().contains("vocoder of \"voice\" (fake)"), e.found());
        assertTrue(e.found().contains("shape (1, 3)"), e.found());
        assertSame(vocoder.failure, e.getCause());
        assertEquals(1, encoder.closedTensors.get());
    }

    @Test
    void aLatentOfAnotherLengthThanTheConditioningStatesIsTheFaultOfWhoMadeIt() {
        encoder.lost = 1;
        StageFault start =
                assertThrows(
                        StageFault.class, () -> speak(Prompt.say("abc").build(), List.of("abc")));
        assertEquals(Role.ENCODER, start.role());
        assertTrue(start.getMessage().contains("returned one of 2"), start.getMessage());
        assertTrue(start.getMessage().contains("3 frames"), start.getMessage());
        encoder.lost = 0;
        FakeDenoiser denoiser = new FakeDenoiser("diffusion", FakeStages.Z);
        denoiser.lost = 1;
        StageFault made =
                assertThrows(
                        StageFault.class,
                        () -> speak(Prompt.say("abc").build(), List.of("abc"), denoiser));
        assertEquals(Role.DENOISER, made.role());
        assertEquals(1, denoiser.closedTensors.get(), "it is closed all the same");
    }

    @Test
    void aValueThatNoStageMayMakeIsTheFaultOfTheStageThatTriedTo() {
        encoder.failure = new ContractException("a latent of shape (1, 4, T)", "(1, 5, T)", "mend");
        StageFault shape =
                assertThrows(StageFault.class, () -> speak(Prompt.say("a").build(), List.of("a")));
        assertEquals(Role.ENCODER, shape.role());
        assertTrue(shape.found().contains("encoder of \"voice\" (fake)"), shape.found());
        encoder.failure = null;
        vocoder.rate = 0;
        StageFault rate =
                assertThrows(StageFault.class, () -> speak(Prompt.say("a").build(), List.of("a")));
        assertEquals(Role.VOCODER, rate.role());
        assertTrue(rate.found().contains("0 Hz"), rate.found());
    }

    @Test
    void aTensorThatTheDenoiserNeedsAndTheEncoderDoesNotGiveIsNamedWithBoth() {
        FakeDenoiser denoiser = new FakeDenoiser("diffusion", FakeStages.Z);
        denoiser.requires = List.of("mu");
        SyrinxException e =
                assertThrows(
                        SyrinxException.class,
                        () -> speak(Prompt.say("a").build(), List.of("a"), denoiser));
        assertFalse(e instanceof StageFault, "neither is at fault");
        assertTrue(e.getMessage().contains("\"mu\""), e.getMessage());
        assertTrue(e.found().contains("denoiser of \"diffusion\""), e.found());
        assertTrue(e.found().contains("encoder of \"voice\""), e.found());
    }

    @Test
    void anErrorThatIsPlainAlreadyPassesUnchanged() {
        SyrinxException plain = new SyrinxException("one of f1, f2", "speaker x", "choose one");
        encoder.failure = plain;
        assertSame(
                plain,
                assertThrows(
                        SyrinxException.class, () -> speak(Prompt.say("a").build(), List.of("a"))));
    }

    @Test
    void cancellingStopsBetweenSentencesAndClosesEverything() {
        List<Long> steps = new ArrayList<>();
        Progress progress =
                (phase, done, total) -> {
                    steps.add(done);
                    throw new CancelledException(phase);
                };
        Wiring wiring = Wiring.of(Map.of(Role.ENCODER, encoder, Role.VOCODER, vocoder));
        assertThrows(
                CancelledException.class,
                () ->
                        new SpeechRun("demo", wiring, sound, progress, null, () -> {})
                                .speak(Prompt.say("a b").build(), List.of("a", "b")));
        assertEquals(List.of(1L), steps);
        assertEquals(1, encoder.prompts.size());
        assertEquals(1, encoder.closedTensors.get());
    }

    @Test
    void timesOfEveryStageAreToldAndTheListenersTimeIsNoWork() {
        long[] slept = {0};
        Wiring wiring = Wiring.of(Map.of(Role.ENCODER, encoder, Role.VOCODER, vocoder));
        long began = System.nanoTime();
        SpeechResult result =
                new SpeechRun(
                                "demo",
                                wiring,
                                (Audio chunk) -> {
                                    long t = System.nanoTime();
                                    while (System.nanoTime() - t < 20_000_000) {
                                        Thread.onSpinWait();
                                    }
                                    slept[0] += System.nanoTime() - t;
                                },
                                Progress.NONE,
                                null,
                                () -> {})
                        .speak(Prompt.say("abcde. f.").build(), List.of("abcde.", "f."));
        double wall = (System.nanoTime() - began) / 1e9;
        Map<String, Double> seconds = result.seconds();
        assertEquals(Set.of("encoder", "vocoder", "first_audio", "total"), seconds.keySet());
        // two sentences and the pause between them were listened to
        assertTrue(slept[0] >= 60_000_000);
        assertTrue(seconds.get("total") + slept[0] / 1e9 <= wall + 1e-9);
        assertTrue(seconds.get("encoder") + seconds.get("vocoder") <= seconds.get("total") + 1e-9);
        assertTrue(seconds.get("first_audio") <= seconds.get("total"));
        assertFalse(result.stages().containsKey(Role.DENOISER));
        assertEquals("jvm", result.stages().get(Role.VOCODER).device());
    }
}
