package org.syrinx.eval.whisper.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.SyrinxException;
import org.syrinx.eval.Recogniser;
import org.syrinx.eval.metric.Fingerprint;

/** A Whisper of the user's: full vocabulary, English. */
@Component(property = "syrinx.recogniser=whisper")
public final class WhisperRecogniser implements Recogniser {
    /** The environment variable with the folder of an exported model. */
    public static final String FOLDER = "SYRINX_WHISPER";

    private final Optional<Path> folder;

    /** Takes the folder from the environment. */
    @Activate
    public WhisperRecogniser() {
        this(Optional.ofNullable(System.getenv(FOLDER)).map(Path::of));
    }

    WhisperRecogniser(Optional<Path> folder) {
        this.folder = folder;
    }

    @Override
    public String id() {
        return "whisper";
    }

    @Override
    public Optional<String> unavailable() {
        if (folder.isEmpty()) {
            return Optional.of(
                    "No Whisper is configured: name the folder of a model that was exported to"
                            + " ONNX in "
                            + FOLDER
                            + ".");
        }
        for (String file : WhisperFolder.FILES) {
            if (!Files.isRegularFile(folder.get().resolve(file))) {
                return Optional.of(
                        FOLDER + " names " + folder.get() + ", which has no " + file + ".");
            }
        }
        return Optional.empty();
    }

    @Override
    public String fingerprint() {
        return folder.map(Fingerprint::folder).orElse("");
    }

    @Override
    public List<Task> tasks() {
        return List.of(Task.FULL);
    }

    @Override
    public Session open(Task task, List<String> dictionary) {
        if (task != Task.FULL) {
            throw new SyrinxException(
                    "the task full",
                    "the task " + task.name().toLowerCase(Locale.ROOT),
                    "use sphinx4 for it");
        }
        unavailable()
                .ifPresent(
                        why -> {
                            throw new SyrinxException(
                                    "the recogniser whisper", why, "correct " + FOLDER);
                        });
        return WhisperSession.open(folder.orElseThrow());
    }
}
