package org.syrinx.plugin.mel.internal;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.ModelFailure;
import org.syrinx.api.Stage;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.SyrinxModel;

/** A stage in the service registry, or in its place the reason why there is none. */
final class Registration {
    private final ServiceRegistration<?> service;

    private Registration(ServiceRegistration<?> service) {
        this.service = service;
    }

    /** The name of an instance is what follows the tilde of its PID. */
    static String name(String pid) {
        return pid.substring(pid.indexOf('~') + 1);
    }

    static <S extends Stage> Registration of(
            BundleContext context,
            Class<S> role,
            String family,
            String model,
            LatentSpec spec,
            Supplier<S> make) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(SyrinxModel.MODEL, model);
        properties.put(SyrinxModel.PLUGIN, family);
        properties.put(SyrinxModel.LATENT, spec.id());
        try {
            return new Registration(context.registerService(role, make.get(), properties));
        } catch (SyrinxException e) {
            return failure(context, family, model, e);
        }
    }

    static Registration failure(
            BundleContext context, String family, String model, SyrinxException why) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(SyrinxModel.MODEL, model);
        properties.put(SyrinxModel.PLUGIN, family);
        return new Registration(
                context.registerService(
                        ModelFailure.class, new ModelFailure(model, family, why), properties));
    }

    static StageInfo info(
            BundleContext context, String family, String model, Map<String, String> details) {
        return new StageInfo(
                model, family, context.getBundle().getVersion().toString(), "", "jvm", details);
    }

    void close() {
        try {
            service.unregister();
        } catch (IllegalStateException e) {
            // the bundle is stopping, and the framework was first
            return;
        }
    }
}
