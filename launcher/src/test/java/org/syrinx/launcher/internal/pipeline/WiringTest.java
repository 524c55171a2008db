package org.syrinx.launcher.internal.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.syrinx.api.LatentMismatchException;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Lease;
import org.syrinx.api.Role;
import org.syrinx.launcher.internal.pipeline.FakeStages.FakeDenoiser;
import org.syrinx.launcher.internal.pipeline.FakeStages.FakeEncoder;
import org.syrinx.launcher.internal.pipeline.FakeStages.FakeSpace;
import org.syrinx.launcher.internal.pipeline.FakeStages.FakeVocoder;

class WiringTest {
    private final FakeEncoder encoder = new FakeEncoder("voice", FakeStages.Z);

    @Test
    void aVocoderOfAnotherLatentIsRefusedWithEveryFieldAndBothValues() {
        FakeVocoder melVocoder = new FakeVocoder("griffinlim", FakeStages.MEL);
        LatentMismatchException e =
                assertThrows(
                        LatentMismatchException.class,
                        () -> Wiring.of(Map.of(Role.ENCODER, encoder, Role.VOCODER, melVocoder)));
        assertEquals(
                List.of("id", "channels", "sampleRate", "hop", "fmin", "weights"),
                e.differences().stream().map(LatentSpec.Difference::field).toList());
        for (String part :
                List.of(
                        "encoder of \"voice\"",
                        "vocoder of \"griffinlim\"",
                        "fake.z against mel",
                        "4 against 80",
                        "16000 Hz against 22050 Hz",
                        "100 samples against 256 samples",
                        "(not stated) against 0",
                        "a against (not stated)",
                        "adapter")) {
            assertTrue(e.getMessage().contains(part), part + " in: " + e.getMessage());
        }
    }

    @Test
    void weightsThatDifferAreAMismatchEvenIfEveryShapeAgrees() {
        FakeVocoder other = new FakeVocoder("other", FakeStages.Z.with("weights", "b"));
        LatentMismatchException e =
                assertThrows(
                        LatentMismatchException.class,
                        () -> Wiring.of(Map.of(Role.ENCODER, encoder, Role.VOCODER, other)));
        assertEquals(1, e.differences().size());
        assertEquals("weights a against b", e.differences().get(0).toString());
    }

    @Test
    void aLatentSpaceOrDenoiserOfAnotherLatentIsRefusedToo() {
        FakeVocoder vocoder = new FakeVocoder("voice", FakeStages.Z);
        FakeSpace space = new FakeSpace("mel", FakeStages.MEL);
        FakeDenoiser denoiser = new FakeDenoiser("diffusion", FakeStages.MEL);
        assertThrows(
                LatentMismatchException.class,
                () ->
                        Wiring.of(
                                Map.of(
                                        Role.ENCODER,
                                        encoder,
                                        Role.LATENTSPACE,
                                        space,
                                        Role.VOCODER,
                                        vocoder)));
        assertThrows(
                LatentMismatchException.class,
                () ->
                        Wiring.of(
                                Map.of(
                                        Role.ENCODER,
                                        encoder,
                                        Role.DENOISER,
                                        denoiser,
                                        Role.VOCODER,
                                        vocoder)));
    }

    @Test
    void leasesOfAllStagesAreTakenTogetherAndGivenBackTogether() {
        FakeVocoder vocoder = new FakeVocoder("voice", FakeStages.Z);
        Wiring wiring = Wiring.of(Map.of(Role.ENCODER, encoder, Role.VOCODER, vocoder));
        Lease lease = wiring.leaseAll();
        assertEquals(1, encoder.leases.get());
        assertEquals(1, vocoder.leases.get());
        lease.close();
        assertEquals(0, encoder.leases.get());
        assertEquals(0, vocoder.leases.get());
    }

    @Test
    void aStageThatRefusesItsLeaseLeavesNoOtherLeased() {
        FakeVocoder vocoder = new FakeVocoder("voice", FakeStages.Z);
        Wiring wiring = Wiring.of(Map.of(Role.ENCODER, encoder, Role.VOCODER, vocoder));
        vocoder.freed = true;
        assertThrows(IllegalStateException.class, wiring::leaseAll);
        assertEquals(0, encoder.leases.get());
    }

    @Test
    void aStageWhoseLeaseEndsInAnErrorLeavesNoOtherLeasedEither() {
        FakeVocoder vocoder =
                new FakeVocoder("voice", FakeStages.Z) {
                    @Override
                    public Lease lease() {
                        throw new NoClassDefFoundError("org/gone/Native");
                    }
                };
        Wiring wiring = Wiring.of(Map.of(Role.ENCODER, encoder, Role.VOCODER, vocoder));
        assertThrows(NoClassDefFoundError.class, wiring::leaseAll);
        assertEquals(0, encoder.leases.get());
    }
}
