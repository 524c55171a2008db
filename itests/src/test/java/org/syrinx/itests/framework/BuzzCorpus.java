package org.syrinx.itests.framework;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A corpus in the documented format, in seconds and without a teacher: two harmonic buzzes, one for
 * each vowel, in voices of four women and four men by their pitch alone. The judges of an
 * experiment can learn from it; nobody would call it speech.
 */
public final class BuzzCorpus {
    private static final int RATE = 16000;
    private static final int TRAIN = 6;
    private static final List<String> SPEAKERS =
            List.of("f1", "f2", "f3", "f4", "m1", "m2", "m3", "m4");
    private static final List<String> SENTENCES =
            List.of(
                    "Go on to me.",
                    "We see an owl.",
                    "He is in a car.",
                    "I eat an egg.",
                    "You are at sea.",
                    "It is an oak.");

    private BuzzCorpus() {}

    /**
     * Writes one.
     *
     * @param root made
     */
    public static void write(Path root) throws IOException {
        Files.createDirectories(root.resolve("wav"));
        List<String> lines = new ArrayList<>();
        for (int s = 0; s < SPEAKERS.size(); s++) {
            String speaker = SPEAKERS.get(s);
            boolean female = speaker.startsWith("f");
            double f0 = (female ? 190 : 105) + 7 * (s % 4);
            for (int i = 0; i < TRAIN + SENTENCES.size(); i++) {
                boolean test = i >= TRAIN;
                String text = test ? SENTENCES.get(i - TRAIN) : "Sentence number " + i + ".";
                int vowels = test ? 4 : 12;
                String id = speaker + "_" + i;
                byte[] pcm = buzz(f0, vowels, 0.02 * i);
                Files.write(root.resolve("wav").resolve(id + ".wav"), wav(pcm));
                lines.add(line(id, test, speaker, female, text, vowels, pcm.length / 2, f0));
            }
        }
        Files.write(root.resolve("manifest.jsonl"), lines);
        Files.writeString(
                root.resolve("corpus.json"),
                "{\"format\":\"syrinx-corpus\",\"format_version\":1,\"licence\":\"Apache-2.0\"}");
    }

    /** Vowels with a pause before and after. */
    private static String phone(int at, int vowels) {
        return at == 0 || at == vowels + 1 ? "pau" : at % 2 == 0 ? "aa" : "iy";
    }

    private static int samples(int at) {
        return RATE * (at % 3 + 2) / 20;
    }

    private static byte[] buzz(double f0, int vowels, double drift) {
        ByteBuffer out = ByteBuffer.allocate(RATE * (vowels + 2)).order(ByteOrder.LITTLE_ENDIAN);
        SplittableRandom hiss = new SplittableRandom(vowels);
        int n = 0;
        for (int at = 0; at < vowels + 2; at++) {
            String phone = phone(at, vowels);
            double formant = phone.equals("aa") ? 700 : 2100;
            for (int i = 0; i < samples(at); i++, n++) {
                double hz = f0 * (1 + drift * Math.sin(n / 4000.0));
                double x = 0.002 * (hiss.nextDouble() - 0.5);
                for (int k = 1; k * f0 < 4000 && !phone.equals("pau"); k++) {
                    double away = (k * f0 - formant) / 300;
                    x += Math.sin(2 * Math.PI * k * hz * n / RATE) / (1 + away * away);
                }
                out.putShort((short) (2500 * x));
            }
        }
        byte[] pcm = new byte[out.position()];
        out.flip();
        out.get(pcm);
        return pcm;
    }

    private static byte[] wav(byte[] pcm) {
        ByteBuffer b = ByteBuffer.allocate(44 + pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        b.put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        b.putInt(36 + pcm.length);
        b.put("WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        b.putInt(16).putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
        b.putShort((short) 2).putShort((short) 16);
        b.put("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return b.putInt(pcm.length).put(pcm).array();
    }

    private static String line(
            String id,
            boolean test,
            String speaker,
            boolean female,
            String text,
            int vowels,
            int length,
            double f0) {
        StringBuilder phones = new StringBuilder();
        int from = 0;
        for (int at = 0; at < vowels + 2; at++) {
            phones.append(at == 0 ? "" : ",")
                    .append("[\"")
                    .append(phone(at, vowels))
                    .append("\",")
                    .append(from)
                    .append(',')
                    .append(samples(at))
                    .append(']');
            from += samples(at);
        }
        return "{\"id\":\""
                + id
                + "\",\"split\":\""
                + (test ? "test" : "train")
                + "\",\"speaker\":\""
                + speaker
                + "\",\"gender\":\""
                + (female ? "female" : "male")
                + "\",\"style\":\"neutral\",\"text\":\""
                + text
                + "\",\"audio\":\"wav/"
                + id
                + ".wav\",\"sample_rate\":"
                + RATE
                + ",\"samples\":"
                + length
                + ",\"sha256\":\""
                + sha256(id)
                + "\",\"phones\":["
                + phones
                + "],\"f0_mean\":"
                + f0
                + ",\"active_dbfs\":-20.0,\"clipped\":0}";
    }

    /** Of the name: nothing here reads the files' own. */
    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(
                                            text.getBytes(
                                                    java.nio.charset.StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
