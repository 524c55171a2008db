package org.syrinx.launcher.internal.commands;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.AudioFileWriter;
import org.syrinx.api.Backend;
import org.syrinx.api.Encoder;
import org.syrinx.api.Pipeline;
import org.syrinx.api.Prompt;
import org.syrinx.api.SpeechResult;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.SyrinxModel;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.launcher.internal.model.Models;
import org.syrinx.launcher.internal.model.Pipelines;
import org.syrinx.launcher.internal.model.SavedPipelines;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./syrinx say}: text to sound. */
@Component(
        scope = ServiceScope.PROTOTYPE,
        property = {
            Subcommand.NAME + "=say",
            Subcommand.SUMMARY + "=speak a text into a file or to standard output"
        })
@Command(
        mixinStandardHelpOptions = true,
        description = "Speaks a text. The text is the argument, a file, or standard input.",
        sortOptions = false)
public final class SayCommand implements Subcommand {
    /** Above this length a text is split also for a model folder: attention grows as its square. */
    private static final int AT_ONCE = 1000;

    @Spec private CommandSpec spec;

    @Mixin private final TextSource source = new TextSource();

    @Mixin private final SoundTarget target = new SoundTarget();

    @Mixin private final PromptOptions how = new PromptOptions();

    @Option(
            names = "--voice",
            paramLabel = "NAME",
            description = "A model by name; see ./syrinx models. Default: the built-in voice.")
    private String voice;

    @Option(names = "--model-dir", paramLabel = "DIR", description = "A model folder.")
    private Path modelDir;

    @Option(
            names = "--pipeline",
            paramLabel = "NAME",
            description = "A configured pipeline; see ./syrinx pipelines.")
    private String pipeline;

    @Option(
            names = "--vocoder",
            paramLabel = "MODEL",
            description = "Take the vocoder of another model; it must fit.")
    private String vocoder;

    @Option(names = "--list-speakers", description = "List the model's speakers and stop.")
    private boolean listSpeakers;

    @Option(names = "--device", paramLabel = "DEVICE", description = "auto, cpu, gpu0 ...")
    private String device;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Usage.Positive.class,
            description = "Threads of one operation.")
    private Integer threads;

    private final BundleContext context;
    private final Models models;
    private final Pipelines pipelines;
    private final SavedPipelines saved;
    private final AudioFileWriter writer;

    /**
     * Creates the command for one use.
     *
     * @param context of the launcher
     * @param models the model instances
     * @param pipelines the pipelines
     * @param saved those of earlier processes
     * @param writer writes the sound
     */
    @Activate
    public SayCommand(
            BundleContext context,
            @Reference Models models,
            @Reference Pipelines pipelines,
            @Reference SavedPipelines saved,
            @Reference AudioFileWriter writer) {
        this.context = context;
        this.models = models;
        this.pipelines = pipelines;
        this.saved = saved;
        this.writer = writer;
    }

    @Override
    public CommandResult run(CommandIo io) {
        if (listSpeakers) {
            return speakers(io);
        }
        String text = source.read(io);
        Prompt prompt = how.prompt(text, modelDir == null || text.length() > AT_ONCE);
        target.check(writer, io);
        if (threads != null) {
            setThreads(threads);
        }
        long began = System.nanoTime();
        Pipeline speaking = pipeline(io);
        double loading = (System.nanoTime() - began) / 1e9;
        try (AudioFileWriter.Recording recording =
                target.open(writer, io, "speech", speaking.sampleRate())) {
            SpeechResult result = speaking.speak(prompt, recording, io.progress());
            AudioFileWriter.Report report = recording.finish();
            result.warnings().forEach(w -> io.messages().println("warning: " + w));
            SoundTarget.warnClipping(report, io);
            return new SayResult(target.name(), report, result, loading);
        }
    }

    private CommandLine.ParameterException usage(String problem) {
        return new CommandLine.ParameterException(spec.commandLine(), problem);
    }

    private Pipeline pipeline(CommandIo io) {
        if (pipeline != null) {
            if (voice != null || modelDir != null || vocoder != null || device != null) {
                throw usage(
                        "--pipeline names its stages already: leave --voice, --model-dir,"
                                + " --vocoder and --device out");
            }
            saved.restore(pipeline);
            return pipelines.await(pipeline);
        }
        String model = model(io);
        return vocoder == null
                ? pipelines.ofModel(model)
                : pipelines.withVocoder(model, models.ensure(vocoder, device));
    }

    private String model(CommandIo io) {
        if (modelDir != null && voice != null) {
            throw usage("give either --voice or --model-dir, not both");
        }
        return modelDir != null
                ? models.ensureFolder(io.resolve(modelDir), device)
                : models.ensure(voice == null ? models.defaultVoice() : voice, device);
    }

    private CommandResult speakers(CommandIo io) {
        String model = model(io);
        try {
            for (ServiceReference<Encoder> ref :
                    context.getServiceReferences(
                            Encoder.class, "(" + SyrinxModel.MODEL + "=" + model + ")")) {
                List<String> names = context.getService(ref).speakers();
                context.ungetService(ref);
                String text = names.isEmpty() ? model + " has one voice" : String.join("\n", names);
                return CommandResult.of(text, Map.of("model", model, "speakers", names), 0);
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        throw new SyrinxException(
                "a model with an encoder", "\"" + model + "\" has none", "choose another model");
    }

    private void setThreads(int count) {
        ServiceReference<Backend> ref = context.getServiceReference(Backend.class);
        if (ref == null) {
            throw new SyrinxException(
                    "an installed tensor engine", "there is none", "look at ./syrinx doctor");
        }
        context.getService(ref).setThreads(count);
        context.ungetService(ref);
    }
}
