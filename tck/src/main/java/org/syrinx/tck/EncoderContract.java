package org.syrinx.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Encoder;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;
import org.syrinx.api.Role;
import org.syrinx.api.SyrinxException;
import org.syrinx.tck.internal.Errors;
import org.syrinx.tck.internal.Values;

/** The contract of an encoder: clauses E, and S, B and F. */
public abstract class EncoderContract extends StageContract<Encoder> {
    /** Shapes of the shared names; a letter stands for the same length everywhere. */
    private static final Map<String, String> SHAPES =
            Map.of(
                    Conditioning.MU, "1CT",
                    Conditioning.TOKENS, "1N",
                    Conditioning.DURATIONS, "1N",
                    Conditioning.SPEAKER, "1G1",
                    Conditioning.REFERENCE, "1CR",
                    Conditioning.MASK, "11T");

    /** For subclasses. */
    protected EncoderContract() {}

    /**
     * A sentence that the encoder can read.
     *
     * @return text that it knows; without a speaker, language or speed
     */
    protected String text() {
        return "The quick brown fox.";
    }

    /**
     * What the encoder needs besides, a reference recording for example.
     *
     * @param prompt with the text
     * @return the same builder
     */
    protected Prompt.Builder complete(Prompt.Builder prompt) {
        return prompt;
    }

    private Prompt.Builder prompt() {
        return complete(Prompt.say(text()));
    }

    @Override
    protected final Role role() {
        return Role.ENCODER;
    }

    @Override
    protected final LatentSpec latentSpec(Encoder encoder) {
        return encoder.latentSpec();
    }

    @Override
    protected final List<NDArray> handedOver(Encoder encoder) {
        return List.of();
    }

    @Override
    protected final float[] use(Encoder encoder, NoiseSource noise, Progress progress) {
        try (Conditioning made = encoder.encode(prompt().build(), noise, progress)) {
            return numbers(made);
        }
    }

    private static float[] numbers(Conditioning made) {
        List<float[]> all = new ArrayList<>();
        all.add(new float[] {made.frames()});
        tensors(made).forEach(t -> all.add(Values.of(t)));
        return Values.join(all);
    }

    private static List<NDArray> tensors(Conditioning made) {
        List<NDArray> all = new ArrayList<>(made.tensors().values());
        made.start().ifPresent(s -> all.add(s.frames()));
        return all;
    }

    private Conditioning encode(Prompt.Builder prompt) {
        return stage().encode(prompt.build(), NoiseSource.seeded(4), Progress.NONE);
    }

    /** E-1. */
    @Clause("E-1")
    void theConditioningLeadsToTheLatentThatWasPromised() {
        try (Conditioning made = encode(prompt())) {
            assertEquals(List.of(), stage().latentSpec().differences(made.spec()));
            assertTrue(made.frames() >= 1, made.frames() + " frames");
            made.start()
                    .ifPresent(
                            start -> {
                                assertEquals(
                                        List.of(),
                                        stage().latentSpec().differences(start.spec()),
                                        "the start");
                                assertEquals(
                                        made.frames(), start.length(), "the length of the start");
                            });
        }
    }

    /** E-2. */
    @Clause("E-2")
    void sharedNamesHaveTheShapesThatConditioningStates() {
        try (Conditioning made = encode(prompt())) {
            long tokens =
                    made.optional(Conditioning.TOKENS).map(t -> t.getShape().get(1)).orElse(-1L);
            SHAPES.forEach(
                    (name, shape) ->
                            made.optional(name)
                                    .ifPresent(t -> shape(name, t, shape, made, tokens)));
            made.optional(Conditioning.TOKENS)
                    .ifPresent(
                            t -> assertEquals(DataType.INT64, t.getDataType(), "type of tokens"));
            made.optional(Conditioning.DURATIONS)
                    .ifPresent(
                            t ->
                                    assertEquals(
                                            DataType.FLOAT32,
                                            t.getDataType(),
                                            "type of durations"));
        }
    }

    private static void shape(
            String name, NDArray tensor, String wanted, Conditioning made, long tokens) {
        long[] shape = tensor.getShape().getShape();
        String found = name + " has the shape " + tensor.getShape() + ", not " + wanted;
        assertEquals(wanted.length(), shape.length, found);
        for (int i = 0; i < shape.length; i++) {
            switch (wanted.charAt(i)) {
                case '1' -> assertEquals(1, shape[i], found);
                case 'C' -> assertEquals(made.spec().channels(), shape[i], found);
                case 'T' -> assertEquals(made.frames(), shape[i], found);
                case 'N' -> assertEquals(tokens < 0 ? shape[i] : tokens, shape[i], found);
                default -> assertTrue(shape[i] > 0, found);
            }
        }
    }

    /** E-3. */
    @Clause("E-3")
    void everyNumberIsFinite() {
        try (Conditioning made = encode(prompt())) {
            made.tensors()
                    .forEach(
                            (name, tensor) ->
                                    assertEquals(
                                            -1,
                                            Values.firstNotFinite(Values.of(tensor)),
                                            "the first number of " + name + " that is not finite"));
            made.start()
                    .ifPresent(
                            s ->
                                    assertEquals(
                                            -1,
                                            Values.firstNotFinite(Values.of(s.frames())),
                                            "the first number of the start that is not finite"));
        }
    }

    /** E-4. */
    @Clause("E-4")
    void theConditioningOutlivesTheCallAndOwnsItsTensors() throws Exception {
        Conditioning made =
                CompletableFuture.supplyAsync(() -> encode(prompt()), r -> new Thread(r).start())
                        .get();
        float[] here;
        try (Conditioning again = encode(prompt())) {
            for (NDArray tensor : tensors(made)) {
                assertFalse(tensor.isReleased(), "a tensor was closed before its conditioning");
            }
            here = numbers(again);
            assertArrayEquals(here, numbers(made), "made on a thread that has ended");
        }
        List<NDArray> tensors = tensors(made);
        made.close();
        for (int i = 0; i < tensors.size(); i++) {
            assertTrue(tensors.get(i).isReleased(), "tensor " + i + " outlives its conditioning");
        }
        made.close();
    }

    /** E-5. */
    @Clause("E-5")
    void itsSpeakersSpeakAndOthersAreRefused() {
        for (String speaker : stage().speakers()) {
            try (Conditioning made = encode(prompt().speaker(speaker))) {
                assertTrue(made.frames() > 0);
            } catch (SyrinxException e) {
                fail("its own speaker \"" + speaker + "\" is refused: " + e.getMessage(), e);
            }
        }
        Errors.assertRefused(
                "the speaker \"tck-nobody\"", () -> encode(prompt().speaker("tck-nobody")));
    }

    /** E-6. */
    @Clause("E-6")
    void itsLanguagesAreReadAndOthersRefused() {
        for (String language : stage().languages()) {
            try (Conditioning made = encode(prompt().language(language))) {
                assertTrue(made.frames() > 0);
            } catch (SyrinxException e) {
                fail("its own language \"" + language + "\" is refused: " + e.getMessage(), e);
            }
        }
        Errors.assertRefused("the language qaa", () -> encode(prompt().language("qaa")));
    }

    /** E-7. */
    @Clause("E-7")
    void speedChangesTheLengthOrIsRefused() {
        long slow;
        long fast;
        try (Conditioning made = encode(prompt().speed(0.5))) {
            slow = made.frames();
        } catch (SyrinxException e) {
            Errors.assertThreeParts(e);
            return;
        }
        try (Conditioning made = encode(prompt().speed(2))) {
            fast = made.frames();
        }
        assertTrue(fast < slow, fast + " frames at speed 2, " + slow + " at speed 0.5");
    }

    /** E-8. */
    @Clause("E-8")
    void whatTheEncoderDoesNotDoIsRefusedAndNotIgnored() {
        float[] plain;
        try (Conditioning made = encode(prompt())) {
            plain = numbers(made);
        }
        try (Conditioning made = encode(prompt().style("tck-no-such-style"))) {
            assertNotEquals(
                    java.util.Arrays.hashCode(plain),
                    java.util.Arrays.hashCode(numbers(made)),
                    "a style was asked for, not refused, and made no difference");
        } catch (SyrinxException e) {
            Errors.assertThreeParts(e);
        }
    }

    /** E-9. */
    @Clause("E-9")
    void familyNamesOfTensorsCarryTheFamily() {
        try (Conditioning made = encode(prompt())) {
            List<String> own =
                    made.tensors().keySet().stream()
                            .filter(n -> !SHAPES.containsKey(n) && !n.equals(Conditioning.STYLE))
                            .toList();
            for (String name : own) {
                assertTrue(
                        name.startsWith(stage().info().plugin() + "."),
                        "the tensor \""
                                + name
                                + "\" is neither a shared name nor prefixed with \""
                                + stage().info().plugin()
                                + ".\"");
            }
        }
    }

    /** E-10. */
    @Clause("E-10")
    void durationsAddUpToTheFrames() {
        try (Conditioning made = encode(prompt())) {
            assumeTrue(made.optional(Conditioning.DURATIONS).isPresent(), "it gives no durations");
            double sum = 0;
            for (float d : made.tensor(Conditioning.DURATIONS).toFloatArray()) {
                assertFalse(d < 0, "a duration of " + d + " frames");
                sum += d;
            }
            assertEquals(made.frames(), sum, 0.5, "the sum of the durations");
        }
    }
}
