package org.syrinx.itests.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A stage that breaks its contract fails one request with one plain message, and nobody else. */
class FaultTest extends FakePlugInTest {
    /** A pipeline whose vocoder has a fault: by configuration, because a swap would refuse it. */
    private void wireFaulty(String name, String encoder, String vocoder, Map<String, Object> more) {
        wireFaulty(name, encoder, "none", vocoder, more);
    }

    private void wireFaulty(
            String name,
            String encoder,
            String denoiser,
            String vocoder,
            Map<String, Object> more) {
        driver.json("models", "--load", "fake-good", "--load", encoder, "--load", vocoder);
        Map<String, Object> properties = new java.util.HashMap<>(more);
        properties.put("encoder.target", "(syrinx.model=" + encoder + ")");
        properties.put("vocoder.target", "(syrinx.model=" + vocoder + ")");
        properties.put("latentspace", "none");
        if (denoiser.equals("none")) {
            properties.put("denoiser", "none");
        } else {
            driver.json("models", "--load", denoiser);
            properties.put("denoiser.target", "(syrinx.model=" + denoiser + ")");
        }
        driver.configure("org.syrinx.pipeline~" + name, properties);
        for (int i = 0; i < 500 && !text("pipelines").contains(name + " "); i++) {
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String text(String command) {
        return driver.command(command).get("text").toString();
    }

    @Test
    void everyKindOfFaultIsOnePlainMessageThatNamesTheStageAndTheOthersSpeakOn() {
        wire("fake-neighbour", "fake-good", "fake-good");
        Map<String, String> told =
                Map.of(
                        "throws", "ArrayIndexOutOfBoundsException: Index 7 out of bounds",
                        "sneaky", "IOException: a checked exception",
                        "nan", "delivered NaN at sample 0",
                        "wrong-rate", "delivered sound at 8000 Hz",
                        "no-rate", "made a sample rate of 0 Hz",
                        "null", "delivered null",
                        "silent", "delivered none");
        told.forEach(
                (kind, words) -> {
                    String name = "fake-fault-" + kind;
                    wireFaulty(name, "fake-good", "fake-" + kind, Map.of());
                    Map<String, Object> result = driver.speak(name, "hello");
                    String error = String.valueOf(result.get("error"));
                    assertTrue(error.contains(words), kind + ": " + result);
                    assertTrue(error.contains("vocoder of \"fake-" + kind + "\" (fake)"), error);
                    assertEquals(LEVEL, driver.firstSample("fake-neighbour", "well"));
                });
        Map<String, String> encoders =
                Map.of(
                        "wrong-shape", "channels 2 against 3",
                        "malformed", "made shape (1, 3, 5)",
                        "no-frames", "made 0 frames",
                        "short-start", "returned one of 4",
                        "nan-latent", "NaN or infinity");
        encoders.forEach(
                (kind, words) -> {
                    String name = "fake-fault-" + kind;
                    wireFaulty(name, "fake-" + kind, "fake-good", Map.of());
                    String error = String.valueOf(driver.speak(name, "hello").get("error"));
                    assertTrue(error.contains(words), kind + ": " + error);
                    assertTrue(error.contains("encoder of \"fake-" + kind + "\" (fake)"), error);
                });
        Map<String, String> denoisers =
                Map.of(
                        "denoiser-throws", "ArithmeticException: a step of zero",
                        "denoiser-nan", "NaN or infinity",
                        "denoiser-short", "returned one of 4",
                        "denoiser-malformed", "made shape (1, 3, 5)");
        denoisers.forEach(
                (kind, words) -> {
                    String name = "fake-fault-" + kind;
                    wireFaulty(name, "fake-good", "fake-" + kind, "fake-good", Map.of());
                    String error = String.valueOf(driver.speak(name, "hello").get("error"));
                    assertTrue(error.contains(words), kind + ": " + error);
                    assertTrue(error.contains("denoiser of \"fake-" + kind + "\" (fake)"), error);
                });
    }

    @Test
    void aLatentThatCannotBeLeadsToQuarantineLikeEveryFault() {
        wireFaulty("fake-bad", "fake-malformed", "fake-good", Map.of("quarantine.after", 1));
        String error = String.valueOf(driver.speak("fake-bad", "hello").get("error"));
        assertTrue(error.contains("made shape (1, 3, 5)"), error);
        String refused = String.valueOf(driver.speak("fake-bad", "hello").get("error"));
        assertTrue(refused.contains("in quarantine after 1 faults in a row"), refused);
    }

    @Test
    void anEncoderThatHangsIsLeftBehindToo() {
        wireFaulty(
                "fake-stuck", "fake-hangs-encoding", "fake-good", Map.of("stage.timeout", 1000L));
        String error = String.valueOf(driver.speak("fake-stuck", "hello").get("error"));
        assertTrue(error.contains("encoder of \"fake-hangs-encoding\" (fake) gave none"), error);
    }

    @Test
    void afterSoManyFaultsInARowTheStageIsInQuarantineForThisPipelineAlone() {
        wireFaulty("fake-sick", "fake-good", "fake-throws", Map.of("quarantine.after", 2));
        wireFaulty("fake-tolerant", "fake-good", "fake-throws", Map.of("quarantine.after", 0));
        for (int i = 0; i < 2; i++) {
            String error = String.valueOf(driver.speak("fake-sick", "hello").get("error"));
            assertTrue(error.contains("Index 7"), error);
        }
        String refused = String.valueOf(driver.speak("fake-sick", "hello").get("error"));
        assertTrue(refused.contains("in quarantine after 2 faults in a row"), refused);
        assertTrue(refused.contains("syrinx:unquarantine fake-sick"), refused);
        assertTrue(text("pipelines").contains("fake-sick: It is in quarantine"), text("pipelines"));
        String other = String.valueOf(driver.speak("fake-tolerant", "hello").get("error"));
        assertTrue(other.contains("Index 7"), "another pipeline counts for itself: " + other);
        driver.json("unquarantine", "fake-sick");
        assertTrue(
                String.valueOf(driver.speak("fake-sick", "hello").get("error")).contains("Index 7"),
                "it has another chance");
        assertTrue(
                driver.error("unquarantine", "fake-tolerant").contains("has none"),
                "nothing to release");
    }

    @Test
    void aFreshStageEndsTheQuarantine() {
        wireFaulty("fake-healed", "fake-good", "fake-throws", Map.of("quarantine.after", 1));
        driver.speak("fake-healed", "hello");
        assertTrue(text("pipelines").contains("quarantine"));
        driver.json("swap", "fake-healed", "vocoder", "fake-other");
        assertEquals(LEVEL, driver.firstSample("fake-healed", "well"));
        assertFalse(text("pipelines").contains("quarantine"), text("pipelines"));
    }

    @Test
    void aHungCallIsLeftBehindAndNeitherSwapsNorUnloadingWaitForIt() {
        wire("fake-neighbour", "fake-good", "fake-good");
        wireFaulty("fake-hung", "fake-good", "fake-hangs", Map.of("stage.timeout", 2000L));
        String error = String.valueOf(driver.speak("fake-hung", "hello").get("error"));
        assertTrue(error.contains("vocoder of \"fake-hangs\" (fake) gave none"), error);
        assertTrue(error.contains("within 2.0 s (stage.timeout)"), error);
        assertEquals(LEVEL, driver.firstSample("fake-neighbour", "well"));
        String listed = text("pipelines");
        assertTrue(listed.contains("fake-hung: 1 call(s) gave no sign of life"), listed);
        Map<String, Object> swap = driver.json("swap", "fake-hung", "vocoder", "fake-other");
        assertTrue(swap.get("notes").toString().contains("left behind"), swap.toString());
        assertEquals(LEVEL, driver.firstSample("fake-hung", "well"));
        System.setProperty("fake.let.go", "true");
        for (int i = 0; i < 500 && text("pipelines").contains("sign of life"); i++) {
            pause();
        }
        assertFalse(text("pipelines").contains("sign of life"), "it has come back");
    }

    @Test
    void aStageThatWorksLongButGivesSignsOfLifeIsNotHung() {
        wireFaulty("fake-long", "fake-good", "fake-slow", Map.of("stage.timeout", 2000L));
        Map<String, Object> result = driver.speak("fake-long", "x".repeat(130)); // 2.6 s
        assertTrue(result.containsKey("samples"), result.toString());
    }
}
