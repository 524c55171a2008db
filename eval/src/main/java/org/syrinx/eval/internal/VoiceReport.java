package org.syrinx.eval.internal;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.syrinx.api.command.CommandResult;
import org.syrinx.eval.stats.Interval;

/** What was measured, as a table and as JSON. */
final class VoiceReport implements CommandResult {
    private final String voice;
    private final Map<String, Object> spokenBy;
    private final List<Score> scores;
    private final Prosody prosody;
    private final SpeakingTime time;

    /**
     * A report.
     *
     * @param voice whose sound was judged
     * @param spokenBy the stages that made it; empty if nobody knows
     * @param time of the sentences that were spoken for it
     */
    VoiceReport(
            String voice,
            Map<String, Object> spokenBy,
            List<Score> scores,
            Prosody prosody,
            SpeakingTime time) {
        this.voice = voice;
        this.spokenBy = spokenBy;
        this.scores = scores;
        this.prosody = prosody;
        this.time = time;
    }

    @Override
    public String toText() {
        StringBuilder text = new StringBuilder();
        text.append("Errors of ")
                .append(voice)
                .append(
                        ", in % (95 % interval, of which clusters), beside its teacher's and"
                                + " beside the wrong sentence's\n\n");
        text.append(
                String.format(
                        Locale.ROOT,
                        "  %-13s %-22s %5s  %6s %-29s  %8s  %6s%n",
                        "meter",
                        "task",
                        "n",
                        "voice",
                        "",
                        "teacher",
                        "wrong"));
        for (Score s : scores) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "  %-13s %-22s %5d  %6.1f %-29s  %8.1f  %6.1f%n",
                            s.meter(),
                            s.task(),
                            s.utterances(),
                            100 * s.voice().rate(),
                            text(s.interval()),
                            100 * s.teacher().rate(),
                            100 * s.wrong().rate()));
        }
        text.append('\n').append(prosody.toText());
        if (time.audioSeconds() > 0) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%n  real-time factor %.3f over %.1f s of speech",
                            time.realTimeFactor(),
                            time.audioSeconds()));
        }
        return text.toString().stripTrailing();
    }

    private static String text(Interval i) {
        return i.known()
                ? String.format(
                        Locale.ROOT,
                        "(%5.1f - %5.1f, %d %ss)",
                        100 * i.lower(),
                        100 * i.upper(),
                        i.clusters(),
                        i.by())
                : "(one " + i.by() + ")";
    }

    @Override
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("voice", voice);
        if (!spokenBy.isEmpty()) {
            json.put("spoken_by", spokenBy);
        }
        json.put("scores", scores.stream().map(Score::toJson).toList());
        json.put("prosody", prosody.toJson());
        if (time.audioSeconds() > 0) {
            json.put("real_time_factor", time.realTimeFactor());
            json.put("audio_seconds", time.audioSeconds());
        }
        return json;
    }

    String json() {
        try {
            return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(toJson()) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is read or written
        }
    }

    @Override
    public String toString() {
        return toText();
    }
}
