package org.syrinx.plugin.mel.internal;

import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Vocoder;

/** One instance of the family {@code griffinlim}: a vocoder service. */
@Component(
        configurationPid = GriffinLimFamily.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
@Designate(ocd = GriffinLimComponent.Config.class, factory = true)
public final class GriffinLimComponent {
    private final Registration registration;

    /** Configuration of an instance. */
    @ObjectClassDefinition(name = "Syrinx Griffin-Lim vocoder")
    @interface Config {
        /** The factory PID, a tilde and the name of the instance; given by the framework. */
        @AttributeDefinition(
                description = "Given by the framework: the factory PID, a tilde and the name")
        String service_pid();

        /** The parameters of the mel. */
        @AttributeDefinition(description = "griffinlim-16k, griffinlim-22k or griffinlim-24k")
        String model_builtin() default "griffinlim-16k";

        /** Rounds of the algorithm. */
        @AttributeDefinition(description = "Rounds of the algorithm, 0 or more; 32 to 60 are usual")
        int iterations() default 48;
    }

    /**
     * Wired by Declarative Services.
     *
     * @param context of this bundle
     * @param config the instance
     */
    @Activate
    public GriffinLimComponent(BundleContext context, Config config) {
        String model = Registration.name(config.service_pid());
        Registration made;
        try {
            MelPreset preset = MelPreset.of(GriffinLimFamily.ID, config.model_builtin());
            Map<String, String> details =
                    Map.of(
                            "preset",
                            config.model_builtin(),
                            "iterations",
                            "" + config.iterations());
            made =
                    Registration.of(
                            context,
                            Vocoder.class,
                            GriffinLimFamily.ID,
                            model,
                            preset.latentSpec(),
                            () ->
                                    new GriffinLimVocoder(
                                            Registration.info(
                                                    context, GriffinLimFamily.ID, model, details),
                                            preset,
                                            config.iterations()));
        } catch (SyrinxException e) {
            made = Registration.failure(context, GriffinLimFamily.ID, model, e);
        }
        registration = made;
    }

    @Deactivate
    void close() {
        registration.close();
    }
}
