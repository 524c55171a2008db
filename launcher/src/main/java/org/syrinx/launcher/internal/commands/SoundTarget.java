package org.syrinx.launcher.internal.commands;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.syrinx.api.AudioFileWriter;
import org.syrinx.api.AudioFileWriter.Recording;
import org.syrinx.api.AudioFileWriter.Report;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The options that say where sound goes and as what; the same in every command that makes sound.
 */
final class SoundTarget {
    private static final String STDOUT = "-";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the sound goes; - is standard output. Default: a new file, named.")
    String output;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "s16",
            description =
                    "Sample format: s16, s24, or f32, which keeps every sample exactly."
                            + " Default: ${DEFAULT-VALUE}.")
    String format;

    @Option(names = "--raw", description = "Bare little-endian samples instead of WAV.")
    boolean raw;

    /** The name of the target, once it is open. */
    private String name = "";

    boolean isStream() {
        return STDOUT.equals(output);
    }

    String name() {
        return name;
    }

    /** Refuses a format or a file that cannot be, before any work is done. */
    void check(AudioFileWriter writer, CommandIo io) {
        if (!writer.formats().contains(format.toLowerCase(Locale.ROOT))) {
            throw Usage.wrong(
                    command,
                    new SyrinxException(
                            "one of " + String.join(", ", writer.formats()),
                            "the sample format \"" + format + "\"",
                            "choose one of these"));
        }
        if (output != null && !isStream() && Files.isDirectory(io.resolve(Path.of(output)))) {
            throw new SyrinxException(
                    "a file to write to",
                    "the path " + output + " is a folder",
                    "name a file inside it");
        }
    }

    Recording open(AudioFileWriter writer, CommandIo io, String stem, int sampleRate) {
        if (raw) {
            io.messages().println("raw " + format + ", little-endian, mono, " + sampleRate + " Hz");
        }
        if (isStream()) {
            name = "standard output";
            return writer.toStream(io.output(), format, raw, sampleRate);
        }
        Path file = output == null ? free(io, stem) : io.resolve(Path.of(output));
        name = output == null ? file.getFileName().toString() : output;
        return writer.toFile(file, format, raw, sampleRate);
    }

    /** A file name that is not taken: nothing is overwritten unless the user named it. */
    private Path free(CommandIo io, String stem) {
        String suffix = raw ? ".raw" : ".wav";
        for (int i = 1; ; i++) {
            Path file = io.resolve(Path.of(stem + (i == 1 ? "" : "-" + i) + suffix));
            if (!Files.exists(file)) {
                return file;
            }
        }
    }

    static void warnClipping(Report report, CommandIo io) {
        if (report.clipped() > 0) {
            io.messages()
                    .printf(
                            Locale.ROOT,
                            "warning: %d samples were clipped (peak %.2f dBFS); f32 keeps them%n",
                            report.clipped(),
                            20 * Math.log10(report.peak()));
        }
    }
}
