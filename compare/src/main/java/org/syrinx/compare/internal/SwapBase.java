package org.syrinx.compare.internal;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.syrinx.api.Pipeline;
import org.syrinx.api.Pipelines;
import org.syrinx.api.Role;

/**
 * What a swap varies.
 *
 * @param name of the pipeline, or of a model that lacks a role
 * @param whole whether it can speak by itself, and so be the baseline
 * @param models the model of each role; empty if it is not whole
 */
record SwapBase(String name, boolean whole, Map<Role, String> models) {
    /** Looks; a pipeline is opened, a model folder on the device. */
    static SwapBase of(String what, String device, Pipelines pipelines) {
        boolean folder = what.contains("/");
        if (!folder && !pipelines.roles(what).containsAll(List.of(Role.ENCODER, Role.VOCODER))) {
            return new SwapBase(what, false, Map.of());
        }
        Pipeline pipeline =
                folder ? pipelines.openFolder(Path.of(what), device) : pipelines.open(what);
        Map<Role, String> models = new EnumMap<>(Role.class);
        pipeline.stages().forEach((role, info) -> models.put(role, info.model()));
        return new SwapBase(pipeline.name(), true, models);
    }
}
