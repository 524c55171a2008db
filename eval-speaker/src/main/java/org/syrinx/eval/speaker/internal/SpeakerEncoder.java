package org.syrinx.eval.speaker.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.syrinx.api.Backend;
import org.syrinx.api.SyrinxException;
import org.syrinx.eval.metric.Embedding;
import org.syrinx.eval.metric.Fingerprint;

/** The speaker encoder that comes with the bundle, or one in a folder of the user's. */
@Component(
        service = {Embedding.class, SpeakerEncoder.class},
        property = Embedding.ID + "=speaker")
public final class SpeakerEncoder implements Embedding {
    /** The environment variable with the folder of an encoder to be used in place of ours. */
    public static final String FOLDER = "SYRINX_SPEAKER_ENCODER";

    private static final String BUILT_IN = "/models/small/";
    private static final List<String> FILES = List.of("config.json", "model.safetensors");

    private final Backend backend;
    private final Optional<Path> folder;

    /**
     * Wired by Declarative Services.
     *
     * @param backend the engine
     */
    @Activate
    public SpeakerEncoder(@Reference Backend backend) {
        this(backend, Optional.ofNullable(System.getenv(FOLDER)).map(Path::of));
    }

    SpeakerEncoder(Backend backend, Optional<Path> folder) {
        this.backend = backend;
        this.folder = folder;
    }

    @Override
    public String id() {
        return "speaker";
    }

    @Override
    public String about() {
        return folder.isPresent()
                ? "The speaker encoder in the folder " + folder.get() + "."
                : "A small speaker encoder that this project trained on synthetic voices: "
                        + "it tells those apart, and knows little of human ones.";
    }

    @Override
    public Optional<String> unavailable() {
        if (folder.isPresent()) {
            return Files.isRegularFile(folder.get().resolve("config.json"))
                    ? Optional.empty()
                    : Optional.of(
                            FOLDER + " names " + folder.get() + ", which has no config.json.");
        }
        return SpeakerEncoder.class.getResource(BUILT_IN + "config.json") != null
                ? Optional.empty()
                : Optional.of(
                        "The bundle carries no speaker encoder: train one with ./syrinx train"
                                + " speaker and name its folder in "
                                + FOLDER
                                + ".");
    }

    @Override
    public String fingerprint() {
        return folder.map(Fingerprint::folder).orElse("");
    }

    @Override
    public Session open() {
        return inFolder(f -> SpeakerModel.load(f, backend));
    }

    /** What the trainer measured on held-out speakers; empty if nobody did. */
    Map<String, Double> measured() {
        return inFolder(SpeakerConfig::read).measured();
    }

    private <T> T inFolder(java.util.function.Function<Path, T> use) {
        unavailable()
                .ifPresent(
                        why -> {
                            throw new SyrinxException(
                                    "a speaker encoder", why, "correct " + FOLDER);
                        });
        if (folder.isPresent()) {
            return use.apply(folder.get());
        }
        try {
            Path copy = Files.createTempDirectory("syrinx-speaker");
            try {
                for (String name : FILES) {
                    try (InputStream in =
                            SpeakerEncoder.class.getResourceAsStream(BUILT_IN + name)) {
                        Files.copy(in, copy.resolve(name));
                    }
                }
                return use.apply(copy);
            } finally {
                try (Stream<Path> files = Files.list(copy)) {
                    for (Path p : files.toList()) {
                        Files.delete(p);
                    }
                }
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new SyrinxException(
                    "to unpack the speaker encoder",
                    "the temporary folder cannot be used: " + e.getMessage(),
                    "check " + System.getProperty("java.io.tmpdir"),
                    e);
        }
    }
}
