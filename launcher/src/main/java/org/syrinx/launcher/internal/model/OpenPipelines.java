package org.syrinx.launcher.internal.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.syrinx.api.Pipeline;
import org.syrinx.api.Role;
import org.syrinx.api.Stage;
import org.syrinx.launcher.internal.pipeline.PipelineStatus;

/** The pipelines as other bundles' commands see them. */
@Component
public final class OpenPipelines implements org.syrinx.api.Pipelines {
    private final Models models;
    private final Pipelines pipelines;
    private final SavedPipelines saved;

    /**
     * Creates the service.
     *
     * @param models the model instances
     * @param pipelines the configurations
     * @param saved those of earlier processes
     */
    @Activate
    public OpenPipelines(
            @Reference Models models,
            @Reference Pipelines pipelines,
            @Reference SavedPipelines saved) {
        this.models = models;
        this.pipelines = pipelines;
        this.saved = saved;
    }

    @Override
    public List<String> names() {
        List<String> names =
                new ArrayList<>(pipelines.list().stream().map(PipelineStatus::name).toList());
        names.addAll(saved.asleep());
        Collections.sort(names);
        models.list().stream()
                .filter(m -> m.roles().containsAll(Set.of(Role.ENCODER, Role.VOCODER)))
                .map(ModelEntry::name)
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        return names;
    }

    @Override
    public Pipeline open(String name) {
        if (!saved.restore(name)) {
            return pipelines.ofModel(models.ensure(name, null));
        }
        Pipeline pipeline = pipelines.require(name).pipeline();
        pipeline.stages(); // wakes what sleeps, waits for what is replaced, throws what is wrong
        return pipeline;
    }

    @Override
    public Pipeline openFolder(Path folder, String device) {
        return pipelines.ofModel(models.ensureFolder(folder, device));
    }

    @Override
    public Pipeline openFolder(Path folder, String device, String vocoder) {
        String model = models.ensureFolder(folder, device);
        return pipelines.withVocoder(model, models.ensure(vocoder, device));
    }

    @Override
    public Set<Role> roles(String name) {
        return saved.restore(name)
                ? Set.copyOf(open(name).stages().keySet())
                : Set.copyOf(models.entry(models.ensure(name, null)).roles());
    }

    @Override
    public Pipeline variant(String name, Role role, String model) {
        String base;
        if (saved.restore(name)) {
            base = open(name).name();
        } else {
            base = models.ensure(name, null);
            if (!models.entry(base).roles().contains(role)) {
                return pipelines.completed(base, role, models.ensure(model, null));
            }
            base = pipelines.ofModel(base).name();
        }
        return pipelines.variant(base, role, models.ensure(model, null));
    }

    @Override
    public Stage stage(Role role, String model) {
        return pipelines.stage(role, models.ensure(model, null));
    }
}
