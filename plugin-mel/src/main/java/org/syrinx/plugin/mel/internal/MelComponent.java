package org.syrinx.plugin.mel.internal;

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
import org.syrinx.api.LatentSpace;
import org.syrinx.api.SyrinxException;

/** One instance of the family {@code mel}: a latent space service. */
@Component(
        configurationPid = MelFamily.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
@Designate(ocd = MelComponent.Config.class, factory = true)
public final class MelComponent {
    private final Registration registration;
    private final LeasedManager manager;

    /** Configuration of an instance. */
    @ObjectClassDefinition(name = "Syrinx log-mel latent space")
    @interface Config {
        /** The factory PID, a tilde and the name of the instance; given by the framework. */
        @AttributeDefinition(
                description = "Given by the framework: the factory PID, a tilde and the name")
        String service_pid();

        /** The parameters of the mel. */
        @AttributeDefinition(description = "mel-16k, mel-22k or mel-24k")
        String model_builtin() default "mel-16k";
    }

    /**
     * Wired by Declarative Services.
     *
     * @param context of this bundle
     * @param backend tensors
     * @param config the instance
     */
    @Activate
    public MelComponent(BundleContext context, @Reference Backend backend, Config config) {
        String model = Registration.name(config.service_pid());
        MelPreset preset;
        try {
            preset = MelPreset.of(MelFamily.ID, config.model_builtin());
        } catch (SyrinxException e) {
            manager = null;
            registration = Registration.failure(context, MelFamily.ID, model, e);
            return;
        }
        manager = new LeasedManager(backend.newManager("cpu", model));
        registration =
                Registration.of(
                        context,
                        LatentSpace.class,
                        MelFamily.ID,
                        model,
                        preset.latentSpec(),
                        () ->
                                new MelLatentSpace(
                                        Registration.info(
                                                context,
                                                MelFamily.ID,
                                                model,
                                                Map.of("preset", config.model_builtin())),
                                        preset,
                                        manager));
    }

    @Deactivate
    void close() {
        registration.close();
        if (manager != null) {
            manager.close();
        }
    }
}
