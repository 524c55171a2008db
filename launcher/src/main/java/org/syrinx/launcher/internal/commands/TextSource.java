package org.syrinx.launcher.internal.commands;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Where a text comes from: the argument, a file, or standard input. */
final class TextSource {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

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

    /**
     * Reads the text.
     *
     * @throws CommandLine.ParameterException if there is none, or more than one
     * @throws SyrinxException if it cannot be read, or is not UTF-8
     */
    String read(CommandIo io) {
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
            return decode(io.input().readAllBytes()).strip();
        } catch (NoSuchFileException e) {
            throw new SyrinxException(
                    "a text file", "there is no file " + file, "check the path", e);
        } catch (CharacterCodingException e) {
            throw new SyrinxException(
                    "text in UTF-8",
                    (file == null ? "standard input" : file) + " is not UTF-8",
                    "convert it, for example with iconv",
                    e);
        } catch (IOException e) {
            throw new SyrinxException(
                    "a readable text", "it cannot be read: " + e.getMessage(), "check the file", e);
        }
    }

    /** Strict, as for a file: a byte that is no UTF-8 is not replaced in silence. */
    private static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    private CommandLine.ParameterException usage(String problem) {
        return new CommandLine.ParameterException(spec.commandLine(), problem);
    }
}
