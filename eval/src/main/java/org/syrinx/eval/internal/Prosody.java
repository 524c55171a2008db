package org.syrinx.eval.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.syrinx.api.Audio;
import org.syrinx.api.Progress;
import org.syrinx.audio.analysis.PitchSpec;
import org.syrinx.audio.analysis.PitchTrack;
import org.syrinx.audio.analysis.YinPitchTracker;
import org.syrinx.audio.dsp.Levels;
import org.syrinx.audio.io.AudioReader;

/**
 * Pitch, length and level of the voice beside the teacher's, over all items; medians, because a
 * single octave error moves a mean.
 *
 * @param f0Cents median of |1200 log2(median F0 of the voice / median F0 of the teacher)|
 * @param f0SpreadRatio median ratio of the F0 spread (interdecile range in cents), voice over
 *     teacher
 * @param durationError median of |length of the voice / length of the teacher - 1|
 * @param durationRatio median of length of the voice / length of the teacher
 * @param silence mean share of 20 ms frames below -50 dBFS, voice
 * @param teacherSilence the same, teacher
 * @param activeDbfs median active level of the voice (ITU-T P.56)
 * @param teacherActiveDbfs the same, teacher
 * @param clipped samples of the voice at full scale, in all
 * @param silentFiles files of the voice without speech
 * @param items number of items
 */
record Prosody(
        double f0Cents,
        double f0SpreadRatio,
        double durationError,
        double durationRatio,
        double silence,
        double teacherSilence,
        double activeDbfs,
        double teacherActiveDbfs,
        long clipped,
        int silentFiles,
        int items) {

    static Prosody measure(List<Item> items, Progress progress) {
        YinPitchTracker tracker = new YinPitchTracker();
        List<Double> cents = new ArrayList<>();
        List<Double> spread = new ArrayList<>();
        List<Double> error = new ArrayList<>();
        List<Double> ratio = new ArrayList<>();
        List<Double> level = new ArrayList<>();
        List<Double> teacherLevel = new ArrayList<>();
        double silence = 0;
        double teacherSilence = 0;
        long clipped = 0;
        int silent = 0;
        for (int i = 0; i < items.size(); i++) {
            progress.step("measuring prosody", i, items.size());
            Audio voice = AudioReader.read(items.get(i).judged());
            Audio teacher = AudioReader.read(items.get(i).reference().audio());
            double[] a = pitch(tracker, voice);
            double[] b = pitch(tracker, teacher);
            if (a.length > 0 && b.length > 0) {
                cents.add(Math.abs(quantile(a, 0.5) - quantile(b, 0.5)));
                spread.add(
                        (quantile(a, 0.9) - quantile(a, 0.1))
                                / (quantile(b, 0.9) - quantile(b, 0.1)));
            }
            ratio.add(voice.seconds() / teacher.seconds());
            error.add(Math.abs(voice.seconds() / teacher.seconds() - 1));
            Levels x = Levels.of(voice);
            Levels y = Levels.of(teacher);
            silence += x.silenceRatio();
            teacherSilence += y.silenceRatio();
            clipped += x.clipped();
            silent += x.silenceRatio() > 0.9 ? 1 : 0;
            level.add(x.activeDbfs());
            teacherLevel.add(y.activeDbfs());
        }
        int n = items.size();
        return new Prosody(
                median(cents),
                median(spread),
                median(error),
                median(ratio),
                silence / n,
                teacherSilence / n,
                median(level),
                median(teacherLevel),
                clipped,
                silent,
                n);
    }

    /** Voiced pitch in cents above 1 Hz, sorted. */
    private static double[] pitch(YinPitchTracker tracker, Audio audio) {
        PitchTrack track = tracker.track(audio, PitchSpec.speech(audio.sampleRate()));
        List<Double> cents = new ArrayList<>();
        for (int i = 0; i < track.frames(); i++) {
            if (track.voiced(i)) {
                cents.add(1200 * Math.log(track.f0()[i]) / Math.log(2));
            }
        }
        return cents.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private static double quantile(double[] sorted, double q) {
        return sorted[(int) Math.round(q * (sorted.length - 1))];
    }

    private static double median(List<Double> values) {
        double[] v = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return v.length == 0 ? Double.NaN : quantile(v, 0.5);
    }

    String toText() {
        return String.format(
                Locale.ROOT,
                "  F0: median %.0f cents from the teacher's, spread %.2f of it%n  length: median"
                        + " %.3f of the teacher's, error %.1f %%%n  active level %.1f dBFS (teacher"
                        + " %.1f), silence %.1f %% (teacher %.1f %%), %d clipped samples, %d silent"
                        + " files of %d",
                f0Cents,
                f0SpreadRatio,
                durationRatio,
                100 * durationError,
                activeDbfs,
                teacherActiveDbfs,
                100 * silence,
                100 * teacherSilence,
                clipped,
                silentFiles,
                items);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("f0_error_cents", f0Cents);
        json.put("f0_spread_ratio", f0SpreadRatio);
        json.put("duration_error", durationError);
        json.put("duration_ratio", durationRatio);
        json.put("silence", silence);
        json.put("teacher_silence", teacherSilence);
        json.put("active_dbfs", activeDbfs);
        json.put("teacher_active_dbfs", teacherActiveDbfs);
        json.put("clipped_samples", clipped);
        json.put("silent_files", silentFiles);
        json.put("files", items);
        return json;
    }
}
