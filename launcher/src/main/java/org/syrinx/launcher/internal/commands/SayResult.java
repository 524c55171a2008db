package org.syrinx.launcher.internal.commands;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.syrinx.api.AudioFileWriter;
import org.syrinx.api.SpeechResult;
import org.syrinx.api.StageInfo;
import org.syrinx.api.command.CommandResult;

/**
 * What was said.
 *
 * @param name of the file or stream
 * @param report of the writer
 * @param result of the pipeline
 * @param loading seconds until the pipeline could serve
 */
record SayResult(String name, AudioFileWriter.Report report, SpeechResult result, double loading)
        implements CommandResult {
    @Override
    public String toText() {
        return String.format(
                Locale.ROOT,
                "%s: %.2f s at %d Hz, made in %.2f s (real-time factor %.2f), on %s",
                name,
                result.audioSeconds(),
                result.sampleRate(),
                result.seconds().get("total"),
                result.realTimeFactor(),
                String.join(" and ", devices()));
    }

    private List<String> devices() {
        return result.stages().values().stream().map(StageInfo::device).distinct().toList();
    }

    @Override
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("output", name);
        json.put("format", report.format());
        json.put("pipeline", result.pipeline());
        json.put("sample_rate", result.sampleRate());
        json.put("samples", result.samples());
        json.put("audio_seconds", result.audioSeconds());
        json.put("real_time_factor", result.realTimeFactor());
        json.put("sentences", result.sentences());
        json.put("seed", result.seed());
        Map<String, Object> seconds = new LinkedHashMap<>(result.seconds());
        seconds.put("load", loading);
        json.put("seconds", seconds);
        json.put("devices", devices());
        Map<String, Object> stages = new LinkedHashMap<>();
        result.stages().forEach((role, info) -> stages.put(role.key(), Tables.json(info)));
        json.put("stages", stages);
        json.put("notes", result.notes());
        json.put("warnings", result.warnings());
        json.put("clipped", report.clipped());
        json.put("peak", report.peak());
        return json;
    }
}
