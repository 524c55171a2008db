package org.syrinx.compare.internal.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.syrinx.api.Role;
import org.syrinx.api.StageInfo;

/**
 * What differs between the arms, and so what a difference of their figures may be blamed on.
 *
 * @param sentence the answer, for people
 * @param one key of the only role that differs; empty if there is not exactly one
 * @param rows every role that any arm has
 */
public record WhatDiffers(String sentence, String one, List<Row> rows) {
    /**
     * One role.
     *
     * @param role which
     * @param same whether all arms have the same stage for it
     * @param stages arm to stage; an arm without the role is left out
     */
    public record Row(Role role, boolean same, Map<String, StageInfo> stages) {}

    /**
     * Looks.
     *
     * @param arms those that spoke
     * @return what differs
     */
    public static WhatDiffers between(List<ArmResult> arms) {
        List<Row> rows = new ArrayList<>();
        Set<Role> roles = new LinkedHashSet<>();
        for (Role role : Role.values()) {
            if (arms.stream().anyMatch(a -> a.stages().containsKey(role))) {
                roles.add(role);
            }
        }
        for (Role role : roles) {
            Map<String, StageInfo> stages = new LinkedHashMap<>();
            Set<Object> kinds = new LinkedHashSet<>();
            for (ArmResult arm : arms) {
                StageInfo info = arm.stages().get(role);
                kinds.add(info == null ? "none" : identity(info));
                if (info != null) {
                    stages.put(arm.name(), info);
                }
            }
            rows.add(new Row(role, kinds.size() == 1, stages));
        }
        List<Row> differing = rows.stream().filter(r -> !r.same()).toList();
        String one = differing.size() == 1 ? differing.get(0).role().key() : "";
        return new WhatDiffers(sentence(arms, rows, differing), one, rows);
    }

    /** Two stages are the same if everything but their name and place is. */
    private static List<Object> identity(StageInfo info) {
        Map<String, String> details = new TreeMap<>(info.details());
        details.keySet().removeIf(k -> k.equals("folder") || k.endsWith(".path"));
        return List.of(info.plugin(), info.version(), info.fingerprint(), info.device(), details);
    }

    private static String sentence(List<ArmResult> arms, List<Row> rows, List<Row> differing) {
        if (arms.size() < 2) {
            return "There is only one arm: nothing is compared.";
        }
        List<String> recordings =
                arms.stream().filter(a -> a.stages().isEmpty()).map(ArmResult::name).toList();
        if (!recordings.isEmpty()) {
            return "Nothing is known of how "
                    + String.join(", ", recordings)
                    + " was made: a difference cannot be attributed to a stage.";
        }
        long speakers = arms.stream().map(a -> a.spec().speaker()).distinct().count();
        String held =
                rows.stream()
                        .filter(Row::same)
                        .map(r -> r.role().key())
                        .collect(Collectors.joining(", "));
        if (differing.isEmpty()) {
            return speakers > 1
                    ? "Only the speaker differs; every stage is the same."
                    : "No stage differs: the arms are the same system.";
        }
        if (differing.size() == 1 && speakers == 1) {
            return "One stage differs: the "
                    + differing.get(0).role().key()
                    + (held.isEmpty() ? "." : ". Held: " + held + ", texts, seeds and loudness.");
        }
        return "More than one thing differs ("
                + differing.stream().map(r -> r.role().key()).collect(Collectors.joining(", "))
                + (speakers > 1 ? ", speaker" : "")
                + "): a difference belongs to the whole, not to one stage.";
    }

    /**
     * How a stage is called in a report.
     *
     * @param info the stage
     * @return model, plug-in with version, weights
     */
    public static String describe(StageInfo info) {
        String weights = Objects.requireNonNullElse(info.fingerprint(), "");
        return info.model()
                + " ("
                + info.plugin()
                + " "
                + info.version()
                + (info.details().containsKey("program.version")
                        ? ", version " + info.details().get("program.version")
                        : "")
                + (weights.isEmpty()
                        ? ", no weights"
                        : ", " + weights.substring(0, Math.min(19, weights.length())))
                + ", "
                + info.device()
                + ")";
    }
}
