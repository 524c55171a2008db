package org.syrinx.plugin.vits.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
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
import org.syrinx.api.ModelFailure;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.SyrinxModel;
import org.syrinx.api.Vocoder;
import org.syrinx.api.VoiceConverter;
import org.syrinx.nn.models.CacheDirectory;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.text.FrontEnd;
import org.syrinx.text.phonemes.EspeakPhonemizer;

/**
 * One model instance, made by a factory configuration {@code org.syrinx.vits~name}. Loads on a
 * thread of its own, tests itself, then registers its stages; where that fails, registers a {@link
 * ModelFailure} instead.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = VitsFamily.FACTORY_PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = VitsModelComponent.Config.class, factory = true)
public final class VitsModelComponent {
    private static final System.Logger LOG = System.getLogger(VitsModelComponent.class.getName());

    private final BundleContext context;
    private final Backend backend;
    private final FrontEnds frontEnds;
    private final Config config;
    private final String name;
    private final Object lock = new Object();
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private LoadedVits model;
    private boolean stopped;

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
        this.context = context;
        this.backend = backend;
        this.config = config;
        this.name = name(properties);
        this.frontEnds =
                new FrontEnds(
                        FrontEnds.once(english::getService),
                        text -> new EspeakPhonemizer("en-us").phonemize(text));
        Thread loader = new Thread(this::load, "syrinx-vits-" + name);
        loader.setDaemon(true);
        loader.start();
    }

    /** The instance is named by the part of its PID after the tilde. */
    private static String name(Map<String, Object> properties) {
        if (properties.get(SyrinxModel.MODEL) instanceof String s) {
            return s;
        }
        String pid = String.valueOf(properties.get("service.pid"));
        return pid.substring(pid.indexOf('~') + 1);
    }

    private void load() {
        LoadedVits loaded;
        try {
            Path folder =
                    config.model_dir().isEmpty()
                            ? VitsFamily.models()
                                    .unpack(
                                            config.model_builtin(),
                                            CacheDirectory.of(context::getProperty))
                            : Path.of(config.model_dir());
            String version = context.getBundle().getVersion().toString();
            loaded =
                    LoadedVits.load(
                            ModelFolder.open(folder),
                            backend,
                            config.device(),
                            new LoadedVits.Identity(name, version),
                            frontEnds);
        } catch (SyrinxException e) {
            fail(e);
            return;
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            if (isStopped()) {
                // a bundle that is updated while it loads loses its classes and its context
                return;
            }
            LOG.log(System.Logger.Level.ERROR, "loading " + name + " failed", e);
            fail(
                    new SyrinxException(
                            "a model that loads",
                            "loading \"" + name + "\" failed: " + e,
                            "See the log.",
                            e));
            return;
        }
        try {
            publish(register(loaded), loaded);
        } catch (IllegalStateException e) {
            // the context is gone, and with it whatever had been registered
            loaded.close();
            if (!isStopped()) {
                throw e;
            }
        }
    }

    private boolean isStopped() {
        synchronized (lock) {
            return stopped;
        }
    }

    private List<ServiceRegistration<?>> register(LoadedVits m) {
        Dictionary<String, Object> properties = properties();
        properties.put(SyrinxModel.LATENT, m.latentSpec().id());
        String[] space = {LatentSpace.class.getName(), VoiceConverter.class.getName()};
        return List.of(
                context.registerService(Encoder.class, new VitsEncoder(m), properties),
                context.registerService(space, new VitsLatentSpace(m), properties),
                context.registerService(Vocoder.class, new VitsVocoder(m), properties));
    }

    private void fail(SyrinxException reason) {
        ModelFailure failure = new ModelFailure(name, VitsFamily.ID, reason);
        publish(List.of(context.registerService(ModelFailure.class, failure, properties())), null);
    }

    /** Keeps what was registered, unless the instance was stopped while it loaded. */
    private void publish(List<ServiceRegistration<?>> made, LoadedVits loaded) {
        synchronized (lock) {
            if (!stopped) {
                registrations.addAll(made);
                model = loaded;
                return;
            }
        }
        made.forEach(ServiceRegistration::unregister);
        if (loaded != null) {
            loaded.close();
        }
    }

    private Dictionary<String, Object> properties() {
        Dictionary<String, Object> p = new Hashtable<>();
        p.put(SyrinxModel.MODEL, name);
        p.put(SyrinxModel.PLUGIN, VitsFamily.ID);
        return p;
    }

    /** Withdraws the stages; the weights are freed when the last lease is closed. */
    @Deactivate
    void stop() {
        List<ServiceRegistration<?>> withdrawn;
        LoadedVits loaded;
        synchronized (lock) {
            stopped = true;
            withdrawn = List.copyOf(registrations);
            registrations.clear();
            loaded = model;
            model = null;
        }
        withdrawn.forEach(VitsModelComponent::withdraw);
        if (loaded != null) {
            loaded.close();
        }
    }

    private static void withdraw(ServiceRegistration<?> registration) {
        try {
            registration.unregister();
        } catch (IllegalStateException e) {
            // the bundle is stopping, and the framework was first; the weights are still ours to
            // free
            return;
        }
    }
}
