package org.syrinx.corpus.internal.render;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.dsp.Resampler;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.audio.io.WavWriter;
import org.syrinx.audio.io.WriteReport;
import org.syrinx.corpus.Speaker;
import org.syrinx.corpus.Style;
import org.syrinx.corpus.Teacher;
import org.syrinx.corpus.format.Phone;
import org.syrinx.corpus.format.Sha256;
import org.syrinx.corpus.format.Utterance;
import org.syrinx.corpus.internal.plan.Planned;

/** Turns a planned utterance into a WAV file and its manifest entry. */
public final class Renderer {
    /** Rate of all corpus audio, Hz. */
    public static final int SAMPLE_RATE = 16_000;

    private static final double TILT_CORNER_HZ = 1500;

    private Renderer() {}

    /**
     * Speaks, warps, levels and writes one utterance.
     *
     * @param planned what to make
     * @param root the corpus folder
     * @param session the teacher
     * @return the manifest entry
     */
    public static Utterance render(Planned planned, Path root, Teacher.Session session) {
        Speaker speaker = planned.speaker();
        Style style = planned.style();
        double warp = speaker.warp();
        double f0 = speaker.f0() > 0 ? speaker.f0() * style.f0() / warp : 0;
        double spread = speaker.f0() > 0 ? style.f0Spread() : 0;
        Teacher.Speech speech =
                session.speak(
                        new Teacher.Request(
                                speaker.base(),
                                planned.text(),
                                warp * style.duration(),
                                f0,
                                spread));
        Audio at16k = Resampler.resample(speech.audio(), SAMPLE_RATE);
        float[] x = warp == 1 ? at16k.samples().clone() : Resampler.resample(at16k.samples(), warp);
        if (style.tilt() != 0) {
            Levels.tilt(x, SAMPLE_RATE, TILT_CORNER_HZ, style.tilt());
        }
        Levels.normalise(x, SAMPLE_RATE, Math.min(style.level(), speaker.loudest()));

        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * x.length + 64);
        WriteReport report = WavWriter.of(SampleFormat.S16).write(bytes, new Audio(x, SAMPLE_RATE));
        Path file = planned.file(root);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes.toByteArray());
        } catch (IOException e) {
            throw new SyrinxException(
                    "a folder that can be written",
                    "an error while writing " + file,
                    "check the disk and its space",
                    e);
        }
        return new Utterance(
                planned.id(),
                planned.split(),
                speaker.id(),
                speaker.gender(),
                style.id(),
                planned.text(),
                file,
                SAMPLE_RATE,
                x.length,
                Sha256.of(bytes.toByteArray()),
                phones(speech, warp, x.length),
                rounded(Pitch.mean(x, SAMPLE_RATE), 10),
                rounded(Levels.dbfs(Levels.activeRms(x, SAMPLE_RATE)), 100),
                (int) report.clipped());
    }

    /** End times become samples of the warped signal; the last phone ends where the file ends. */
    static List<Phone> phones(Teacher.Speech speech, double warp, int samples) {
        List<Phone> phones = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < speech.phones().size(); i++) {
            int end = samples;
            if (i < speech.phones().size() - 1) {
                double seconds = speech.ends().get(i) / warp;
                end = (int) Math.max(start, Math.min(samples, Math.round(seconds * SAMPLE_RATE)));
            }
            phones.add(new Phone(speech.phones().get(i), start, end - start));
            start = end;
        }
        return phones;
    }

    private static double rounded(double value, double steps) {
        return Math.round(value * steps) / steps;
    }
}
