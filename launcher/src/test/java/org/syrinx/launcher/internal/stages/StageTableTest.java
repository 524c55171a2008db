package org.syrinx.launcher.internal.stages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Role;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.launcher.internal.model.ModelEntry;

class StageTableTest {
    private static final LatentSpec Z =
            LatentSpec.of("vits.z", 48, 16000, 256).with("weights", "a");
    private static final LatentSpec MEL = LatentSpec.of("mel", 80, 16000, 256).with("fmax", 8000);
    private static final LatentSpec WIDE = MEL.with("fmax", 7600);

    private static InstalledStage stage(Role role, String model, LatentSpec spec) {
        return new InstalledStage(role, new StageInfo(model, "f", "1", "", "jvm", Map.of()), spec);
    }

    private static final List<InstalledStage> STAGES =
            List.of(
                    stage(Role.VOCODER, "griffinlim", MEL),
                    stage(Role.ENCODER, "default", Z),
                    stage(Role.VOCODER, "default", Z),
                    stage(Role.ENCODER, "gradtts", WIDE),
                    stage(Role.DENOISER, "gradtts", WIDE),
                    stage(Role.LATENTSPACE, "mel", MEL));

    private static String text(ModelEntry... others) {
        return new StageTable(STAGES, List.of(others)).toText();
    }

    @Test
    void stagesOfOneLatentShareALineAndWhatSpeaksComesFirst() {
        List<String> lines = text().lines().toList();
        assertEquals(
                "LATENT  CHANNELS  RATE      HOP  ENCODER  LATENTSPACE  DENOISER  VOCODER",
                lines.get(2));
        assertEquals(
                "vits.z  48        16000 Hz  256  default  -            -         default",
                lines.get(3));
        assertEquals(
                "mel     80        16000 Hz  256  gradtts  -            gradtts   -", lines.get(4));
        assertEquals(
                "mel     80        16000 Hz  256  -        mel          -         griffinlim",
                lines.get(5));
        assertTrue(text().contains("syrinx:wire NAME encoder=default vocoder=default"), text());
    }

    @Test
    void latentsOfOneKindAreToldApartByTheirParameters() {
        assertTrue(text().contains("  gradtts -> griffinlim: fmax 7600 against 8000"), text());
    }

    @Test
    void latentsOfTwoKindsAreToldApartByTheirKindOnOneLine() {
        assertTrue(
                text().contains("  default -> gradtts, griffinlim: id vits.z against mel\n"),
                text());
    }

    @Test
    void whatCannotBeComparedIsListedWithItsReason() {
        String all =
                text(
                        new ModelEntry(
                                "broken",
                                "f",
                                Set.of(),
                                ModelEntry.State.FAILED,
                                "",
                                Optional.empty(),
                                Optional.of(new SyrinxException("a", "no weights", "look"))),
                        new ModelEntry(
                                "idle",
                                "f",
                                Set.of(Role.VOCODER),
                                ModelEntry.State.AVAILABLE,
                                "",
                                Optional.empty(),
                                Optional.empty()));
        assertTrue(all.contains("Could not be loaded\n  broken: No weights."), all);
        assertTrue(all.endsWith("Not loaded, so not compared\n  idle (vocoder)"), all);
    }

    @Test
    void machinesGetEveryFieldThatDiffers() {
        Map<String, Object> json = new StageTable(STAGES, List.of()).toJson();
        List<?> mismatches = (List<?>) json.get("mismatches");
        assertEquals(4, mismatches.size(), mismatches.toString());
        assertTrue(
                mismatches.toString().contains("weights") && mismatches.toString().contains("fmax"),
                mismatches.toString());
        assertEquals(3, ((List<?>) json.get("latents")).size());
    }

    @Test
    void withoutStagesItSaysSo() {
        String text = new StageTable(List.of(), List.of()).toText();
        assertEquals("No stage is loaded.", text);
        assertFalse(text.contains("LATENT"));
    }
}
