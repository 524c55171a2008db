package org.syrinx.compare.internal.arms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.syrinx.api.Progress;
import org.syrinx.api.Role;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.AudioReader;
import org.syrinx.compare.internal.prompts.PromptItem;
import org.syrinx.corpus.format.Sha256;

/** Recordings of anything: {@code ID.wav} or {@code ID.flac} for each prompt. */
public final class FolderArm implements Arm {
    private final ArmSpec spec;
    private final Path folder;
    private final int sampleRate;

    FolderArm(ArmSpec spec, Path folder) {
        this.spec = spec;
        this.folder = folder;
        this.sampleRate = AudioReader.read(any(folder)).sampleRate();
    }

    private static Path any(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new SyrinxException(
                    "a folder of recordings named ID.wav or ID.flac",
                    Files.exists(folder) ? folder + " is a file" : "there is no folder " + folder,
                    "check the path");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches(".*\\.(wav|flac)"))
                    .min(Path::compareTo)
                    .orElseThrow(
                            () ->
                                    new SyrinxException(
                                            "recordings named ID.wav or ID.flac",
                                            "none in " + folder,
                                            "name them after the ids of the prompts"));
        } catch (IOException e) {
            throw new SyrinxException(
                    "a folder that can be read", folder + ": " + e.getMessage(), "check it", e);
        }
    }

    /**
     * The recording of a prompt.
     *
     * @param folder of recordings
     * @param item the prompt
     * @return the file, if it is there
     */
    public static Optional<Path> find(Path folder, PromptItem item) {
        return Stream.of(".wav", ".flac")
                .map(ending -> folder.resolve(item.id() + ending))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /**
     * Digest of a recording.
     *
     * @param file that is there
     * @return SHA-256
     */
    public static String digest(Path file) {
        try {
            return Sha256.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new SyrinxException(
                    "a recording that can be read", file + ": " + e.getMessage(), "check it", e);
        }
    }

    static Path get(Path folder, PromptItem item) {
        return find(folder, item)
                .orElseThrow(
                        () ->
                                new SyrinxException(
                                        "a recording " + item.id() + ".wav or .flac",
                                        "there is none in " + folder,
                                        "record it, or leave the prompt out"));
    }

    @Override
    public ArmSpec spec() {
        return spec;
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public Map<Role, StageInfo> stages() {
        return Map.of();
    }

    @Override
    public boolean aligned() {
        return false;
    }

    @Override
    public boolean wantsWarmUp() {
        return false;
    }

    @Override
    public String fingerprint(PromptItem item) {
        return find(folder, item).map(FolderArm::digest).orElse("missing");
    }

    @Override
    public Spoken speak(PromptItem item, long seed, Progress progress) {
        return new Spoken(AudioReader.read(get(folder, item)), null, List.of());
    }
}
