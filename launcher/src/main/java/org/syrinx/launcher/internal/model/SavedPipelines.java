package org.syrinx.launcher.internal.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.cm.Configuration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.SyrinxModel;
import org.syrinx.launcher.internal.pipeline.PipelineComponent;
import org.syrinx.launcher.internal.pipeline.PipelineStatus;

/** Pipelines that outlive the process, with the models that they name. Thread-safe. */
@Component(service = SavedPipelines.class)
public final class SavedPipelines {
    private static final Pattern MODEL =
            Pattern.compile("\\(" + Pattern.quote(SyrinxModel.MODEL) + "=([^()*\\\\]+)\\)");

    private final Models models;
    private final Pipelines pipelines;
    private final SavedConfigurations saved;

    /**
     * Creates the service.
     *
     * @param models the model instances
     * @param pipelines the pipelines
     * @param saved the files
     */
    @Activate
    public SavedPipelines(
            @Reference Models models,
            @Reference Pipelines pipelines,
            @Reference SavedConfigurations saved) {
        this.models = models;
        this.pipelines = pipelines;
        this.saved = saved;
    }

    /**
     * Saved pipelines that are not configured in this process yet.
     *
     * @return names
     */
    public List<String> asleep() {
        return saved.names(PipelineComponent.PID).stream()
                .filter(name -> pipelines.status(name).isEmpty())
                .toList();
    }

    /**
     * Makes a saved pipeline, and loads the models that its targets name. Nothing if it is there
     * already, or not saved.
     *
     * @param name its name
     * @return whether the pipeline is configured now
     * @throws SyrinxException if a file cannot be read or a model cannot be loaded
     */
    public boolean restore(String name) {
        if (pipelines.status(name).isPresent()) {
            return true;
        }
        Optional<SavedConfigurations.Saved> file = saved.of(PipelineComponent.PID, name);
        if (file.isEmpty()) {
            return false;
        }
        for (Object value : file.get().properties().values()) {
            Matcher named = MODEL.matcher(value.toString());
            while (named.find()) {
                models.ensure(named.group(1), null);
            }
        }
        pipelines.configure(name, file.get().properties());
        pipelines.await(name);
        return true;
    }

    /**
     * Saves a pipeline as it is configured, and the instances of its models.
     *
     * @param name a pipeline that speaks
     * @return the files
     * @throws SyrinxException if they cannot be written
     */
    public List<Path> save(String name) {
        PipelineStatus status = pipelines.require(name);
        List<Path> files = new ArrayList<>();
        files.add(saved.save(PipelineComponent.PID, name, pipelines.existing(name)));
        status.bound().values().stream()
                .map(StageInfo::model)
                .distinct()
                .forEach(
                        model -> {
                            Optional<Configuration> made = models.configuration(model);
                            made.ifPresent(
                                    c ->
                                            files.add(
                                                    saved.save(
                                                            c.getFactoryPid(),
                                                            model,
                                                            c.getProperties())));
                        });
        return files;
    }
}
