package org.syrinx.itests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.syrinx.itests.framework.RunningSyrinx;
import org.syrinx.itests.framework.RunningSyrinx.Outcome;
import org.syrinx.itests.framework.TestBundle;
import org.syrinx.itests.framework.Wave;
import org.syrinx.itests.melvoice.MelVoiceActivator;

/** {@code compare} in the real framework: arms, failures, resuming, swaps, manifests, the shell. */
class CompareTest {
    private static final RunningSyrinx SYRINX = RunningSyrinx.get();
    private static Bundle voice;

    @TempDir Path folder;

    @BeforeAll
    static void makeAPipelineWithSomethingToSwap() throws IOException, BundleException {
        // the test's bundle wants mel-16k; what uses a model loads it
        Path wav = Files.createTempDirectory("compare").resolve("a.wav");
        assertEquals(0, SYRINX.run("say", "Hello.", "-o", wav.toString()).code());
        Outcome loaded =
                SYRINX.run(
                        "resynthesize",
                        wav.toString(),
                        "-o",
                        wav.resolveSibling("b.wav").toString(),
                        "--latent-space",
                        "mel-16k",
                        "--vocoder",
                        "griffinlim-16k");
        assertEquals(0, loaded.code(), loaded.err());
        voice =
                SYRINX.context()
                        .installBundle(
                                "mel voice",
                                TestBundle.of(
                                        MelVoiceActivator.class,
                                        "org.osgi.framework,org.syrinx.api"));
        voice.start();
        Outcome wired =
                SYRINX.run(
                        "wire",
                        "tone-gl",
                        "encoder=tone",
                        "latentspace=mel-16k",
                        "vocoder=griffinlim-16k");
        assertEquals(0, wired.code(), wired.err());
    }

    @AfterAll
    static void removeIt() throws BundleException {
        voice.uninstall();
    }

    private Path prompts(String... texts) throws IOException {
        return Files.writeString(folder.resolve("p.txt"), String.join("\n", texts) + "\n");
    }

    private Outcome compare(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "compare";
        all[1] = "--metrics";
        all[2] = "none";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return SYRINX.run(all);
    }

    @Test
    void twoPipelinesAreComparedAndTheThirdIsListedWithItsReason() throws IOException {
        Path p = prompts("One two three.", "Four five.", "Six.");
        String out = folder.resolve("out").toString();
        Outcome o =
                compare(
                        "--pipelines",
                        "default@f1,tone-gl,nope",
                        "--prompts",
                        p.toString(),
                        "--seeds",
                        "1,2",
                        "--out",
                        out);
        assertEquals(1, o.code(), "one of them failed: " + o.err());
        assertTrue(o.text().contains("There is no model \"nope\""), o.text());
        for (String arm : new String[] {"default-f1", "tone-gl"}) {
            for (int i = 1; i <= 3; i++) {
                Path wav = Path.of(out, "audio", arm, "p-0" + i + ".seed2.wav");
                assertEquals(16000, Wave.of(Files.readAllBytes(wav)).sampleRate());
            }
        }
        String page = Files.readString(Path.of(out, "report.html"));
        assertTrue(page.contains("What differs") && page.contains("data:audio/wav"));
        String manifest = Files.readString(Path.of(out, "manifest.json"));
        assertTrue(manifest.contains("org.syrinx.plugin.vits"), manifest);
        assertTrue(manifest.contains("\"weights\" : \"sha256:"), manifest);
        assertTrue(manifest.contains("\"device\" : \"cpu\""), manifest);

        Outcome again =
                compare(
                        "--pipelines",
                        "default@f1,tone-gl",
                        "--prompts",
                        p.toString(),
                        "--seeds",
                        "1,2",
                        "--out",
                        out);
        assertEquals(0, again.code(), again.err());
        assertTrue(
                again.text().contains("6 utterances: 6 kept, 0 made, 0 made again"), again.text());

        prompts("One two three.", "Changed.", "Six.");
        Outcome changed =
                compare(
                        "--pipelines",
                        "default@f1,tone-gl",
                        "--prompts",
                        p.toString(),
                        "--seeds",
                        "1,2",
                        "--out",
                        out);
        assertTrue(changed.text().contains("4 kept, 0 made, 2 made again"), changed.text());
    }

    @Test
    void aManifestIsRunAgainBitForBit() throws IOException {
        Path p = prompts("Seven eight.", "Nine.");
        Path first = folder.resolve("first");
        assertEquals(
                0,
                compare(
                                "--pipelines",
                                "default@m1,tone-gl",
                                "--prompts",
                                p.toString(),
                                "--out",
                                first.toString())
                        .code());
        Path second = folder.resolve("second");
        Outcome again =
                SYRINX.run(
                        "compare",
                        "--from",
                        first.resolve("manifest.json").toString(),
                        "--out",
                        second.toString());
        assertEquals(0, again.code(), again.err());
        assertTrue(again.text().contains("4 of 4 utterances are the same"), again.text());
        String file = "audio/default-m1/p-01.seed1.wav";
        assertArrayEquals(
                Files.readAllBytes(first.resolve(file)), Files.readAllBytes(second.resolve(file)));
    }

    @Test
    void aSwapVariesOneRoleHoldsTheOthersAndRefusesWhatDoesNotFitWithItsFields()
            throws IOException {
        Path p = prompts("One.", "Two three.");
        String out = folder.resolve("swap").toString();
        Outcome o =
                compare(
                        "--pipelines",
                        "tone-gl",
                        "--swap",
                        "vocoder=buzz,griffinlim-22k",
                        "--prompts",
                        p.toString(),
                        "--out",
                        out);
        assertEquals(1, o.code(), "one does not fit");
        assertTrue(o.text().contains("One stage differs: the vocoder."), o.text());
        assertTrue(o.text().contains("Held: encoder, latentspace"), o.text());
        assertTrue(o.text().contains("sampleRate 16000 Hz against 22050 Hz"), o.text());
        assertFalse(
                java.util.Arrays.equals(
                        Files.readAllBytes(Path.of(out, "raw/buzz/p-01.seed1.wav")),
                        Files.readAllBytes(Path.of(out, "raw/griffinlim-16k/p-01.seed1.wav"))));
        Outcome refused =
                compare(
                        "--pipelines",
                        "tone-gl",
                        "--swap",
                        "vocoder=griffinlim-24k",
                        "--prompts",
                        p.toString(),
                        "--out",
                        folder.resolve("refused").toString());
        assertEquals(1, refused.code());
        assertTrue(refused.err().contains("sampleRate 16000 Hz against 24000 Hz"), refused.err());
        assertFalse(Files.exists(folder.resolve("refused").resolve("report.html")));
    }

    @Test
    void aModelWithoutAVocoderIsVariedByThoseOfOthersAndTheFirstOfThemIsTheBaseline()
            throws IOException {
        Path out = folder.resolve("grad");
        Outcome o =
                compare(
                        "--pipelines",
                        "gradtts-small@f1",
                        "--swap",
                        "vocoder=vocoder-16k,griffinlim-16k,griffinlim-22k",
                        "--text",
                        "Hello.",
                        "--out",
                        out.toString());
        assertEquals(1, o.code(), "the third one does not fit: " + o.err());
        assertTrue(o.text().contains("One stage differs: the vocoder."), o.text());
        assertTrue(o.text().contains("Held: encoder, denoiser"), o.text());
        assertTrue(o.text().contains("sampleRate 16000 Hz against 22050 Hz"), o.text());
        assertTrue(o.text().startsWith("vocoder-16k "), "the baseline: " + o.text());
        assertFalse(
                java.util.Arrays.equals(
                        Files.readAllBytes(out.resolve("raw/vocoder-16k/text-01.seed1.wav")),
                        Files.readAllBytes(out.resolve("raw/griffinlim-16k/text-01.seed1.wav"))));
        Outcome alone =
                compare(
                        "--pipelines",
                        "gradtts-small@f1",
                        "--swap",
                        "vocoder=vocoder-16k",
                        "--text",
                        "Hello.",
                        "--out",
                        folder.resolve("alone").toString());
        assertEquals(1, alone.code());
        assertTrue(alone.err().contains("has none of its own"), alone.err());
    }

    @Test
    void recordingsAndCopySynthesisStandBesidePipelines() throws IOException {
        Path p = prompts("One two.", "Three four.");
        Path recordings = recordings(p, 2);
        Path out = folder.resolve("beside");
        Outcome o =
                SYRINX.run(
                        "compare",
                        "--metrics",
                        "mcd",
                        "--pipelines",
                        "same=folder:"
                                + recordings
                                + ",copy=resynthesis:mel-16k+griffinlim-16k,default@f1",
                        "--reference",
                        recordings.toString(),
                        "--prompts",
                        p.toString(),
                        "--out",
                        out.toString(),
                        "--json");
        assertEquals(0, o.code(), o.err());
        assertTrue(o.text().contains("\"mcd.dtw\""), "an installed metric: " + o.text());
        String figures = Files.readString(out.resolve("figures.csv"));
        assertEquals(0, value(figures, "mcd.dtw,dB,same,"), 1e-3, "the reference itself");
        assertTrue(value(figures, "mcd.dtw,dB,copy,") > 0.5, figures);
        assertEquals(0, value(figures, "mcd.dtw,dB,default-f1,"), 1e-3, "said again, the same");
    }

    @Test
    void recognisersTheSpeakerEncoderAndSetsMeasureInTheFramework() throws IOException {
        // a set needs eight utterances
        Path p =
                prompts(
                        "The old man walked slowly.",
                        "Place blue at five now.",
                        "She opened the green door.",
                        "We waited for the train.",
                        "It was cold last night.",
                        "Seven people came to dinner.",
                        "Please close the window.",
                        "He never said a word.");
        Path out = folder.resolve("measured");
        String[] command = {
            "compare",
            "--metrics",
            "wer.sphinx4,speaker.cosine,frechet",
            "--pipelines",
            "default@f1,tone-gl",
            "--reference",
            recordings(p, 8).toString(),
            "--prompts",
            p.toString(),
            "--out",
            out.toString()
        };
        Outcome o = SYRINX.run(command);
        assertEquals(0, o.code(), o.err());
        assertTrue(o.text().contains("dimensions 2"), "of eight references: " + o.text());
        assertTrue(o.text().contains("same speaker"), "the scale of the cosine: " + o.text());
        assertFalse(o.text().contains("floor unknown"), o.text());
        String figures = Files.readString(out.resolve("figures.csv"));
        for (String metric : new String[] {"wer.sphinx4", "wer.sphinx4.pink"}) {
            double voiced = value(figures, metric + ",%,default-f1,");
            assertTrue(voiced < 60, "a voice is understood: " + figures);
            assertTrue(value(figures, metric + ",%,tone-gl,") > 80, "a tone is not: " + figures);
        }
        assertEquals(1, value(figures, "speaker.cosine,,default-f1,"), 1e-3, "the references");
        assertTrue(value(figures, "speaker.cosine,,tone-gl,") < 0.9, figures);
        for (String embedding : new String[] {"cepstra", "speaker"}) {
            String metric = "frechet." + embedding;
            double self = value(figures, metric + ",,default-f1,");
            double other = value(figures, metric + ",,tone-gl,");
            assertTrue(Math.abs(self) < 1e-3 * other, figures);
            assertTrue(value(figures, metric + ".infinite,,tone-gl,") > 0, figures);
        }
        Path kept = out.resolve("work/scores/tone-gl/wer.sphinx4.json");
        Object written = Files.getLastModifiedTime(kept);
        assertEquals(0, SYRINX.run(command).code());
        assertEquals(written, Files.getLastModifiedTime(kept), "not measured again");
        assertEquals(figures, Files.readString(out.resolve("figures.csv")));
    }

    /** The prompts as f1 says them, in files named by the prompts' ids. */
    private Path recordings(Path prompts, int number) throws IOException {
        Path made = folder.resolve("made");
        compare(
                "--pipelines",
                "default@f1",
                "--prompts",
                prompts.toString(),
                "--out",
                made.toString());
        Path recordings = Files.createDirectories(folder.resolve("recordings"));
        for (int i = 1; i <= number; i++) {
            Files.copy(
                    made.resolve("raw/default-f1/p-0" + i + ".seed1.wav"),
                    recordings.resolve("p-0" + i + ".wav"));
        }
        return recordings;
    }

    private static double value(String csv, String start) {
        return Double.parseDouble(
                csv.lines()
                        .filter(l -> l.startsWith(start))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(csv))
                        .substring(start.length())
                        .split(",")[0]);
    }

    @Test
    void aPromptNamesItsSpeakerForArmsThatHaveNone() throws IOException {
        Path p = prompts("a\tOne.\tf1", "b\tOne.\tm1");
        Path out = folder.resolve("speakers");
        Outcome o =
                compare(
                        "--pipelines",
                        "default,default@f1",
                        "--prompts",
                        p.toString(),
                        "--out",
                        out.toString());
        assertEquals(0, o.code(), o.err());
        for (String id : new String[] {"a", "b"}) {
            String wav = id + ".seed1.wav";
            assertEquals(
                    id.equals("a"),
                    java.util.Arrays.equals(
                            Files.readAllBytes(out.resolve("raw/default").resolve(wav)),
                            Files.readAllBytes(out.resolve("raw/default-f1").resolve(wav))));
        }
    }

    @Test
    void theShellHasTheSameCommand() {
        Outcome o =
                SYRINX.runWithInput(
                        "syrinx:compare --pipelines tone-gl --text Hello. --metrics none --out "
                                + folder.resolve("shell")
                                + "\n",
                        "shell");
        assertEquals(0, o.code(), o.err());
        assertTrue(o.text().contains("report.html"), o.text());
    }

    @Test
    void anUnknownMetricIsAnsweredWithTheInstalledOnes() {
        Outcome o =
                SYRINX.run(
                        "compare",
                        "--pipelines",
                        "default",
                        "--metrics",
                        "nope",
                        "--out",
                        folder.resolve("x").toString());
        assertEquals(1, o.code());
        assertTrue(o.err().contains("mcd.dtw"), o.err());
    }
}
