package org.syrinx.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatentSpecTest {
    private static final LatentSpec MEL =
            LatentSpec.of("mel", 80, 22050, 256)
                    .with("fmin", 0)
                    .with("fmax", 8000)
                    .with("log", "e");

    @Test
    void aSpecFitsItself() {
        assertTrue(MEL.fits(MEL));
        assertTrue(MEL.differences(MEL).isEmpty());
    }

    @Test
    void everyDifferingFieldIsNamedWithBothValues() {
        LatentSpec other =
                LatentSpec.of("mel", 100, 24000, 256)
                        .with("fmin", 0)
                        .with("fmax", 12000)
                        .with("norm", "none");

        List<String> said =
                MEL.differences(other).stream().map(LatentSpec.Difference::toString).toList();

        assertEquals(
                List.of(
                        "channels 80 against 100",
                        "sampleRate 22050 Hz against 24000 Hz",
                        "fmax 8000 against 12000",
                        "log e against (not stated)",
                        "norm (not stated) against none"),
                said);
    }

    @Test
    void numbersAgreeHoweverTheyAreWritten() {
        assertTrue(
                LatentSpec.of("a", 1, 2, 3)
                        .with("x", 8000)
                        .fits(LatentSpec.of("a", 1, 2, 3).with("x", 8000.0)));
        assertFalse(
                LatentSpec.of("a", 1, 2, 3)
                        .with("x", 0.5)
                        .fits(LatentSpec.of("a", 1, 2, 3).with("x", 0.25)));
    }

    @Test
    void theMismatchMessageNamesStagesAndFieldsAndWhatToDo() {
        LatentMismatchException e =
                new LatentMismatchException(
                        "the encoder of \"demo\"",
                        LatentSpec.of("vits.z", 192, 16000, 256),
                        "the vocoder \"griffinlim\"",
                        MEL,
                        "No adapter is installed; choose a vocoder for vits.z");

        assertEquals(
                "The encoder of \"demo\" does not fit the vocoder \"griffinlim\": id vits.z against"
                    + " mel, channels 192 against 80, sampleRate 16000 Hz against 22050 Hz, fmax"
                    + " (not stated) against 8000, fmin (not stated) against 0, log (not stated)"
                    + " against e. Expected: The vocoder \"griffinlim\" to be given the latent that"
                    + " it wants, \"mel\". No adapter is installed; choose a vocoder for vits.z.",
                e.getMessage());
        assertEquals(6, e.differences().size());
    }

    @Test
    void frameRateIsRateOverHop() {
        assertEquals(86.1328125, MEL.frameRate(), 1e-9);
    }

    @Test
    void aSpecWithoutMeaningIsRefused() {
        assertThrows(SyrinxException.class, () -> LatentSpec.of(" ", 1, 1, 1));
        assertThrows(SyrinxException.class, () -> LatentSpec.of("a", 0, 1, 1));
        assertThrows(SyrinxException.class, () -> LatentSpec.of("a", 1, -1, 1));
        assertThrows(SyrinxException.class, () -> LatentSpec.of("a", 1, 1, 0));
    }
}
