package org.syrinx.plugin.vits.internal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.syrinx.api.Backend;
import org.syrinx.api.Encoder;
import org.syrinx.api.LatentSpace;
import org.syrinx.api.Stage;
import org.syrinx.api.Vocoder;
import org.syrinx.api.VoiceConverter;
import org.syrinx.nn.models.CacheDirectory;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.nn.models.ModelInstance;
import org.syrinx.text.FrontEnd;
import org.syrinx.text.phonemes.EspeakPhonemizer;

/** One model instance, made by a factory configuration {@code org.syrinx.vits~name}. */
@Component(
        service = {},
        immediate = true,
        configurationPid = VitsFamily.FACTORY_PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = VitsModelComponent.Config.class, factory = true)
public final class VitsModelComponent {
    private final ModelInstance instance;

    /** Settings of a model instance. */
    @ObjectClassDefinition(name = "Syrinx VITS model")
    public @interface Config {
        /** Folder with config.json and model.safetensors; or empty for a built-in model. */
        @AttributeDefinition(
                name = "Model folder",
                description = "Folder with config.json and model.safetensors")
        String model_dir() default "";

        /** Name of a model that the bundle carries. */
        @AttributeDefinition(name = "Built-in model", description = "Used when no folder is named")
        String model_builtin() default "default";

        /** Where it runs. */
        @AttributeDefinition(name = "Device", description = "auto, cpu, gpu0 ...")
        String device() default "auto";
    }

    /** Starts to load. */
    @Activate
    public VitsModelComponent(
            BundleContext context,
            @Reference Backend backend,
            @Reference(target = "(" + FrontEnd.LANGUAGE + "=en-us)", scope = ReferenceScope.BUNDLE)
                    ComponentServiceObjects<FrontEnd> english,
            Config config,
            Map<String, Object> properties) {
        String version = context.getBundle().getVersion().toString();
        FrontEnds frontEnds =
                new FrontEnds(
                        FrontEnds.once(english::getService),
                        text -> new EspeakPhonemizer("en-us").phonemize(text));
        this.instance =
                ModelInstance.start(
                        context,
                        VitsFamily.ID,
                        properties,
                        name ->
                                stages(
                                        LoadedVits.load(
                                                ModelFolder.open(folder(context, config)),
                                                backend,
                                                config.device(),
                                                new LoadedVits.Identity(name, version),
                                                frontEnds)));
    }

    private static Path folder(BundleContext context, Config config) {
        return config.model_dir().isEmpty()
                ? VitsFamily.models()
                        .unpack(config.model_builtin(), CacheDirectory.of(context::getProperty))
                : Path.of(config.model_dir());
    }

    private static ModelInstance.Loaded stages(LoadedVits model) {
        Map<Stage, List<String>> stages = new LinkedHashMap<>();
        stages.put(new VitsEncoder(model), List.of(Encoder.class.getName()));
        stages.put(
                new VitsLatentSpace(model),
                List.of(LatentSpace.class.getName(), VoiceConverter.class.getName()));
        stages.put(new VitsVocoder(model), List.of(Vocoder.class.getName()));
        return new ModelInstance.Loaded(model.latentSpec(), stages, model::close);
    }

    /** Withdraws the stages; the weights are freed when the last lease is closed. */
    @Deactivate
    void stop() {
        instance.close();
    }
}
