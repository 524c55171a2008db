package org.syrinx.plugin.hifigan.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.syrinx.api.Backend;
import org.syrinx.api.Vocoder;
import org.syrinx.nn.models.CacheDirectory;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.nn.models.ModelInstance;

/** One vocoder, made by a factory configuration {@code org.syrinx.hifigan~name}. */
@Component(
        service = {},
        immediate = true,
        configurationPid = HifiGanFamily.FACTORY_PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = HifiGanComponent.Config.class, factory = true)
public final class HifiGanComponent {
    private final ModelInstance instance;

    /** Settings of an instance. */
    @ObjectClassDefinition(name = "Syrinx HiFi-GAN vocoder")
    public @interface Config {
        /** Folder with config.json and model.safetensors; or empty for a built-in model. */
        @AttributeDefinition(
                name = "Model folder",
                description = "Folder with config.json and model.safetensors")
        String model_dir() default "";

        /** Name of a model that the bundle carries. */
        @AttributeDefinition(name = "Built-in model", description = "Used when no folder is named")
        String model_builtin() default "vocoder-16k";

        /** Where it runs. */
        @AttributeDefinition(name = "Device", description = "auto, cpu, gpu0 ...")
        String device() default "auto";
    }

    /** Starts to load. */
    @Activate
    public HifiGanComponent(
            BundleContext context,
            @Reference Backend backend,
            Config config,
            Map<String, Object> properties) {
        String version = context.getBundle().getVersion().toString();
        this.instance =
                ModelInstance.start(
                        context,
                        HifiGanFamily.ID,
                        properties,
                        name ->
                                stages(
                                        LoadedVocoder.load(
                                                ModelFolder.open(folder(context, config)),
                                                backend,
                                                config.device(),
                                                name,
                                                version)));
    }

    private static Path folder(BundleContext context, Config config) {
        return config.model_dir().isEmpty()
                ? HifiGanFamily.models()
                        .unpack(config.model_builtin(), CacheDirectory.of(context::getProperty))
                : Path.of(config.model_dir());
    }

    private static ModelInstance.Loaded stages(LoadedVocoder model) {
        return new ModelInstance.Loaded(
                model.latentSpec(),
                Map.of(new HifiGanVocoder(model), List.of(Vocoder.class.getName())),
                model::close);
    }

    /** Withdraws the service; the weights are freed when the last lease is closed. */
    @Deactivate
    void stop() {
        instance.close();
    }
}
