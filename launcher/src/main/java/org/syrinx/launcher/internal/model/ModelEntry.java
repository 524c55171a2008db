package org.syrinx.launcher.internal.model;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.syrinx.api.ModelFamily;
import org.syrinx.api.Role;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;

/**
 * One line of {@code ./syrinx models}.
 *
 * @param name the id of the instance
 * @param family the family
 * @param roles what it provides, or would provide
 * @param state whether it can serve
 * @param about one sentence, or the folder
 * @param info of one of its stages when it is loaded
 * @param failure why it could not be loaded
 */
public record ModelEntry(
        String name,
        String family,
        Set<Role> roles,
        State state,
        String about,
        Optional<StageInfo> info,
        Optional<SyrinxException> failure) {
    /** Whether a model can serve. */
    public enum State {
        /** Its stages are services. */
        LOADED,
        /** Known, and loaded when it is wanted. */
        AVAILABLE,
        /** It could not be loaded. */
        FAILED
    }

    static ModelEntry available(String name, ModelFamily family, String about) {
        return new ModelEntry(
                name,
                family.id(),
                family.roles(),
                State.AVAILABLE,
                about,
                Optional.empty(),
                Optional.empty());
    }

    static ModelEntry failed(String name, String family, String about, SyrinxException why) {
        return new ModelEntry(
                name, family, Set.of(), State.FAILED, about, Optional.empty(), Optional.of(why));
    }

    /**
     * For {@code --json}.
     *
     * @return names to values
     */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new java.util.LinkedHashMap<>();
        json.put("name", name);
        json.put("family", family);
        json.put("roles", roles.stream().map(Role::key).toList());
        json.put("state", state.name().toLowerCase(java.util.Locale.ROOT));
        json.put("about", about);
        info.ifPresent(
                i -> {
                    json.put("device", i.device());
                    json.put("fingerprint", i.fingerprint());
                    json.put("version", i.version());
                    json.put("details", i.details());
                });
        failure.ifPresent(f -> json.put("failure", f.getMessage()));
        return json;
    }
}
