package org.syrinx.launcher.internal.stages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Role;
import org.syrinx.launcher.internal.commands.Tables;
import org.syrinx.launcher.internal.model.ModelEntry;

/** What there is and what goes together, for people and for machines. */
final class StageTable {
    private static final List<Role> COLUMNS =
            List.of(Role.ENCODER, Role.LATENTSPACE, Role.DENOISER, Role.VOCODER);

    private final Fits fits;
    private final List<ModelEntry> others;

    /**
     * A table.
     *
     * @param stages what is there
     * @param others models without a stage: not loaded, or failed
     */
    StageTable(List<InstalledStage> stages, List<ModelEntry> others) {
        this.fits = Fits.of(stages);
        this.others = others;
    }

    String toText() {
        List<String> parts = new ArrayList<>();
        if (!fits.groups().isEmpty()) {
            parts.add("Stages on one line fit together.\n\n" + table());
        } else {
            parts.add("No stage is loaded.");
        }
        String speaking = speaking();
        if (!speaking.isEmpty()) {
            parts.add(speaking);
        }
        if (!fits.gaps().isEmpty()) {
            parts.add("What does not fit, and why\n" + String.join("\n", gaps()));
        }
        String missing = others("Could not be loaded", ModelEntry.State.FAILED);
        if (!missing.isEmpty()) {
            parts.add(missing);
        }
        String idle = others("Not loaded, so not compared", ModelEntry.State.AVAILABLE);
        if (!idle.isEmpty()) {
            parts.add(idle);
        }
        return String.join("\n\n", parts);
    }

    private String table() {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("LATENT", "CHANNELS", "RATE", "HOP"));
        COLUMNS.forEach(r -> head.add(r.name()));
        rows.add(head);
        for (Fits.Group group : fits.groups()) {
            int lines = 1;
            for (Role role : COLUMNS) {
                lines = Math.max(lines, group.models(role).size());
            }
            for (int line = 0; line < lines; line++) {
                rows.add(row(group, line));
            }
        }
        return Tables.align(rows);
    }

    private static List<String> row(Fits.Group group, int line) {
        LatentSpec spec = group.spec();
        List<String> row =
                new ArrayList<>(
                        line > 0
                                ? List.of("", "", "", "")
                                : List.of(
                                        spec.id(),
                                        "" + spec.channels(),
                                        spec.sampleRate() + " Hz",
                                        "" + spec.hop()));
        for (Role role : COLUMNS) {
            List<String> models = group.models(role);
            row.add(line < models.size() ? models.get(line) : line == 0 ? "-" : "");
        }
        return row;
    }

    private String speaking() {
        return fits.groups().stream()
                .filter(Fits.Group::speaks)
                .map(
                        g ->
                                "Can speak now: syrinx:wire NAME encoder="
                                        + String.join("|", g.models(Role.ENCODER))
                                        + (g.has(Role.DENOISER)
                                                ? " denoiser="
                                                        + String.join("|", g.models(Role.DENOISER))
                                                : "")
                                        + " vocoder="
                                        + String.join("|", g.models(Role.VOCODER)))
                .collect(Collectors.joining("\n"));
    }

    /** Stages that an encoder misses for the same reason share a line. */
    private List<String> gaps() {
        Map<String, List<String>> missed = new LinkedHashMap<>();
        Map<String, String> reasons = new LinkedHashMap<>();
        for (Fits.Gap gap : fits.gaps()) {
            String from = String.join(", ", gap.from().models(Role.ENCODER));
            String why = differences(gap.differences());
            String key = from + '\n' + why;
            reasons.put(key, why);
            List<String> targets = missed.computeIfAbsent(key, k -> new ArrayList<>());
            for (Role role : List.of(Role.DENOISER, Role.VOCODER)) {
                gap.to().models(role).stream()
                        .filter(m -> !targets.contains(m))
                        .forEach(targets::add);
            }
        }
        return missed.entrySet().stream()
                .map(
                        e ->
                                "  "
                                        + e.getKey().substring(0, e.getKey().indexOf('\n'))
                                        + " -> "
                                        + String.join(", ", e.getValue())
                                        + ": "
                                        + reasons.get(e.getKey()))
                .toList();
    }

    /** Between latents of two kinds the other fields mean different things: only JSON has them. */
    private static String differences(List<LatentSpec.Difference> all) {
        return all.stream()
                .filter(d -> d.field().equals("id"))
                .findFirst()
                .map(LatentSpec.Difference::toString)
                .orElseGet(
                        () ->
                                all.stream()
                                        .map(LatentSpec.Difference::toString)
                                        .collect(Collectors.joining(", ")));
    }

    private String others(String title, ModelEntry.State state) {
        String lines =
                others.stream()
                        .filter(e -> e.state() == state)
                        .map(
                                e ->
                                        "  "
                                                + e.name()
                                                + e.failure()
                                                        .map(f -> ": " + f.getMessage())
                                                        .orElse(
                                                                " ("
                                                                        + e.roles().stream()
                                                                                .map(Role::key)
                                                                                .collect(
                                                                                        Collectors
                                                                                                .joining(
                                                                                                        ", "))
                                                                        + ")"))
                        .collect(Collectors.joining("\n"));
        return lines.isEmpty() ? "" : title + "\n" + lines;
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("latents", fits.groups().stream().map(StageTable::json).toList());
        json.put("mismatches", fits.gaps().stream().map(StageTable::json).toList());
        json.put("others", others.stream().map(ModelEntry::toJson).toList());
        return json;
    }

    private static Map<String, Object> json(Fits.Group group) {
        Map<String, Object> json = new LinkedHashMap<>(json(group.spec()));
        json.put("speaks", group.speaks());
        json.put(
                "stages",
                group.stages().stream()
                        .map(
                                s ->
                                        Map.of(
                                                "role", s.role().key(),
                                                "model", s.info().model(),
                                                "plugin", s.info().plugin(),
                                                "version", s.info().version(),
                                                "device", s.info().device()))
                        .toList());
        return json;
    }

    private static Map<String, Object> json(LatentSpec spec) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("latent", spec.id());
        json.put("channels", spec.channels());
        json.put("sampleRate", spec.sampleRate());
        json.put("hop", spec.hop());
        json.put("parameters", spec.parameters());
        return json;
    }

    private static Map<String, Object> json(Fits.Gap gap) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("encoders", gap.from().models(Role.ENCODER));
        json.put("denoisers", gap.to().models(Role.DENOISER));
        json.put("vocoders", gap.to().models(Role.VOCODER));
        json.put(
                "differences",
                gap.differences().stream()
                        .map(d -> Map.of("field", d.field(), "made", d.left(), "wanted", d.right()))
                        .toList());
        return json;
    }
}
