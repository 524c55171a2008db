package org.syrinx.launcher.internal.commands;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioFileReader;
import org.syrinx.api.AudioFileWriter;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Role;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.SyrinxModel;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.launcher.internal.model.Models;
import org.syrinx.launcher.internal.pipeline.Resynthesis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./syrinx resynthesize IN.wav -o OUT.wav}: sound to latent and back. */
@Component(
        scope = ServiceScope.PROTOTYPE,
        property = {
            Subcommand.NAME + "=resynthesize",
            Subcommand.SUMMARY + "=encode a recording and decode it again; convert its voice"
        })
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Encodes a recording into a latent space and decodes it, through any pair that fits.",
            "With --to-speaker the latent is re-spoken as another speaker of the model."
        },
        sortOptions = false)
public final class ResynthesizeCommand implements Subcommand {
    @Parameters(paramLabel = "IN", description = "A WAV or FLAC file; - is standard input.")
    private Path input;

    @Mixin private final SoundTarget target = new SoundTarget();

    @Option(
            names = "--latent-space",
            paramLabel = "MODEL",
            description = "The model that encodes. Default: the built-in voice.")
    private String space;

    @Option(
            names = "--vocoder",
            paramLabel = "MODEL",
            description = "The model that decodes. Default: the one that encodes.")
    private String vocoder;

    @Option(
            names = "--from-speaker",
            paramLabel = "NAME",
            description = "Who speaks in the recording.")
    private String from;

    @Option(names = "--to-speaker", paramLabel = "NAME", description = "Who is to speak.")
    private String to;

    @Option(
            names = "--noise",
            paramLabel = "X",
            defaultValue = "0",
            description = "Scale of the posterior noise; 0 is the mean. Default: ${DEFAULT-VALUE}.")
    private double noise;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Same seed, same sound. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            converter = Usage.Seconds.class,
            description =
                    "How long a stage may give no sign of life, 0 for ever. Default:"
                            + " ${DEFAULT-VALUE}.")
    private long timeout;

    @Option(names = "--device", paramLabel = "DEVICE", description = "auto, cpu, gpu0 ...")
    private String device;

    private final BundleContext context;
    private final Models models;
    private final AudioFileReader reader;
    private final AudioFileWriter writer;

    /**
     * Creates the command for one use.
     *
     * @param context of the launcher
     * @param models the model instances
     * @param reader reads the recording
     * @param writer writes the result
     */
    @Activate
    public ResynthesizeCommand(
            BundleContext context,
            @Reference Models models,
            @Reference AudioFileReader reader,
            @Reference AudioFileWriter writer) {
        this.context = context;
        this.models = models;
        this.reader = reader;
        this.writer = writer;
    }

    @Override
    public CommandResult run(CommandIo io) {
        target.check(writer, io);
        Audio audio =
                input.toString().equals("-")
                        ? reader.read(io.input(), "standard input")
                        : reader.read(io.resolve(input));
        String first =
                models.ensure(
                        space == null ? models.defaultVoice() : Arguments.model(space, io), device);
        String second =
                vocoder == null ? first : models.ensure(Arguments.model(vocoder, io), device);
        long began = System.nanoTime();
        Resynthesis.Request request =
                new Resynthesis.Request(audio, from, to, noise, NoiseSource.seeded(seed));
        try (Resynthesis stages =
                        Resynthesis.open(
                                context,
                                () ->
                                        Map.of(
                                                Role.LATENTSPACE,
                                                stage(Role.LATENTSPACE, first),
                                                Role.VOCODER,
                                                stage(Role.VOCODER, second)));
                AudioFileWriter.Recording recording =
                        target.open(writer, io, "resynthesis", stages.sampleRate())) {
            long frames =
                    stages.run(request, recording, io.progress(), Duration.ofSeconds(timeout));
            AudioFileWriter.Report report = recording.finish();
            SoundTarget.warnClipping(report, io);
            return result(stages, audio, frames, report, began);
        }
    }

    private ServiceReference<?> stage(Role role, String model) {
        try {
            ServiceReference<?>[] found =
                    context.getServiceReferences(
                            role.service().getName(), "(" + SyrinxModel.MODEL + "=" + model + ")");
            return Arrays.stream(found == null ? new ServiceReference<?>[0] : found)
                    .max(ServiceReference::compareTo)
                    .orElseThrow(
                            () ->
                                    new SyrinxException(
                                            "a model with a " + role.key(),
                                            "\"" + model + "\" has none",
                                            "look at ./syrinx models"));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private CommandResult result(
            Resynthesis stages,
            Audio audio,
            long frames,
            AudioFileWriter.Report report,
            long began) {
        double seconds = (System.nanoTime() - began) / 1e9;
        double made = (double) report.samples() / stages.sampleRate();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("output", target.name());
        json.put("latent_space", stages.info(Role.LATENTSPACE).model());
        json.put("vocoder", stages.info(Role.VOCODER).model());
        json.put("latent", stages.latent());
        json.put("frames", frames);
        json.put("input_seconds", audio.seconds());
        json.put("audio_seconds", made);
        json.put("sample_rate", stages.sampleRate());
        json.put("seconds", seconds);
        json.put("device", stages.info(Role.VOCODER).device());
        json.put("clipped", report.clipped());
        json.put("peak", report.peak());
        String text =
                String.format(
                        Locale.ROOT,
                        "%s: %.2f s at %d Hz through %d frames of %s, made in %.2f s, on %s",
                        target.name(),
                        made,
                        stages.sampleRate(),
                        frames,
                        stages.latent(),
                        seconds,
                        stages.info(Role.VOCODER).device());
        return CommandResult.of(text, json, 0);
    }
}
