package org.syrinx.plugin.editing.internal.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.syrinx.api.ActivationHook;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioCollector;
import org.syrinx.api.Conditioning;
import org.syrinx.api.DenoiseOptions;
import org.syrinx.api.Denoiser;
import org.syrinx.api.Directions;
import org.syrinx.api.Encoder;
import org.syrinx.api.Latent;
import org.syrinx.api.Lease;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Pipeline;
import org.syrinx.api.Pipelines;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;
import org.syrinx.api.Role;
import org.syrinx.api.Stage;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Vocoder;

/**
 * The stages of a pipeline, held to speak with one by one: an experiment needs hooks and
 * conditionings that a prompt cannot carry. Safe from any thread, as stages are; close it to let
 * them go.
 */
public final class Voice implements AutoCloseable {
    /** Details of a stage that its sound does not depend on. */
    private static final Set<String> UNHEARD = Set.of("folder", "licence", "warning");

    /** The hash of what a model is configured with, and what is only read from there. */
    private static final String CONFIGURATION = "configuration";

    private static final Set<String> CONFIGURED = Set.of("steps", "temperature");

    private final Encoder encoder;
    private final Denoiser denoiser;
    private final Vocoder vocoder;
    private final List<Lease> leases = new ArrayList<>();

    /**
     * Holds stages.
     *
     * @param encoder text to conditioning
     * @param denoiser conditioning to latent
     * @param vocoder latent to sound
     */
    public Voice(Encoder encoder, Denoiser denoiser, Vocoder vocoder) {
        this.encoder = encoder;
        this.denoiser = denoiser;
        this.vocoder = vocoder;
        for (Stage stage : List.of(encoder, denoiser, vocoder)) {
            leases.add(stage.lease());
        }
    }

    /**
     * Opens the stages of a pipeline.
     *
     * @param pipelines that there are
     * @param pipeline one of them
     * @return the voice; the caller closes it
     * @throws SyrinxException if the pipeline has no denoiser
     */
    public static Voice of(Pipelines pipelines, Pipeline pipeline) {
        Map<Role, StageInfo> stages = pipeline.stages();
        if (!stages.containsKey(Role.DENOISER)) {
            throw new SyrinxException(
                    "a pipeline with a denoiser, whose bottleneck has directions",
                    "the pipeline \"" + pipeline.name() + "\" has none",
                    "choose another of " + pipelines.names());
        }
        return new Voice(
                (Encoder) pipelines.stage(Role.ENCODER, stages.get(Role.ENCODER).model()),
                (Denoiser) pipelines.stage(Role.DENOISER, stages.get(Role.DENOISER).model()),
                (Vocoder) pipelines.stage(Role.VOCODER, stages.get(Role.VOCODER).model()));
    }

    /**
     * What to say.
     *
     * @param text one sentence
     * @param speaker one of the encoder's, or empty for a single voice
     * @param seed of all noise
     * @param steps of the denoiser, or 0 for its default
     */
    public record Request(String text, String speaker, long seed, int steps) {}

    /**
     * What came of it.
     *
     * @param audio the sound
     * @param speakerVector the conditioning's speaker vector before any edit, or empty
     */
    public record Spoken(Audio audio, Optional<float[]> speakerVector) {}

    /** The speakers of the encoder. */
    public List<String> speakers() {
        return encoder.speakers();
    }

    /**
     * Whether the encoder knows a row, such as {@code f1:loud}.
     *
     * @param row a speaker, or a speaker and a style
     */
    public boolean knows(String row) {
        if (encoder.speakers().contains(row)) {
            return true;
        }
        Prompt prompt = Prompt.say("a").speaker(row).build();
        try (Conditioning c = encoder.encode(prompt, NoiseSource.seeded(0), Progress.NONE)) {
            return c.frames() > 0;
        } catch (SyrinxException e) {
            return false; // it says so by refusing the prompt: there is no list of rows
        }
    }

    /** Who speaks a row: {@code f1} for {@code f1:loud}. */
    public static String person(String row) {
        int colon = row.indexOf(':');
        return colon < 0 ? row : row.substring(0, colon);
    }

    /** How a row speaks: {@code loud} for {@code f1:loud}, {@code neutral} for {@code f1}. */
    public static String style(String row) {
        int colon = row.indexOf(':');
        return colon < 0 ? "neutral" : row.substring(colon + 1);
    }

    /** The denoiser. */
    public Denoiser denoiser() {
        return denoiser;
    }

    /**
     * Everything that a measurement of its sound depends on: the stages, their weights, and what
     * else they say of themselves, among it the hash of their configuration, whose length scale,
     * temperature and default steps change the sound of the same weights. Where a model lies and
     * whose it is do not.
     */
    public String identity() {
        StringBuilder all = new StringBuilder();
        for (Stage stage : List.of(encoder, denoiser, vocoder)) {
            StageInfo i = stage.info();
            all.append(i.model()).append(' ').append(i.fingerprint()).append('\n');
            boolean configured = i.details().containsKey(CONFIGURATION);
            i.details()
                    .forEach(
                            (name, value) -> {
                                boolean said = configured && CONFIGURED.contains(name);
                                if (!said && !UNHEARD.contains(name)) {
                                    all.append(name).append('=').append(value).append('\n');
                                }
                            });
        }
        return all.toString();
    }

    /** The denoiser's bottleneck. */
    public Denoiser.BottleneckSpec bottleneck() {
        return denoiser.bottleneck()
                .orElseThrow(
                        () ->
                                new SyrinxException(
                                        "a denoiser whose bottleneck can be read",
                                        "the denoiser of \""
                                                + denoiser.info().model()
                                                + "\" offers none",
                                        "choose another pipeline"));
    }

    /**
     * Speaks.
     *
     * @param request what to say
     * @param editing edits, or empty
     * @param reader sees the bottleneck after the edits, or null
     * @param progress cancellation
     * @return the sound
     */
    public Spoken speak(
            Request request,
            Optional<Directions.Editing> editing,
            BottleneckReader reader,
            Progress progress) {
        Prompt.Builder prompt = Prompt.say(request.text()).seed(request.seed());
        if (!request.speaker().isEmpty()) {
            prompt.speaker(request.speaker());
        }
        NoiseSource noise = NoiseSource.seeded(request.seed());
        Optional<ActivationHook> hook =
                reader != null ? Optional.of(reader) : editing.flatMap(Directions.Editing::hook);
        DenoiseOptions how =
                new DenoiseOptions(request.steps(), Optional.empty(), 1, Double.NaN, noise, hook);
        try (Conditioning plain = encoder.encode(prompt.build(), noise, progress)) {
            Optional<float[]> vector =
                    plain.optional(Conditioning.SPEAKER).map(v -> v.toFloatArray());
            Conditioning edited = editing.map(e -> e.edit(plain)).orElse(plain);
            AudioCollector sound = new AudioCollector();
            try (Latent latent = denoiser.denoise(edited, how, progress)) {
                vocoder.decode(
                        latent, edited, new Vocoder.DecodeOptions(0, noise), sound, progress);
            } finally {
                if (edited != plain) {
                    edited.close();
                }
            }
            return new Spoken(sound.audio(), vector);
        }
    }

    @Override
    public void close() {
        leases.forEach(Lease::close);
    }
}
