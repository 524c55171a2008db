package org.syrinx.launcher.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.syrinx.api.Role;
import org.syrinx.api.SyrinxModel;
import org.syrinx.launcher.internal.pipeline.PipelineStatus;

/** Who uses which model. Thread-safe. */
@Component(service = Occupancy.class)
public final class Occupancy {
    private final Pipelines pipelines;

    /**
     * Creates the service.
     *
     * @param pipelines all of them
     */
    @Activate
    public Occupancy(@Reference Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    /**
     * Pipelines that use a model, or are configured to.
     *
     * @param model its name
     * @return their status
     */
    public List<PipelineStatus> pipelines(String model) {
        List<PipelineStatus> found = new ArrayList<>();
        for (PipelineStatus status : pipelines.list()) {
            if (roles(status, model).findAny().isPresent()) {
                found.add(status);
            }
        }
        return found;
    }

    /**
     * Who uses a model, besides one role of one pipeline.
     *
     * @param model its name
     * @param except the pipeline
     * @param role its role that does not count; null for none
     * @return words for a sentence, empty if nobody does
     */
    public Optional<String> of(String model, PipelineStatus except, Role role) {
        return pipelines.list().stream()
                .flatMap(
                        status ->
                                roles(status, model)
                                        .filter(r -> status != except || r != role)
                                        .map(r -> "as " + r.key() + " of " + status.name()))
                .findFirst();
    }

    private static java.util.stream.Stream<Role> roles(PipelineStatus status, String model) {
        Map<Role, ServiceReference<?>> now = status.references();
        return status.targets().entrySet().stream()
                .filter(
                        e ->
                                e.getValue().contains("(" + SyrinxModel.MODEL + "=" + model + ")")
                                        || now.containsKey(e.getKey())
                                                && model.equals(
                                                        now.get(e.getKey())
                                                                .getProperty(SyrinxModel.MODEL)))
                .map(Map.Entry::getKey);
    }
}
