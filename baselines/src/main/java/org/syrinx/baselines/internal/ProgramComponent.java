package org.syrinx.baselines.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.syrinx.api.AudioFileReader;
import org.syrinx.api.Backend;
import org.syrinx.api.Encoder;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.ModelFailure;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.SyrinxModel;
import org.syrinx.api.Vocoder;

/**
 * One program as a model: it is asked for its version and made to speak one word, which also tells
 * its rate, and only then registered.
 */
@Component(
        configurationPid = ProgramFamily.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
@Designate(ocd = ProgramComponent.Config.class, factory = true)
public final class ProgramComponent {
    private final List<ServiceRegistration<?>> services = new ArrayList<>();
    private final ProgramEncoder encoder;

    /** Configuration of an instance. */
    @ObjectClassDefinition(
            name = "Syrinx program from outside",
            description = "A speech program of the user's own as a model")
    @interface Config {
        /** The factory PID, a tilde and the name of the instance; given by the framework. */
        @AttributeDefinition(
                description = "Given by the framework: the factory PID, a tilde and the name")
        String service_pid();

        /** Which program. */
        @AttributeDefinition(description = "espeak-ng or flite; empty with a model folder")
        String model_builtin() default "";

        /** A voice of piper. */
        @AttributeDefinition(description = "Folder of one voice of piper; empty for others")
        String model_dir() default "";

        /** Where the program is. */
        @AttributeDefinition(description = "Path of the program; empty to look for its name")
        String program() default "";

        /** Patience with one call. */
        @AttributeDefinition(description = "Seconds that one utterance may take, 1 or more")
        int timeout() default 60;
    }

    /**
     * Wired by Declarative Services.
     *
     * @param context of this bundle
     * @param backend tensors
     * @param reader reads what the program wrote
     * @param config the instance
     */
    @Activate
    public ProgramComponent(
            BundleContext context,
            @Reference Backend backend,
            @Reference AudioFileReader reader,
            Config config) {
        String pid = config.service_pid();
        String model = pid.substring(pid.indexOf('~') + 1);
        ProgramEncoder made = null;
        try {
            Program program = program(config);
            String path = config.program().isBlank() ? program.name() : config.program();
            ProgramRunner runner = new ProgramRunner(program, path, reader, config.timeout());
            ProgramRunner.Facts facts = runner.selfTest();
            StageInfo info =
                    new StageInfo(
                            model,
                            ProgramFamily.ID,
                            context.getBundle().getVersion().toString(),
                            facts.fingerprint(),
                            "cpu",
                            facts.details());
            LatentSpec wave = LatentSpec.of("wave", 1, facts.sampleRate(), 1);
            made = new ProgramEncoder(info, wave, runner, backend.newManager("cpu", model));
            Dictionary<String, Object> properties = properties(model);
            properties.put(SyrinxModel.LATENT, wave.id());
            services.add(
                    context.registerService(
                            Vocoder.class, new WaveVocoder(info, wave), properties));
            services.add(context.registerService(Encoder.class, made, properties));
        } catch (SyrinxException e) {
            services.add(
                    context.registerService(
                            ModelFailure.class,
                            new ModelFailure(model, ProgramFamily.ID, e),
                            properties(model)));
        }
        encoder = made;
    }

    private static Program program(Config config) {
        if (config.model_dir().isBlank()) {
            return Program.of(config.model_builtin());
        }
        Path folder = Path.of(config.model_dir());
        List<Path> voices = ProgramFamily.voices(folder);
        if (voices.size() != 1) {
            throw new SyrinxException(
                    "a folder with one voice of piper (NAME.onnx and NAME.onnx.json)",
                    folder + " holds " + voices.size(),
                    "name a folder with one");
        }
        return new Program.Piper(voices.get(0));
    }

    private static Dictionary<String, Object> properties(String model) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(SyrinxModel.MODEL, model);
        properties.put(SyrinxModel.PLUGIN, ProgramFamily.ID);
        return properties;
    }

    @Deactivate
    void close() {
        services.forEach(ServiceRegistration::unregister);
        if (encoder != null) {
            encoder.withdraw();
        }
    }
}
