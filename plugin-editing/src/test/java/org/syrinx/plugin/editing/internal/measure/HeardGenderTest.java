package org.syrinx.plugin.editing.internal.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Audio;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.audio.io.WavWriter;
import org.syrinx.corpus.format.Phone;
import org.syrinx.corpus.format.Utterance;

/** Voices that are buzzes: females at 220 Hz, males at 110 Hz. */
class HeardGenderTest {
    @TempDir Path folder;
    private final List<Utterance> corpus = new ArrayList<>();

    private static Audio buzz(double f0) {
        float[] x = new float[8000];
        for (int i = 0; i < x.length; i++) {
            for (int k = 1; k * f0 < 3000; k++) {
                x[i] += (float) (0.1 / k * Math.sin(2 * Math.PI * k * f0 * i / 16000));
            }
        }
        return new Audio(x, 16000);
    }

    private void said(String id, String speaker, String gender, Audio sound) {
        Path wav = folder.resolve("wav").resolve(id + ".wav");
        WavWriter.of(SampleFormat.S16).write(wav, sound);
        corpus.add(
                new Utterance(
                        id,
                        "test",
                        speaker,
                        gender,
                        "neutral",
                        "x",
                        wav,
                        16000,
                        8000,
                        "",
                        List.of(new Phone("a", 0, 8000)),
                        130,
                        -20,
                        0));
    }

    private static GenderProbe probe() {
        List<double[]> x = new ArrayList<>();
        List<Boolean> female = new ArrayList<>();
        for (double shift : new double[] {0.95, 1, 1.05}) {
            x.add(GenderProbe.features(buzz(110 * shift)));
            female.add(false);
            x.add(GenderProbe.features(buzz(220 * shift)));
            female.add(true);
        }
        return GenderProbe.train(x, female, GenderProbe.pitchAlone(), "buzzes");
    }

    @Test
    void theShareThatIsHeardRightIsCountedBySpeakerAndSilenceIsNotHeard() throws Exception {
        java.nio.file.Files.createDirectories(folder.resolve("wav"));
        said("a", "f1", "female", buzz(215));
        said("b", "f1", "female", buzz(112));
        said("c", "f1", "female", new Audio(new float[8000], 16000));
        said("d", "f1", "female", buzz(225));
        said("e", "m1", "male", buzz(105));
        HeardGender heard = HeardGender.of(folder, corpus, probe(), Progress.NONE);
        assertEquals(Map.of("f1", 0.5, "m1", 1.0), heard.bySpeaker());
        assertEquals(3 / 5.0, heard.right(), 1e-12);
        assertEquals(5, heard.files());
        // the folder itself will do
        assertEquals(heard, HeardGender.of(folder.resolve("wav"), corpus, probe(), Progress.NONE));
        corpus.remove(4);
        SyrinxException e =
                assertThrows(
                        SyrinxException.class,
                        () -> HeardGender.of(folder, corpus, probe(), Progress.NONE));
        assertTrue(e.getMessage().contains("e.wav"), e.getMessage());
        assertThrows(
                SyrinxException.class,
                () -> HeardGender.of(folder.resolve("none"), corpus, probe(), Progress.NONE));
    }
}
