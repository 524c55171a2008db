package org.syrinx.nn.models;

import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.ModelFailure;
import org.syrinx.api.Stage;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.SyrinxModel;

/**
 * What a component that is made by a factory configuration does with its model: loads it on a
 * thread of its own, then registers its stages; where that fails, registers a {@link ModelFailure}
 * instead. Closing withdraws the services and closes the model, which frees its memory with its
 * last lease. Thread-safe.
 */
public final class ModelInstance implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ModelInstance.class.getName());

    private final BundleContext context;
    private final String family;
    private final String name;
    private final Object lock = new Object();
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private Loaded model;
    private boolean stopped;

    /**
     * A model in memory that has passed its self-test.
     *
     * @param latent the latent of its stages
     * @param stages each with the names of the interfaces that it is registered under
     * @param close closes the model when its stages have been withdrawn
     */
    public record Loaded(LatentSpec latent, Map<Stage, List<String>> stages, Runnable close) {}

    private ModelInstance(BundleContext context, String family, String name) {
        this.context = context;
        this.family = family;
        this.name = name;
    }

    /**
     * Starts to load.
     *
     * @param context of the family's bundle
     * @param family the family's id
     * @param properties of the component
     * @param load makes the model; called once, on the instance's own thread, with the instance's
     *     name
     * @return the instance
     */
    public static ModelInstance start(
            BundleContext context,
            String family,
            Map<String, Object> properties,
            java.util.function.Function<String, Loaded> load) {
        String name = name(properties);
        ModelInstance instance = new ModelInstance(context, family, name);
        Thread loader =
                new Thread(
                        () -> instance.load(() -> load.apply(name)),
                        "syrinx-" + family + "-" + name);
        loader.setDaemon(true);
        loader.start();
        return instance;
    }

    /** The instance is named by the part of its PID after the tilde. */
    private static String name(Map<String, Object> properties) {
        if (properties.get(SyrinxModel.MODEL) instanceof String s) {
            return s;
        }
        String pid = String.valueOf(properties.get("service.pid"));
        return pid.substring(pid.indexOf('~') + 1);
    }

    private void load(Supplier<Loaded> load) {
        Loaded loaded;
        try {
            loaded = load.get();
        } catch (SyrinxException e) {
            fail(e);
            return;
        } catch (RuntimeException | Error e) {
            // any error: this thread ends with it, and whoever waits for the model must hear of it
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
            loaded.close.run();
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

    private List<ServiceRegistration<?>> register(Loaded loaded) {
        Dictionary<String, Object> properties = properties();
        properties.put(SyrinxModel.LATENT, loaded.latent.id());
        List<ServiceRegistration<?>> made = new ArrayList<>();
        loaded.stages.forEach(
                (stage, roles) ->
                        made.add(
                                context.registerService(
                                        roles.toArray(String[]::new), stage, properties)));
        return made;
    }

    private void fail(SyrinxException reason) {
        ModelFailure failure = new ModelFailure(name, family, reason);
        publish(List.of(context.registerService(ModelFailure.class, failure, properties())), null);
    }

    /** Keeps what was registered, unless the instance was stopped while it loaded. */
    private void publish(List<ServiceRegistration<?>> made, Loaded loaded) {
        synchronized (lock) {
            if (!stopped) {
                registrations.addAll(made);
                model = loaded;
                return;
            }
        }
        made.forEach(ServiceRegistration::unregister);
        if (loaded != null) {
            loaded.close.run();
        }
    }

    private Dictionary<String, Object> properties() {
        Dictionary<String, Object> p = new Hashtable<>();
        p.put(SyrinxModel.MODEL, name);
        p.put(SyrinxModel.PLUGIN, family);
        return p;
    }

    /** Withdraws the stages; the weights are freed when the last lease is closed. */
    @Override
    public void close() {
        List<ServiceRegistration<?>> withdrawn;
        Loaded loaded;
        synchronized (lock) {
            stopped = true;
            withdrawn = List.copyOf(registrations);
            registrations.clear();
            loaded = model;
            model = null;
        }
        withdrawn.forEach(ModelInstance::withdraw);
        if (loaded != null) {
            loaded.close.run();
        }
    }

    private static void withdraw(ServiceRegistration<?> registration) {
        try {
            registration.unregister();
        } catch (IllegalStateException e) {
            // the bundle is stopping, and the framework was first; the model is still ours to close
            return;
        }
    }
}
