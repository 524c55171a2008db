package org.syrinx.plugin.editing.internal.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Audio;
import org.syrinx.api.Progress;
import org.syrinx.audio.io.AudioReader;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.audio.io.WavWriter;
import org.syrinx.corpus.format.Phone;
import org.syrinx.corpus.format.Utterance;

/** Phones that are chords: a has its energy at 400 Hz, i at 2500 Hz, s is noise. */
class PhoneClassifierTest {
    @TempDir Path folder;

    private Utterance speak(int number) {
        SplittableRandom random = new SplittableRandom(number);
        List<Phone> phones = new ArrayList<>();
        float[] x = new float[16000 * 3];
        int at = 0;
        String[] symbols = {"a", "s", "i"};
        phones.add(new Phone("pau", 0, 1600));
        at += 1600;
        int k = random.nextInt(3);
        while (at < x.length - 6400) {
            String symbol = symbols[k++ % 3];
            int length = 1600 + random.nextInt(2400);
            phones.add(new Phone(symbol, at, length));
            for (int i = at; i < at + length; i++) {
                double f = symbol.equals("a") ? 400 : 2500;
                double tone =
                        0.2 * Math.sin(2 * Math.PI * f * i / 16000)
                                + 0.1 * Math.sin(2 * Math.PI * 130 * i / 16000);
                x[i] =
                        (float)
                                ((symbol.equals("s") ? 0 : tone)
                                        + (symbol.equals("s") ? 0.1 : 0.002)
                                                * random.nextGaussian());
            }
            at += length;
        }
        phones.add(new Phone("pau", at, x.length - at));
        Path wav = folder.resolve(number + ".wav");
        WavWriter.of(SampleFormat.S16).write(wav, new Audio(x, 16000));
        return new Utterance(
                "u" + number,
                "train",
                "f1",
                "female",
                "neutral",
                "x",
                wav,
                16000,
                x.length,
                "",
                phones,
                130,
                -20,
                0);
    }

    @Test
    void framesAreClassifiedAndTextsAlignedAndLossOfContentIsSeen() {
        List<Utterance> train = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            train.add(speak(i));
        }
        PhoneClassifier c = PhoneClassifier.train(train, Progress.NONE);
        Utterance unseen = speak(100);
        assertTrue(c.accuracy(List.of(unseen), Progress.NONE) > 0.9);
        Audio sound = AudioReader.read(unseen.audio());
        int[] aligned = c.align(sound, unseen.phones().stream().map(Phone::symbol).toList());
        // the phone in the middle of every true segment is the phone of that segment
        int[] plain = c.classify(sound);
        for (Phone p : unseen.phones()) {
            int middle = (p.start() + p.length() / 2) / 160;
            assertEquals(plain[middle], aligned[middle], p.toString());
        }
        assertTrue(c.agreement(sound, aligned) > 0.9);
        assertTrue(c.agreement(new Audio(new float[sound.samples().length], 16000), aligned) < 0.5);
        Audio half = new Audio(java.util.Arrays.copyOf(sound.samples(), 24000), 16000);
        assertTrue(c.agreement(half, aligned) < 0.6, "frames that are missing are wrong");
    }
}
