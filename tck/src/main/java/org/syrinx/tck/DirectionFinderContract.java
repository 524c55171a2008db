package org.syrinx.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Denoiser.BottleneckSpec;
import org.syrinx.api.Direction;
import org.syrinx.api.DirectionFinder;
import org.syrinx.api.DirectionFinder.ActivationSet;
import org.syrinx.api.DirectionFinder.Sample;
import org.syrinx.api.Lease;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.Role;
import org.syrinx.api.SyrinxException;
import org.syrinx.tck.internal.Errors;
import org.syrinx.tck.internal.Steps;
import org.syrinx.tck.internal.ToyDenoiser;
import org.syrinx.tck.internal.Values;

/**
 * The contract of a direction finder: clauses X, and B.
 *
 * <p>The data of the tests has one axis that matters: the two classes of the label {@code class}
 * ({@code a} and {@code b}) lie apart along it, the measurement {@code level} grows along it, and
 * it has most of the variance. A denoiser that can be differentiated moves its estimate most along
 * it, and each utterance has the gradients of that. A finder of any method should find it.
 */
public abstract class DirectionFinderContract extends PlugInContract<DirectionFinder> {
    private static final int STEPS = 2;
    private static final int CHANNELS = 3;
    private static final int BINS = 4;
    private static final BottleneckSpec HOOK = new BottleneckSpec("tck", CHANNELS, BINS, 4);
    private static final String FINGERPRINT = "sha256:" + "0".repeat(64);

    /** For subclasses. */
    protected DirectionFinderContract() {}

    /**
     * The options that make the finder look for the class or the level.
     *
     * @return names and values
     */
    protected Map<String, String> options() {
        return Map.of("attribute", "class", "positive", "b");
    }

    /**
     * How many utterances there are.
     *
     * @return an even number
     */
    protected int samples() {
        return 48;
    }

    @Override
    protected final Role role() {
        return Role.DIRECTIONFINDER;
    }

    @Override
    protected final Lease lease(DirectionFinder finder) {
        return Lease.NOTHING_TO_FREE;
    }

    @Override
    protected final float[] use(DirectionFinder finder, NoiseSource noise, Progress progress) {
        List<float[]> all = new ArrayList<>();
        finder.find(data(), options(), progress).forEach(d -> all.add(d.values()));
        return Values.join(all);
    }

    /** The axis that matters: a smooth vector of unit length over steps, channels and bins. */
    private static double[] axis() {
        double[] axis = new double[STEPS * CHANNELS * BINS];
        double norm = 0;
        for (int i = 0; i < axis.length; i++) {
            axis[i] = 1 + Math.sin(1.7 * i);
            norm += axis[i] * axis[i];
        }
        for (int i = 0; i < axis.length; i++) {
            axis[i] /= Math.sqrt(norm);
        }
        return axis;
    }

    private ActivationSet data() {
        double[] axis = axis();
        NoiseSource noise = NoiseSource.seeded(21);
        ToyDenoiser denoiser = new ToyDenoiser(axis, STEPS, noise);
        float[] jitter = noise.gaussian("jitter", samples());
        List<Sample> all = new ArrayList<>();
        for (int n = 0; n < samples(); n++) {
            boolean b = n % 2 == 1;
            double along = (b ? 3 : -3) + 0.3 * jitter[n];
            float[] rest = noise.gaussian("sample." + n, axis.length);
            float[] pooled = new float[axis.length];
            for (int i = 0; i < axis.length; i++) {
                pooled[i] = (float) (0.5 + along * axis[i] + 0.3 * rest[i]);
            }
            all.add(
                    new Sample(
                            pooled,
                            Map.of(
                                    "class",
                                    b ? "b" : "a",
                                    "pair",
                                    "p" + n / 2,
                                    "text",
                                    "t" + n / 2),
                            Map.of("level", along),
                            denoiser.sensitivities(pooled)));
        }
        return new ActivationSet(FINGERPRINT, HOOK, STEPS, all);
    }

    private static ActivationSet withoutGradients(ActivationSet data) {
        return new ActivationSet(
                FINGERPRINT,
                HOOK,
                STEPS,
                data.samples().stream()
                        .map(s -> new Sample(s.pooled(), s.labels(), s.measured()))
                        .toList());
    }

    private List<Direction> find() {
        return subject().find(data(), options(), Progress.NONE);
    }

    /** */
    @Clause("X-1")
    void itsKindIsANameThatStays() {
        String kind = subject().kind();
        assertFalse(kind == null || kind.isBlank(), "kind() is blank");
        boolean supervised = subject().supervised();
        find();
        assertEquals(kind, subject().kind());
        assertEquals(supervised, subject().supervised());
    }

    /** */
    @Clause("X-2")
    void aDirectionBelongsToTheModelThatItWasFoundOn() {
        List<Direction> found = find();
        assertFalse(found.isEmpty(), "no direction");
        for (Direction d : found) {
            assertEquals(FINGERPRINT, d.fingerprint(), "fingerprint");
            assertEquals(HOOK, d.hook(), "hook");
            assertEquals(STEPS, d.steps(), "steps");
        }
    }

    /** */
    @Clause("X-3")
    void theStrongestDirectionIsTheOneThatIsThere() {
        double[] axis = axis();
        float[] first = find().get(0).values();
        double dot = 0;
        double norm = 0;
        for (int i = 0; i < axis.length; i++) {
            dot += axis[i] * first[i];
            norm += first[i] * first[i];
        }
        double cosine = dot / Math.sqrt(norm);
        if (subject().supervised()) {
            assertTrue(cosine > 0.7, "cosine with the planted axis, with its sign: " + cosine);
        } else {
            assertTrue(Math.abs(cosine) > 0.7, "cosine with the planted axis: " + cosine);
        }
    }

    /** */
    @Clause("X-4")
    void theSameDataGiveTheSameDirections() {
        float[] first = use(subject(), NoiseSource.seeded(0), Progress.NONE);
        assertArrayEquals(first, use(subject(), NoiseSource.seeded(1), Progress.NONE));
    }

    /** */
    @Clause("X-5")
    void aDirectionSaysItsUnitItsRangeAndHowItWasFound() {
        for (Direction d : find()) {
            assertFalse(d.name().isBlank(), "a direction without a name");
            assertFalse(d.unit().isBlank(), d.name() + " has no unit");
            assertTrue(
                    Double.isFinite(d.minimum())
                            && Double.isFinite(d.maximum())
                            && d.minimum() <= d.maximum(),
                    d.name() + " has the range " + d.minimum() + " to " + d.maximum());
            assertTrue(
                    d.provenance().containsValue(subject().kind()),
                    d.name() + " does not say that it was found by " + subject().kind());
            assertEquals(-1, Values.firstNotFinite(d.values()), "a value that is not finite");
        }
    }

    /** */
    @Clause("X-6")
    void dataThatSayNothingAreRefused() {
        ActivationSet all = data();
        Errors.assertRefused(
                "no data",
                () ->
                        subject()
                                .find(
                                        new ActivationSet(FINGERPRINT, HOOK, STEPS, List.of()),
                                        options(),
                                        Progress.NONE));
        assumeTrue(subject().supervised(), "it needs no labels");
        List<Sample> one =
                all.samples().stream()
                        .filter(s -> s.labels().get("class").equals("a"))
                        .map(
                                s ->
                                        new Sample(
                                                s.pooled(),
                                                s.labels(),
                                                Map.of("level", 1.0),
                                                s.sensitivities()))
                        .toList();
        Errors.assertRefused(
                "data of one class",
                () ->
                        subject()
                                .find(
                                        new ActivationSet(FINGERPRINT, HOOK, STEPS, one),
                                        options(),
                                        Progress.NONE));
    }

    /** */
    @Clause("X-7")
    void theDataStayAsTheyAre() {
        ActivationSet data = data();
        ActivationSet same = data();
        subject().find(data, options(), Progress.NONE);
        for (int i = 0; i < same.samples().size(); i++) {
            Sample before = same.samples().get(i);
            Sample after = data.samples().get(i);
            String which = "sample " + i;
            assertArrayEquals(before.pooled(), after.pooled(), which);
            before.sensitivities()
                    .forEach(
                            (name, gradient) ->
                                    assertArrayEquals(
                                            gradient,
                                            after.sensitivities().get(name),
                                            "gradient " + name + " of " + which));
        }
    }

    /** */
    @Clause("X-8")
    void cancellingStopsIt() {
        Steps steps = new Steps(0);
        try {
            use(subject(), NoiseSource.seeded(0), steps);
            fail("the cancellation did not come out");
        } catch (CancelledException e) {
            assertSame(steps.thrown(), e, "another exception came out than went in");
        }
    }

    /** */
    @Clause("X-9")
    void withoutGradientsItFindsTheSameOrRefuses() {
        List<Direction> plain;
        try {
            plain = subject().find(withoutGradients(data()), options(), Progress.NONE);
        } catch (SyrinxException e) {
            Errors.assertThreeParts(e);
            return;
        }
        List<Direction> found = find();
        assertEquals(found.size(), plain.size(), "directions with and without gradients");
        for (int i = 0; i < found.size(); i++) {
            assertArrayEquals(found.get(i).values(), plain.get(i).values(), found.get(i).name());
        }
    }
}
