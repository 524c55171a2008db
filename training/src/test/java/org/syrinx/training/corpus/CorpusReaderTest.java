package org.syrinx.training.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;

class CorpusReaderTest {
    @TempDir Path root;

    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void corpus() {
        TestCorpus.tone(root.resolve("a.wav"), 4000, 220);
        TestCorpus.tone(root.resolve("b.wav"), 3000, 330);
        lines.add(
                line(
                        "a",
                        "train",
                        "f1",
                        "neutral",
                        "a.wav",
                        4000,
                        "[\"pau\",0,1000],[\"aa\",1000,3000]"));
        lines.add(line("b", "valid", "m1", "soft", "b.wav", 3000, "[\"b\",0,3000]"));
    }

    private static String line(
            String id,
            String split,
            String speaker,
            String style,
            String audio,
            int samples,
            String phones) {
        return String.format(
                "{\"id\":\"%s\",\"split\":\"%s\",\"speaker\":\"%s\",\"style\":\"%s\",\"text\":\"x\",\"audio\":\"%s\","
                    + "\"sample_rate\":16000,\"samples\":%d,\"phones\":[%s]}",
                id, split, speaker, style, audio, samples, phones);
    }

    private List<Utterance> read(List<String> styles) {
        try {
            Files.write(root.resolve("manifest.jsonl"), lines);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return CorpusReader.read(root, 16000, styles, List.of(), Progress.NONE);
    }

    private String refusal() {
        return assertThrows(SyrinxException.class, () -> read(List.of())).getMessage();
    }

    @Test
    void readsAudioPhonesAndSpeakers() {
        List<Utterance> all = read(List.of());
        assertEquals(2, all.size());
        assertEquals(4000, all.get(0).samples().length);
        assertEquals(List.of("pau", "aa"), all.get(0).phones());
        assertArrayEquals(new int[] {1000, 4000}, all.get(0).phoneEnds());
        assertEquals(List.of("f1", "m1"), CorpusReader.speakers(all));
        assertEquals(List.of("pau", "aa", "b"), CorpusReader.symbols(all));
    }

    @Test
    void takesOnlyTheStylesAskedFor() {
        assertEquals(1, read(List.of("neutral")).size());
    }

    @Test
    void severalMistakesMakeOneErrorThatNamesTheirLines() {
        lines.set(1, "{broken");
        lines.add(line("a", "train", "f1", "neutral", "a.wav", 4000, "[\"pau\",0,4000]"));
        lines.add(line("c", "train", "f1", "neutral", "../c.wav", 4000, "[\"pau\",0,4000]"));
        String message = refusal();
        assertTrue(message.contains("line 2: text that is not a JSON object"), message);
        assertTrue(message.contains("line 3: the id a appears twice"), message);
        assertTrue(
                message.contains("line 4: an audio path that leaves the corpus folder: ../c.wav"),
                message);
    }

    @Test
    void audioThroughALinkThatLeadsOutIsRefused(@TempDir Path elsewhere) throws IOException {
        TestCorpus.tone(elsewhere.resolve("secret.wav"), 3000, 330);
        Files.delete(root.resolve("b.wav"));
        Files.createSymbolicLink(root.resolve("b.wav"), elsewhere.resolve("secret.wav"));
        String message = refusal();
        assertTrue(
                message.contains("line 2: audio that is no file inside the folder: b.wav"),
                message);
    }

    @Test
    void aLineWithoutEndIsCutBeforeItFillsTheMemory() {
        lines.add("x".repeat(3 << 20));
        String message = refusal();
        assertTrue(message.contains("line 3: more than 1048576 characters"), message);
    }

    @Test
    void aPhoneThatLeavesAGapIsRefused() {
        lines.set(
                0,
                line(
                        "a",
                        "train",
                        "f1",
                        "neutral",
                        "a.wav",
                        4000,
                        "[\"pau\",0,1000],[\"aa\",1200,100]"));
        assertTrue(refusal().contains("phone 1 (aa)"));
    }

    @Test
    void aPhoneBeyondTheEndIsRefused() {
        lines.set(0, line("a", "train", "f1", "neutral", "a.wav", 4000, "[\"pau\",0,4001]"));
        assertTrue(refusal().contains("runs past the end"));
    }

    @Test
    void anotherLengthThanTheManifestSaysIsRefused() {
        lines.set(0, line("a", "train", "f1", "neutral", "a.wav", 3999, "[\"pau\",0,3999]"));
        assertTrue(
                refusal()
                        .contains("the manifest says 3999 samples at 16000 Hz, the file has 4000"));
    }

    @Test
    void anotherSampleRateIsRefused() {
        lines.set(0, lines.get(0).replace("16000", "22050"));
        assertTrue(refusal().contains("the sample rate is 22050 Hz, not 16000"));
    }

    @Test
    void aMissingFileIsRefused() {
        lines.set(0, line("a", "train", "f1", "neutral", "none.wav", 4000, "[\"pau\",0,4000]"));
        assertTrue(refusal().contains("none.wav"));
    }

    @Test
    void aCorpusWithoutTrainingSplitIsRefused() {
        lines.remove(0);
        assertTrue(refusal().contains("no utterance of the split train"));
    }

    @Test
    void aFolderWithoutManifestIsRefused() {
        SyrinxException e =
                assertThrows(
                        SyrinxException.class,
                        () ->
                                CorpusReader.read(
                                        root.resolve("none"),
                                        16000,
                                        List.of(),
                                        List.of(),
                                        Progress.NONE));
        assertTrue(e.getMessage().contains("manifest.jsonl"));
    }
}
