package org.syrinx.baselines.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioFileReader;
import org.syrinx.api.SyrinxException;

/** Runs one program, once for each utterance. Safe for use by several threads. */
final class ProgramRunner {
    private static final Pattern VERSION = Pattern.compile("[0-9]+\\.[0-9][^ ,]*");

    private final Program program;
    private final String path;
    private final AudioFileReader reader;
    private final int timeout;

    /**
     * A runner.
     *
     * @param program how it is called
     * @param path where it is, or its name on the path
     * @param reader reads what it writes
     * @param timeout seconds that one call may take
     */
    ProgramRunner(Program program, String path, AudioFileReader reader, int timeout) {
        this.program = program;
        this.path = path;
        this.reader = reader;
        this.timeout = timeout;
    }

    Program program() {
        return program;
    }

    /**
     * What a comparison must say of the program.
     *
     * @param version as it says itself
     * @param sampleRate of its sound, Hz
     * @param fingerprint of its executable, and of its voice where that is a file
     * @param executable where it was found
     */
    record Facts(String version, int sampleRate, String fingerprint, String executable) {
        Map<String, String> details() {
            return Map.of("program.version", version, "program.path", executable);
        }
    }

    /** Finds the program, asks its version and makes it speak. */
    Facts selfTest() {
        Path executable = locate();
        List<Path> files = new ArrayList<>(program.voiceFiles());
        files.add(0, executable);
        String version = version();
        Audio word = speak("One.", new Program.Speech(null, null, 1));
        return new Facts(version, word.sampleRate(), fingerprint(files), executable.toString());
    }

    private Path locate() {
        List<Path> candidates = new ArrayList<>();
        if (path.contains("/")) {
            candidates.add(Path.of(path));
        } else {
            String folders = System.getenv().getOrDefault("PATH", "");
            for (String folder : folders.split(java.io.File.pathSeparator)) {
                candidates.add(Path.of(folder.isEmpty() ? "." : folder, path));
            }
        }
        return candidates.stream()
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> missing(null));
    }

    private SyrinxException missing(Exception cause) {
        return new SyrinxException(
                "the program " + program.name(),
                "\"" + path + "\" is not installed",
                program.howToGet() + ", or leave it out",
                cause);
    }

    private String version() {
        Path out = null;
        try {
            out = Files.createTempFile("syrinx-version", ".txt");
            run(program.versionArguments(), null, out, true);
            for (String line : Files.readAllLines(out, StandardCharsets.UTF_8)) {
                Matcher version = VERSION.matcher(line);
                if (version.find()) {
                    return version.group();
                }
            }
            return "not stated";
        } catch (IOException e) {
            throw new SyrinxException(
                    "the version of " + program.name(),
                    "it cannot be read: " + e.getMessage(),
                    "check that \"" + path + "\" is " + program.name(),
                    e);
        } finally {
            delete(out);
        }
    }

    /**
     * Speaks.
     *
     * @param text what to say
     * @param speech how
     * @return the sound at the program's own rate
     */
    Audio speak(String text, Program.Speech speech) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("syrinx-program");
            Path in = folder.resolve("text.txt");
            Path wav = folder.resolve("sound.wav");
            Path log = folder.resolve("log.txt");
            Files.writeString(in, text.replaceAll("\\s+", " ").strip() + "\n");
            run(
                    program.arguments(speech, in, wav),
                    program.readsStandardInput() ? in : null,
                    log,
                    false);
            if (!Files.isRegularFile(wav)) {
                throw new SyrinxException(
                        "sound from " + program.name(), "it wrote none: " + tail(log), "try again");
            }
            return reader.read(wav);
        } catch (IOException e) {
            throw new SyrinxException(
                    "a place for temporary files",
                    "it cannot be written: " + e.getMessage(),
                    "check the disk",
                    e);
        } finally {
            if (folder != null) {
                for (String name : List.of("text.txt", "sound.wav", "log.txt")) {
                    delete(folder.resolve(name));
                }
                delete(folder);
            }
        }
    }

    private void run(List<String> arguments, Path in, Path log, boolean anyStatus)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(path);
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .redirectInput(
                                in == null
                                        ? ProcessBuilder.Redirect.from(
                                                Path.of("/dev/null").toFile())
                                        : ProcessBuilder.Redirect.from(in.toFile()));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw missing(e);
        }
        try {
            if (!process.waitFor(timeout, TimeUnit.SECONDS)) {
                throw new SyrinxException(
                        program.name() + " to answer within " + timeout + " s",
                        "it did not",
                        "check that \"" + path + "\" is " + program.name());
            }
            if (process.exitValue() != 0 && !anyStatus) {
                throw new SyrinxException(
                        program.name() + " to speak",
                        "it ended with status " + process.exitValue() + ": " + tail(log),
                        "call it by hand with the same text");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SyrinxException(
                    "time for " + program.name() + " to finish", "the wait was interrupted", "", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String tail(Path log) throws IOException {
        String text = Files.isRegularFile(log) ? Files.readString(log).strip() : "";
        return text.isEmpty() ? "no message" : text.substring(Math.max(0, text.length() - 300));
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException ignored) {
            // a temporary file stays until the system clears its folder
        }
    }

    private static String fingerprint(List<Path> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (Path file : files) {
                try (InputStream in = Files.newInputStream(file)) {
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        digest.update(buffer, 0, n);
                    }
                }
            }
            return "sha256:" + HexFormat.of().formatHex(digest.digest());
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new SyrinxException(
                    "to read " + files, "it cannot be read: " + e.getMessage(), "check it", e);
        }
    }
}
