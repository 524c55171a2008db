package org.syrinx.launcher.internal.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.syrinx.api.ActivationHook;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioSink;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Conditioning;
import org.syrinx.api.DenoiseOptions;
import org.syrinx.api.Denoiser;
import org.syrinx.api.Directions;
import org.syrinx.api.Encoder;
import org.syrinx.api.Latent;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;
import org.syrinx.api.Role;
import org.syrinx.api.SpeechResult;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Vocoder;

/** One request on one wiring: sentence by sentence, each from text to sound. One thread. */
final class SpeechRun {
    private final String pipeline;
    private final Wiring wiring;
    private final AudioSink sink;
    private final Progress progress;
    private final Directions directions;
    private final Runnable alive;
    private final long began = System.nanoTime();
    private final Map<String, Long> nanos = new LinkedHashMap<>();
    private final Map<String, String> notes = new LinkedHashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private long samples;
    private long listening;
    private long firstAudio = -1;
    private volatile Role running;
    private volatile SyrinxException refusal;

    /**
     * @param directions what edits mean, or null if no installed plug-in edits
     * @param alive told whenever a stage is called
     */
    SpeechRun(
            String pipeline,
            Wiring wiring,
            AudioSink sink,
            Progress progress,
            Directions directions,
            Runnable alive) {
        this.pipeline = pipeline;
        this.wiring = wiring;
        this.sink = sink;
        this.progress = progress;
        this.directions = directions;
        this.alive = alive;
    }

    SpeechResult speak(Prompt prompt, List<String> sentences) {
        PipelineOptions options = PipelineOptions.of(prompt);
        refuseWhatNobodyCanDo(prompt);
        Optional<Directions.Editing> editing = editing(prompt);
        for (int i = 0; i < sentences.size(); i++) {
            long seed = Seeds.ofSentence(prompt.seed(), i);
            Prompt sentence =
                    PipelineOptions.strip(prompt).text(sentences.get(i)).seed(seed).build();
            if (i > 0) {
                pause(options.pauseSeconds(), wiring.sampleRate());
            }
            say(sentence, NoiseSource.seeded(seed), options, editing);
            progress.step("sentences", i + 1L, sentences.size());
        }
        return new SpeechResult(
                pipeline,
                wiring.infos(),
                wiring.sampleRate(),
                samples,
                sentences.size(),
                prompt.seed(),
                seconds(),
                notes,
                List.copyOf(warnings));
    }

    private Optional<Directions.Editing> editing(Prompt prompt) {
        if (prompt.edits().isEmpty()) {
            return Optional.empty();
        }
        Directions.Editing editing = directions.prepare(prompt.edits(), wiring.denoiser());
        warnings.addAll(editing.warnings());
        return Optional.of(editing);
    }

    private void say(
            Prompt prompt,
            NoiseSource noise,
            PipelineOptions options,
            Optional<Directions.Editing> editing) {
        Encoder encoder = wiring.encoder();
        try (Conditioning conditioning =
                timed(Role.ENCODER, () -> encode(encoder, prompt, noise))) {
            StageChecks.conditioning(conditioning, wiring.latentSpec(), info(Role.ENCODER));
            conditioning
                    .notes()
                    .forEach(
                            (k, v) -> notes.merge(k, v, (a, b) -> a.equals(b) ? a : a + " | " + b));
            warnings.addAll(conditioning.warnings());
            if (wiring.denoiser() == null) {
                decode(start(conditioning), conditioning, noise, options);
            } else {
                denoise(prompt, conditioning, noise, options, editing);
            }
        }
    }

    private Conditioning encode(Encoder encoder, Prompt prompt, NoiseSource noise) {
        try {
            return encoder.encode(prompt, noise, progress);
        } catch (SyrinxException e) {
            refusal = e;
            throw e;
        }
    }

    /**
     * Whether an error is what the encoder said to the prompt, and not what happened on the way or
     * what another stage said.
     */
    boolean refused(SyrinxException why) {
        return why == refusal && !(why instanceof CancelledException);
    }

    private void denoise(
            Prompt prompt,
            Conditioning conditioning,
            NoiseSource noise,
            PipelineOptions options,
            Optional<Directions.Editing> editing) {
        Denoiser denoiser = wiring.denoiser();
        StageChecks.required(conditioning, denoiser, info(Role.ENCODER), info(Role.DENOISER));
        DenoiseOptions how = how(prompt, noise, editing.flatMap(Directions.Editing::hook));
        Conditioning edited = editing.map(e -> e.edit(conditioning)).orElse(conditioning);
        try (Latent latent = timed(Role.DENOISER, () -> denoiser.denoise(edited, how, progress))) {
            StageChecks.latent(latent, wiring.latentSpec(), edited.frames(), info(Role.DENOISER));
            decode(latent, edited, noise, options);
        } finally {
            if (edited != conditioning) {
                edited.close();
            }
        }
    }

    private Latent start(Conditioning conditioning) {
        return conditioning
                .start()
                .orElseThrow(
                        () ->
                                new SyrinxException(
                                        "a start latent from an encoder that is wired without a"
                                                + " denoiser",
                                        "the encoder of \""
                                                + info(Role.ENCODER).model()
                                                + "\" gave none",
                                        "wire a denoiser into the pipeline \"" + pipeline + "\""));
    }

    private static DenoiseOptions how(
            Prompt prompt, NoiseSource noise, Optional<ActivationHook> hook) {
        return new DenoiseOptions(
                prompt.steps().orElse(0),
                Optional.empty(),
                prompt.guidance().orElse(1),
                prompt.temperature().orElse(Double.NaN),
                noise,
                hook);
    }

    private void decode(
            Latent latent, Conditioning conditioning, NoiseSource noise, PipelineOptions options) {
        Vocoder vocoder = wiring.vocoder();
        Vocoder.DecodeOptions how = new Vocoder.DecodeOptions(options.chunkFrames(), noise);
        long before = samples;
        timed(
                Role.VOCODER,
                () -> {
                    vocoder.decode(latent, conditioning, how, this::deliver, progress);
                    return latent;
                });
        if (samples == before) {
            throw StageChecks.silent(info(Role.VOCODER));
        }
    }

    private void deliver(Audio chunk) {
        StageChecks.chunk(chunk, wiring.sampleRate(), info(Role.VOCODER));
        if (firstAudio < 0 && chunk.samples().length > 0) {
            firstAudio = System.nanoTime() - began;
        }
        hear(chunk);
    }

    /** A player takes as long as the sound lasts: that is no work of the pipeline. */
    private void hear(Audio chunk) {
        samples += chunk.samples().length;
        long t = System.nanoTime();
        sink.accept(chunk);
        listening += System.nanoTime() - t;
    }

    private void pause(double seconds, int rate) {
        int length = (int) Math.round(seconds * rate);
        if (length > 0) {
            hear(new Audio(new float[length], rate));
        }
    }

    /** Times a stage, without the time that the listener took. */
    private <T> T timed(Role role, Supplier<T> work) {
        long heard = listening;
        long t = System.nanoTime();
        alive.run();
        running = role;
        try {
            return StageCall.of(role, info(role), work);
        } finally {
            running = null;
            alive.run();
            nanos.merge(role.key(), System.nanoTime() - t - (listening - heard), Long::sum);
        }
    }

    private StageInfo info(Role role) {
        return wiring.infos().get(role);
    }

    /**
     * What to say when a run was left behind. Any thread.
     *
     * @param pipeline its name
     * @param run the run, or null if it had not begun
     * @param silence how long nothing was heard of it
     * @return the fault of the stage that was running, or a plain error if none was
     */
    static SyrinxException hung(String pipeline, SpeechRun run, Duration silence) {
        Role role = run == null ? null : run.running;
        String setting = "stage.timeout";
        return role == null
                ? StageCall.hungBetween("the pipeline \"" + pipeline + "\"", silence, setting)
                : StageCall.hung(role, run.info(role), silence, setting);
    }

    private void refuseWhatNobodyCanDo(Prompt prompt) {
        List<String> ignored = new ArrayList<>();
        if (wiring.denoiser() == null) {
            if (prompt.steps().isPresent()) {
                ignored.add("steps");
            }
            if (prompt.guidance().isPresent()) {
                ignored.add("guidance");
            }
            if (!prompt.edits().isEmpty()) {
                ignored.add("edits");
            }
        }
        if (!prompt.edits().isEmpty() && directions == null) {
            throw new SyrinxException(
                    "a pipeline that can edit",
                    "the prompt asks for the edit \""
                            + prompt.edits().get(0).direction()
                            + "\", which no installed plug-in offers",
                    "leave the edit out, or install a plug-in that edits");
        }
        if (!ignored.isEmpty()) {
            throw new SyrinxException(
                    "a pipeline with a denoiser for " + String.join(", ", ignored),
                    "the pipeline \"" + pipeline + "\" has none",
                    "leave " + String.join(", ", ignored) + " out, or choose another pipeline");
        }
    }

    private Map<String, Double> seconds() {
        Map<String, Double> out = new LinkedHashMap<>();
        nanos.forEach((name, n) -> out.put(name, n / 1e9));
        out.put("first_audio", firstAudio < 0 ? Double.NaN : firstAudio / 1e9);
        out.put("total", (System.nanoTime() - began - listening) / 1e9);
        return out;
    }
}
