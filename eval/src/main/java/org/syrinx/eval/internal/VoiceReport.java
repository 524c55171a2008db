package org.syrinx.eval.internal;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.syrinx.api.command.CommandResult;

/** What was measured, as a table and as JSON. */
final class VoiceReport implements CommandResult {
    private final String voice;
    private final List<Score> scores;
    private final Prosody prosody;
    private final SpeakingTime time;

    VoiceReport(String voice, List<Score> scores, Prosody prosody, SpeakingTime time) {
        this.voice = voice;
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
                        ", in % (95 % interval), beside its teacher's and beside the wrong"
                                + " sentence's\n\n");
        text.append(
                String.format(
                        Locale.ROOT,
                        "  %-13s %-22s %5s  %6s %15s  %8s  %6s%n",
                        "meter",
                        "task",
                        "n",
                        "voice",
                        "",
                        "teacher",
                        "wrong"));
        for (Score s : scores) {
            double[] ends = s.interval();
            text.append(
                    String.format(
                            Locale.ROOT,
                            "  %-13s %-22s %5d  %6.1f (%5.1f - %5.1f)  %8.1f  %6.1f%n",
                            s.meter(),
                            s.task(),
                            s.utterances(),
                            100 * s.voice().rate(),
                            100 * ends[0],
                            100 * ends[1],
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

    @Override
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("voice", voice);
        json.put("scores", scores.stream().map(Score::toJson).toList());
        json.put("prosody", prosody.toJson());
        if (time.audioSeconds() > 0) {
            json.put("real_time_factor", time.realTimeFactor());
            json.put("audio_seconds", time.audioSeconds());
        }
        return json;
    }

    String json() throws IOException {
        return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(toJson()) + "\n";
    }

    @Override
    public String toString() {
        return toText();
    }
}
