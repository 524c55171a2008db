package org.syrinx.launcher.internal.commands;

import java.nio.file.Path;
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
import org.syrinx.api.Conditioning;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentMismatchException;
import org.syrinx.api.LatentSpace;
import org.syrinx.api.Lease;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Role;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.SyrinxModel;
import org.syrinx.api.Vocoder;
import org.syrinx.api.VoiceConverter;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.launcher.internal.model.Models;
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
    @SuppressWarnings("try") // the leases are held, not used
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
        LatentSpace encoding = stage(Role.LATENTSPACE, LatentSpace.class, first);
        Vocoder decoding = stage(Role.VOCODER, Vocoder.class, second);
        if (!encoding.latentSpec().fits(decoding.latentSpec())) {
            throw new LatentMismatchException(
                    "the latentspace of \"" + first + "\"",
                    encoding.latentSpec(),
                    "the vocoder of \"" + second + "\"",
                    decoding.latentSpec(),
                    "no adapter between the two is installed: choose a pair of one latent");
        }
        NoiseSource source = NoiseSource.seeded(seed);
        long began = System.nanoTime();
        try (Lease one = encoding.lease();
                Lease two = decoding.lease();
                Latent latent = latent(encoding, audio, source, io);
                Conditioning heard = encoding.conditioning(latent, to == null ? from : to);
                AudioFileWriter.Recording recording =
                        target.open(writer, io, "resynthesis", decoding.sampleRate())) {
            decoding.decode(
                    latent, heard, new Vocoder.DecodeOptions(0, source), recording, io.progress());
            AudioFileWriter.Report report = recording.finish();
            SoundTarget.warnClipping(report, io);
            return result(first, second, audio, latent, decoding, report, began);
        }
    }

    private Latent latent(LatentSpace encoding, Audio audio, NoiseSource source, CommandIo io) {
        Latent latent =
                encoding.encode(
                        audio, new LatentSpace.EncodeOptions(from, noise, source), io.progress());
        if (to == null) {
            return latent;
        }
        try (latent) {
            if (encoding instanceof VoiceConverter converter) {
                return converter.convert(latent, from, to);
            }
            throw new SyrinxException(
                    "a latent space that can change the speaker",
                    "\"" + encoding.info().model() + "\" cannot",
                    "leave --to-speaker out, or choose another --latent-space");
        }
    }

    private <T> T stage(Role role, Class<T> type, String model) {
        try {
            return context
                    .getServiceReferences(type, "(" + SyrinxModel.MODEL + "=" + model + ")")
                    .stream()
                    .max(ServiceReference::compareTo)
                    .map(context::getService)
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
            String first,
            String second,
            Audio audio,
            Latent latent,
            Vocoder decoding,
            AudioFileWriter.Report report,
            long began) {
        double seconds = (System.nanoTime() - began) / 1e9;
        double made = (double) report.samples() / decoding.sampleRate();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("output", target.name());
        json.put("latent_space", first);
        json.put("vocoder", second);
        json.put("latent", latent.spec().id());
        json.put("frames", latent.length());
        json.put("input_seconds", audio.seconds());
        json.put("audio_seconds", made);
        json.put("sample_rate", decoding.sampleRate());
        json.put("seconds", seconds);
        json.put("device", decoding.info().device());
        json.put("clipped", report.clipped());
        json.put("peak", report.peak());
        String text =
                String.format(
                        Locale.ROOT,
                        "%s: %.2f s at %d Hz through %d frames of %s, made in %.2f s, on %s",
                        target.name(),
                        made,
                        decoding.sampleRate(),
                        latent.length(),
                        latent.spec().id(),
                        seconds,
                        decoding.info().device());
        return CommandResult.of(text, json, 0);
    }
}
