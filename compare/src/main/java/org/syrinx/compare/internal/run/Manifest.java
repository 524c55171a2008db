package org.syrinx.compare.internal.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.syrinx.api.SyrinxException;
import org.syrinx.compare.internal.arms.ArmSpec;
import org.syrinx.compare.internal.prompts.PromptItem;
import org.syrinx.compare.internal.prompts.PromptSet;
import org.syrinx.corpus.format.Sha256;

/**
 * What was compared, with what, as a file: enough to cite it and to run it again. Prompts are in
 * it; references are named with their digests.
 */
public final class Manifest {
    private static final int FORMAT = 1;

    private final Map<String, Object> json;
    private final Path file;

    private Manifest(Map<String, Object> json, Path file) {
        this.json = json;
        this.file = file;
    }

    /** The manifest of a comparison. */
    static Map<String, Object> of(Comparison c) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("syrinx_comparison", FORMAT);
        out.put("id", c.id());
        out.put("finished", c.finished().toString());
        Plan plan = c.plan();
        List<Object> arms = new ArrayList<>();
        for (ArmResult arm : c.arms()) {
            arms.add(arm(arm));
        }
        out.put("arms", arms);
        out.put("varied", plan.varied());
        Map<String, Object> prompts = new LinkedHashMap<>();
        prompts.put("name", plan.prompts().name());
        prompts.put("title", plan.prompts().title());
        prompts.put("purpose", plan.prompts().purpose());
        List<Object> items = new ArrayList<>();
        for (PromptItem item : plan.prompts().items()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", item.id());
            one.put("text", item.text());
            if (!item.speaker().isEmpty()) {
                one.put("speaker", item.speaker());
            }
            Reference reference = c.references().get(item.id());
            if (reference != null) {
                one.put("reference_sha256", reference.sha256());
            }
            items.add(one);
        }
        prompts.put("items", items);
        out.put("prompts", prompts);
        out.put("seeds", plan.seeds());
        out.put("reference", plan.reference() == null ? null : plan.reference().toString());
        out.put("rate_asked", plan.rate());
        out.put("rate", c.rate());
        out.put("loudness_lufs", plan.loudness());
        out.put("device", plan.device());
        out.put("metrics_asked", List.copyOf(plan.metrics()));
        List<Object> metrics = new ArrayList<>();
        for (Figure f : c.figures()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", f.info().id());
            one.put("provider", f.provider());
            one.put("fingerprint", f.fingerprint());
            metrics.add(one);
        }
        out.put("metrics", metrics);
        out.put("installation", c.installation().toJson());
        return out;
    }

    private static Map<String, Object> arm(ArmResult arm) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", arm.name());
        out.put("what", arm.spec().what());
        out.put("speaker", arm.spec().speaker());
        out.put("sample_rate", arm.sampleRate());
        out.put("stages", Json.ofStages(arm.stages()));
        if (!arm.failure().isEmpty()) {
            out.put("failure", arm.failure());
        }
        List<Object> takes = new ArrayList<>();
        arm.takes()
                .forEach(
                        (spot, take) -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("prompt", spot.item());
                            one.put("seed", spot.seed());
                            one.put("raw_sha256", take.raw().sha256());
                            one.put("audio_sha256", take.levelled().sha256());
                            takes.add(one);
                        });
        out.put("utterances", takes);
        return out;
    }

    /** A digest of everything that decides what is heard and measured. */
    static String id(Plan plan, int rate, List<ArmResult> arms, Map<String, Reference> references) {
        StringBuilder all = new StringBuilder();
        all.append(plan.seeds()).append(rate).append(plan.loudness()).append('\n');
        plan.prompts()
                .items()
                .forEach(
                        i ->
                                all.append(i.id())
                                        .append('\t')
                                        .append(i.text())
                                        .append('\t')
                                        .append(i.speaker())
                                        .append('\n'));
        references.forEach((id, r) -> all.append(id).append(r.sha256()).append('\n'));
        for (ArmResult arm : arms) {
            all.append(arm.spec().identity()).append('\n');
            arm.takes().forEach((spot, take) -> all.append(spot).append(take.key()).append('\n'));
        }
        return Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }

    /**
     * Reads one.
     *
     * @param file a {@code manifest.json}, or the folder that holds it
     * @return the manifest
     * @throws SyrinxException if it is none, or of a later format
     */
    public static Manifest read(Path file) {
        Path real =
                java.nio.file.Files.isDirectory(file) ? file.resolve(OutputFolder.MANIFEST) : file;
        Map<String, Object> json = Json.read(real);
        if (!Integer.valueOf(FORMAT).equals(json.get("syrinx_comparison"))) {
            throw new SyrinxException(
                    "a manifest of a comparison, format " + FORMAT,
                    real + " says " + json.get("syrinx_comparison"),
                    "name the manifest.json of a comparison");
        }
        return new Manifest(json, real);
    }

    /**
     * The plan that it records.
     *
     * @param reference another place of the references, or null for the one recorded
     * @return the plan
     */
    public Plan plan(Path reference) {
        try {
            List<ArmSpec> arms = new ArrayList<>();
            for (Object arm : Json.<Object>list(json.get("arms"))) {
                Map<String, Object> one = Json.map(arm);
                arms.add(
                        new ArmSpec(
                                (String) one.get("name"),
                                (String) one.get("what"),
                                (String) one.get("speaker")));
            }
            Map<String, Object> prompts = Json.map(json.get("prompts"));
            List<PromptItem> items = new ArrayList<>();
            for (Object item : Json.<Object>list(prompts.get("items"))) {
                Map<String, Object> one = Json.map(item);
                items.add(
                        new PromptItem(
                                (String) one.get("id"),
                                (String) one.get("text"),
                                (String) one.getOrDefault("speaker", "")));
            }
            List<Long> seeds = new ArrayList<>();
            for (Object seed : Json.<Object>list(json.get("seeds"))) {
                seeds.add(((Number) seed).longValue());
            }
            String recorded = (String) json.get("reference");
            return new Plan(
                    arms,
                    new PromptSet(
                            (String) prompts.get("name"),
                            (String) prompts.get("title"),
                            (String) prompts.get("purpose"),
                            items),
                    seeds,
                    reference != null ? reference : recorded == null ? null : Path.of(recorded),
                    (int) Json.number(json.get("rate_asked")),
                    Json.number(json.get("loudness_lufs")),
                    (String) json.get("device"),
                    new LinkedHashSet<>(Json.<String>list(json.get("metrics_asked"))),
                    (String) json.get("varied"));
        } catch (ClassCastException | NullPointerException e) {
            throw new SyrinxException(
                    "a manifest that is whole", file + " lacks a part", "take an unchanged one", e);
        }
    }

    /** What a comparison that was run again has in common with this one. */
    Reproduction against(
            Installation installation,
            List<ArmResult> arms,
            Map<String, Reference> references,
            List<Figure> figures) {
        List<String> changes = new ArrayList<>();
        Map<String, Object> then = Json.map(json.get("installation"));
        Map<String, Object> bundles = Json.map(then.get("bundles"));
        installation
                .bundles()
                .forEach(
                        (name, facts) -> {
                            Map<String, Object> old = Json.map(bundles.get(name));
                            if (old.isEmpty()) {
                                changes.add("The bundle " + name + " was not there.");
                            } else if (!facts.digest().equals(old.get("digest"))) {
                                changes.add(
                                        "The bundle "
                                                + name
                                                + " was another: "
                                                + old.get("version")
                                                + ", now "
                                                + facts.version()
                                                + ".");
                            }
                        });
        bundles.keySet().stream()
                .filter(name -> !installation.bundles().containsKey(name))
                .forEach(name -> changes.add("The bundle " + name + " is not there any more."));
        references(references, changes);
        metrics(figures, changes);
        change(changes, "Java", then.get("java"), installation.java());
        change(changes, "The machine", then.get("machine"), installation.machine());
        change(changes, "The engine", then.get("engine"), installation.engine());
        int same = 0;
        int both = 0;
        List<Object> old = Json.list(json.get("arms"));
        for (ArmResult arm : arms) {
            Map<String, Object> before =
                    old.stream()
                            .map(Json::map)
                            .filter(a -> arm.name().equals(a.get("name")))
                            .findFirst()
                            .orElse(Map.of());
            change(
                    changes,
                    "A stage of " + arm.name(),
                    Json.stages(before.get("stages")),
                    arm.stages());
            for (Object utterance : Json.<Object>list(before.get("utterances"))) {
                Map<String, Object> one = Json.map(utterance);
                Take take =
                        arm.takes()
                                .get(
                                        new Spot(
                                                String.valueOf(one.get("prompt")),
                                                (long) Json.number(one.get("seed"))));
                if (take != null) {
                    both++;
                    same += take.raw().sha256().equals(one.get("raw_sha256")) ? 1 : 0;
                }
            }
        }
        return new Reproduction(String.valueOf(json.get("id")), same, both, changes);
    }

    private void references(Map<String, Reference> now, List<String> changes) {
        List<String> others = new ArrayList<>();
        for (Object item :
                Json.<Object>list(Json.map(json.get("prompts")).getOrDefault("items", List.of()))) {
            Map<String, Object> one = Json.map(item);
            String id = String.valueOf(one.get("id"));
            String digest = now.containsKey(id) ? now.get(id).sha256() : null;
            if (!Objects.equals(one.get("reference_sha256"), digest)) {
                others.add(id + (digest == null ? " (missing now)" : ""));
            }
        }
        if (!others.isEmpty()) {
            changes.add(
                    others.size()
                            + (others.size() == 1
                                    ? " reference was another: "
                                    : " references were others: ")
                            + String.join(", ", others)
                            + ".");
        }
    }

    private void metrics(List<Figure> figures, List<String> changes) {
        for (Object metric : Json.<Object>list(json.get("metrics"))) {
            Map<String, Object> one = Json.map(metric);
            Object id = one.get("id");
            Optional<Figure> now =
                    figures.stream().filter(f -> f.info().id().equals(id)).findFirst();
            if (now.isEmpty()) {
                changes.add("The metric " + id + " is not there any more.");
            } else if (one.containsKey("fingerprint")) {
                change(
                        changes,
                        "What the metric " + id + " rests on",
                        one.get("fingerprint"),
                        now.get().fingerprint());
            }
        }
    }

    private static void change(List<String> changes, String what, Object then, Object now) {
        if (!now.equals(then)) {
            changes.add(what + " was another: " + then + ", now " + now + ".");
        }
    }
}
