package org.syrinx.compare.internal.arms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.syrinx.api.Audio;
import org.syrinx.api.Progress;
import org.syrinx.api.Role;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.AudioReader;
import org.syrinx.compare.internal.prompts.PromptItem;
import org.syrinx.corpus.format.Sha256;

/**
 * Recordings of anything: {@code ID.wav} or {@code ID.flac} for each prompt. They may have been
 * made with the timing of the references (copy synthesis elsewhere, given durations); the lengths
 * must bear that out.
 */
public final class FolderArm implements Arm {
    /** What a vocoder's last frame and its padding may add or take away, seconds. */
    static final double SLACK = 0.05;

    private final ArmSpec spec;
    private final Path folder;
    private final Path reference;
    private final int sampleRate;

    /**
     * Looks into the folder.
     *
     * @param spec what was asked for
     * @param folder of the recordings
     * @param reference folder of the recordings whose timing they have, or null
     */
    FolderArm(ArmSpec spec, Path folder, Path reference) {
        this.spec = spec;
        this.folder = folder;
        this.reference = reference;
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
        return reference != null;
    }

    @Override
    public boolean wantsWarmUp() {
        return false;
    }

    @Override
    public String fingerprint(PromptItem item) {
        String own = find(folder, item).map(FolderArm::digest).orElse("missing");
        return reference == null
                ? own
                : own + "|" + find(reference, item).map(FolderArm::digest).orElse("missing");
    }

    @Override
    public Spoken speak(PromptItem item, long seed, Progress progress) {
        Audio audio = AudioReader.read(get(folder, item));
        if (reference != null) {
            double longer = audio.seconds() - AudioReader.read(get(reference, item)).seconds();
            if (Math.abs(longer) > SLACK) {
                throw new SyrinxException(
                        String.format(
                                Locale.ROOT,
                                "a recording of %s with the reference's timing, to %.2f s",
                                item.id(),
                                SLACK),
                        String.format(
                                Locale.ROOT,
                                "it is %.2f s %s",
                                Math.abs(longer),
                                longer > 0 ? "longer" : "shorter"),
                        "say folder: in place of aligned-folder: if it is free speech");
            }
        }
        return new Spoken(audio, null, List.of());
    }
}
