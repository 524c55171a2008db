package org.syrinx.tck.bundles;

import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.syrinx.api.ModelFailure;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.SyrinxModel;
import org.syrinx.api.Vocoder;
import org.syrinx.tck.samples.hum.HumVocoder;

/** One instance of the family. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.syrinx.tck.hum",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public class GoodInstance {
    private final ServiceRegistration<?> registration;

    /** Registers a stage, or why there is none. */
    @Activate
    public GoodInstance(BundleContext context, Map<String, Object> configuration) {
        String pid = String.valueOf(configuration.get("service.pid"));
        String model = pid.substring(pid.indexOf('~') + 1);
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(SyrinxModel.MODEL, model);
        properties.put(SyrinxModel.PLUGIN, "hum");
        if ("hum".equals(configuration.get("model.builtin"))) {
            properties.put(SyrinxModel.LATENT, "hum");
            registration =
                    context.registerService(
                            Vocoder.class,
                            new HumVocoder() {
                                @Override
                                public StageInfo info() {
                                    return new StageInfo(
                                            model, "hum", "1.0.0", "", "jvm", Map.of());
                                }
                            },
                            properties);
        } else {
            registration = fail(context, model, properties);
        }
    }

    /** Says why. */
    protected ServiceRegistration<?> fail(
            BundleContext context, String model, Hashtable<String, Object> properties) {
        return context.registerService(
                ModelFailure.class,
                new ModelFailure(
                        model,
                        "hum",
                        new SyrinxException("the model hum", "another one", "Choose hum.")),
                properties);
    }

    @Deactivate
    void close() {
        try {
            if (registration != null) {
                registration.unregister();
            }
        } catch (IllegalStateException e) {
            // the bundle is stopping, and the framework was first
            return;
        }
    }
}
