package org.syrinx.eval.internal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.syrinx.api.Progress;
import org.syrinx.eval.internal.prosody.DurationError;
import org.syrinx.eval.internal.prosody.F0Level;
import org.syrinx.eval.internal.prosody.F0Range;
import org.syrinx.eval.internal.signal.ActiveLevel;
import org.syrinx.eval.internal.signal.Clipping;
import org.syrinx.eval.internal.signal.Silence;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.MetricRunner;
import org.syrinx.eval.metric.Sample;
import org.syrinx.eval.metric.UtteranceMetric;

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
        List<Sample> samples = items.stream().map(Prosody::sample).toList();
        List<Sample> teachers = samples.stream().map(Sample::ofReference).toList();
        Progress one = (phase, done, total) -> progress.step("measuring prosody", done, total);
        double[] range = values(new F0Range(), samples, one);
        double[] teacherRange = values(new F0Range(), teachers, one);
        double[] spread = new double[range.length];
        for (int i = 0; i < spread.length; i++) {
            spread[i] = range[i] / teacherRange[i]; // NaN where one of them has no voice
        }
        double[] error = values(new DurationError(), samples, one);
        double[] silence = values(new Silence(), samples, one);
        return new Prosody(
                median(values(new F0Level(), samples, one)),
                median(spread),
                median(error) / 100,
                median(ratios(samples)),
                mean(silence) / 100,
                mean(values(new Silence(), teachers, one)) / 100,
                median(values(new ActiveLevel(), samples, one)),
                median(values(new ActiveLevel(), teachers, one)),
                (long) Arrays.stream(values(new Clipping(), samples, one)).sum(),
                (int) Arrays.stream(silence).filter(share -> share > 90).count(),
                items.size());
    }

    private static Sample sample(Item item) {
        return Sample.of(item.reference().id())
                .speaker(item.reference().speaker())
                .audio(item.judged())
                .reference(item.reference().audio())
                .build();
    }

    /** One figure for each sample; NaN where there is none. */
    private static double[] values(
            UtteranceMetric metric, List<Sample> samples, Progress progress) {
        return MetricRunner.run(metric, samples, progress).results().stream()
                .mapToDouble(MetricResult::value)
                .toArray();
    }

    private static double[] ratios(List<Sample> samples) {
        return samples.stream()
                .mapToDouble(s -> s.audio().seconds() / s.reference().seconds())
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** The upper median of the figures that there are. */
    private static double median(double[] values) {
        double[] v = Arrays.stream(values).filter(x -> !Double.isNaN(x)).sorted().toArray();
        return v.length == 0 ? Double.NaN : v[(int) Math.round(0.5 * (v.length - 1))];
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
