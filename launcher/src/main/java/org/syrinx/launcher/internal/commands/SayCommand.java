package org.syrinx.launcher.internal.commands;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.AudioFileWriter;
import org.syrinx.api.Backend;
import org.syrinx.api.Edit;
import org.syrinx.api.Encoder;
import org.syrinx.api.Pipeline;
import org.syrinx.api.Prompt;
import org.syrinx.api.Role;
import org.syrinx.api.SpeechResult;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.SyrinxModel;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.launcher.internal.model.Models;
import org.syrinx.launcher.internal.model.Pipelines;
import org.syrinx.launcher.internal.pipeline.PipelineOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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

    @Parameters(
            paramLabel = "TEXT",
            arity = "0..*",
            description = "What to say; - is standard input.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Read the text from a file (UTF-8).")
    private Path file;

    @Mixin private final SoundTarget target = new SoundTarget();

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

    @Option(names = "--speaker", paramLabel = "NAME", description = "One of the model's speakers.")
    private String speaker;

    @Option(names = "--list-speakers", description = "List the model's speakers and stop.")
    private boolean listSpeakers;

    @Option(
            names = "--language",
            paramLabel = "TAG",
            description = "Language of the text (BCP 47).")
    private String language;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = "Speaking rate; 1 is the voice's own.")
    private Double speed;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Same seed, same sound. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--noise", paramLabel = "X", description = "Scale of the noise, 0 for none.")
    private Double noise;

    @Option(
            names = "--duration-noise",
            paramLabel = "X",
            description = "Scale of the noise of the durations, 0 for none.")
    private Double durationNoise;

    @Option(names = "--steps", paramLabel = "N", description = "Steps of the denoiser.")
    private Integer steps;

    @Option(names = "--guidance", paramLabel = "X", description = "Scale of guidance.")
    private Double guidance;

    @Option(
            names = "--edit",
            paramLabel = "NAME=STRENGTH",
            description =
                    "Move along a direction, for example gender=+1; repeatable. See ./syrinx"
                            + " directions list.")
    private Map<String, Double> edits = new LinkedHashMap<>();

    @Option(
            names = "--normalize",
            negatable = true,
            description =
                    "Write numbers and abbreviations out, or not. Default: as the model wants.")
    private Boolean normalize;

    @Option(
            names = "--chunk",
            paramLabel = "N",
            description = "Decode in chunks of N latent frames; never changes the sound.")
    private Integer chunk;

    @Option(
            names = "--split",
            negatable = true,
            description =
                    "Speak sentence by sentence, or all at once. Default: all at once for a"
                            + " --model-dir, whose own rules alone apply, up to 1000 characters.")
    private Boolean split;

    @Option(
            names = "--pause",
            paramLabel = "SECONDS",
            description = "Silence between sentences. Default: " + PipelineOptions.DEFAULT_PAUSE)
    private Double pause;

    @Option(names = "--device", paramLabel = "DEVICE", description = "auto, cpu, gpu0 ...")
    private String device;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of one operation.")
    private Integer threads;

    private final BundleContext context;
    private final Models models;
    private final Pipelines pipelines;
    private final AudioFileWriter writer;

    /**
     * Creates the command for one use.
     *
     * @param context of the launcher
     * @param models the model instances
     * @param pipelines the pipelines
     * @param writer writes the sound
     */
    @Activate
    public SayCommand(
            BundleContext context,
            @Reference Models models,
            @Reference Pipelines pipelines,
            @Reference AudioFileWriter writer) {
        this.context = context;
        this.models = models;
        this.pipelines = pipelines;
        this.writer = writer;
    }

    @Override
    public CommandResult run(CommandIo io) {
        if (listSpeakers) {
            return speakers(io);
        }
        Prompt prompt = prompt(text(io));
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

    private String text(CommandIo io) {
        boolean stdin = words.equals(List.of("-"));
        if (file != null && !words.isEmpty()) {
            throw usage("give either a text or --file, not both");
        }
        try {
            if (file != null) {
                return Files.readString(io.resolve(file)).strip();
            }
            if (!words.isEmpty() && !stdin) {
                return String.join(" ", words);
            }
            if (io.inputIsTerminal() && !stdin) {
                throw usage("there is no text: pass it as an argument, with --file, or on stdin");
            }
            return new String(io.input().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (NoSuchFileException e) {
            throw new SyrinxException(
                    "a text file", "there is no file " + file, "check the path", e);
        } catch (CharacterCodingException e) {
            throw new SyrinxException(
                    "text in UTF-8",
                    file + " is not UTF-8",
                    "convert it, for example with iconv",
                    e);
        } catch (IOException e) {
            throw new SyrinxException(
                    "a readable text", "it cannot be read: " + e.getMessage(), "check the file", e);
        }
    }

    private CommandLine.ParameterException usage(String problem) {
        return new CommandLine.ParameterException(spec.commandLine(), problem);
    }

    private Prompt prompt(String text) {
        Prompt.Builder b = Prompt.say(text).seed(seed).normalize(normalize);
        Optional.ofNullable(speaker).ifPresent(b::speaker);
        Optional.ofNullable(language).ifPresent(b::language);
        Optional.ofNullable(speed).ifPresent(b::speed);
        Optional.ofNullable(noise).ifPresent(b::temperature);
        Optional.ofNullable(durationNoise).ifPresent(b::durationTemperature);
        Optional.ofNullable(steps).ifPresent(b::steps);
        Optional.ofNullable(guidance).ifPresent(b::guidance);
        edits.forEach((name, strength) -> b.edit(Edit.of(name, strength)));
        Optional.ofNullable(chunk)
                .ifPresent(n -> b.option(PipelineOptions.CHUNK, Integer.toString(n)));
        Optional.ofNullable(pause)
                .ifPresent(s -> b.option(PipelineOptions.PAUSE, Double.toString(s)));
        boolean splitting = split == null ? modelDir == null || text.length() > AT_ONCE : split;
        return b.option(PipelineOptions.SPLIT, Boolean.toString(splitting)).build();
    }

    private Pipeline pipeline(CommandIo io) {
        if (pipeline != null) {
            return pipelines.await(pipeline);
        }
        String model = model(io);
        if (vocoder == null) {
            return pipelines.ofModel(model);
        }
        String other = models.ensure(vocoder, device);
        Map<Role, String> stages = new LinkedHashMap<>(pipelines.rolesOf(model));
        stages.put(Role.VOCODER, other);
        String name = model + "+" + other;
        pipelines.wire(name, stages);
        return pipelines.await(name);
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

    /** What was said. */
    private record SayResult(
            String name, AudioFileWriter.Report report, SpeechResult result, double loading)
            implements CommandResult {
        @Override
        public String toText() {
            return String.format(
                    Locale.ROOT,
                    "%s: %.2f s at %d Hz, made in %.2f s (real-time factor %.2f), on %s",
                    name,
                    result.audioSeconds(),
                    result.sampleRate(),
                    result.seconds().get("total"),
                    result.realTimeFactor(),
                    String.join(" and ", devices()));
        }

        private List<String> devices() {
            return result.stages().values().stream().map(StageInfo::device).distinct().toList();
        }

        @Override
        public Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("output", name);
            json.put("format", report.format());
            json.put("pipeline", result.pipeline());
            json.put("sample_rate", result.sampleRate());
            json.put("samples", result.samples());
            json.put("audio_seconds", result.audioSeconds());
            json.put("real_time_factor", result.realTimeFactor());
            json.put("sentences", result.sentences());
            json.put("seed", result.seed());
            Map<String, Object> seconds = new LinkedHashMap<>(result.seconds());
            seconds.put("load", loading);
            json.put("seconds", seconds);
            json.put("devices", devices());
            Map<String, Object> stages = new LinkedHashMap<>();
            result.stages().forEach((role, info) -> stages.put(role.key(), Tables.json(info)));
            json.put("stages", stages);
            json.put("notes", result.notes());
            json.put("warnings", result.warnings());
            json.put("clipped", report.clipped());
            json.put("peak", report.peak());
            return json;
        }
    }
}
