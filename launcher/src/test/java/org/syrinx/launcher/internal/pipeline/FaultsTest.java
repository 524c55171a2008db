package org.syrinx.launcher.internal.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.syrinx.launcher.internal.pipeline.FakeServices.service;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;
import org.syrinx.api.Encoder;
import org.syrinx.api.Role;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Vocoder;

class FaultsTest {
    private static final SyrinxException WHY = new SyrinxException("sound", "NaN", "mend it");

    @Test
    void faultsInARowLeadToQuarantineOnceAndAReleaseEndsIt() {
        Faults faults = new Faults();
        ServiceReference<?> stage = service("a", 0, Vocoder.class);
        assertFalse(faults.count(stage, WHY, 3));
        assertFalse(faults.count(stage, WHY, 3));
        assertFalse(faults.quarantined(stage));
        assertTrue(faults.count(stage, WHY, 3));
        assertFalse(faults.count(stage, WHY, 3), "it is told once");
        assertTrue(faults.quarantined(stage));
        assertEquals(Map.of(Role.VOCODER, WHY), faults.of(Map.of(Role.VOCODER, stage)));
        assertTrue(faults.release());
        assertFalse(faults.release());
        assertFalse(faults.quarantined(stage));
    }

    @Test
    void aLimitOfZeroNeverLeadsToQuarantineAndAGoneStageIsForgotten() {
        Faults faults = new Faults();
        ServiceReference<?> stage = service("a", 0, Vocoder.class);
        for (int i = 0; i < 100; i++) {
            assertFalse(faults.count(stage, WHY, 0));
        }
        assertTrue(faults.count(stage, WHY, 1));
        faults.forget(stage);
        assertFalse(faults.quarantined(stage));
    }

    @Test
    void theHighestRankedCandidateOfEachRoleIsChosenAndOneServiceMayHaveTwoRoles() {
        Candidates candidates = new Candidates();
        ServiceReference<?> both = service("a", 0, Encoder.class, Vocoder.class);
        ServiceReference<?> better = service("b", 5, Vocoder.class);
        // bound by two references of the component, as Declarative Services does
        candidates.add(both);
        candidates.add(both);
        candidates.add(better);
        Map<Role, String> any = Map.of(Role.ENCODER, Candidates.ANY, Role.VOCODER, Candidates.ANY);
        assertEquals(
                Map.of(Role.ENCODER, both, Role.VOCODER, better),
                candidates.choose(any, ref -> true));
        assertEquals(
                Map.of(Role.ENCODER, both, Role.VOCODER, both),
                candidates.choose(any, ref -> ref != better));
        Map<Role, String> byName =
                Map.of(Role.ENCODER, "(syrinx.model=b)", Role.VOCODER, "(syrinx.model=a)");
        assertEquals(Map.of(Role.VOCODER, both), candidates.choose(byName, ref -> true));
        candidates.remove(both);
        assertEquals(
                Set.of(Role.ENCODER, Role.VOCODER),
                candidates.choose(any, ref -> true).keySet(),
                "one of the two bindings remains");
        candidates.drop(both);
        assertEquals(Map.of(Role.VOCODER, better), candidates.choose(any, ref -> true));
    }
}
