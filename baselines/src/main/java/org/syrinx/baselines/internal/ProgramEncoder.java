package org.syrinx.baselines.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.syrinx.api.Audio;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Encoder;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Lease;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;

/**
 * A program that speaks, as an encoder: its sound is the start latent of one channel and one sample
 * a frame. A program has no seed: the noise is not used, and the notes say so.
 */
final class ProgramEncoder implements Encoder {
    private final StageInfo info;
    private final LatentSpec wave;
    private final ProgramRunner runner;
    private final NDManager manager;
    private int leases;
    private boolean withdrawn;

    ProgramEncoder(StageInfo info, LatentSpec wave, ProgramRunner runner, NDManager manager) {
        this.info = info;
        this.wave = wave;
        this.runner = runner;
        this.manager = manager;
    }

    @Override
    public StageInfo info() {
        return info;
    }

    @Override
    public synchronized Lease lease() {
        if (withdrawn) {
            throw new SyrinxException(
                    "a program that is installed",
                    info.model() + " has been removed",
                    "ask again for a pipeline");
        }
        leases++;
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.compareAndSet(true, false)) {
                release();
            }
        };
    }

    private synchronized void release() {
        leases--;
        freeIfUnused();
    }

    /** Frees the tensors' memory as soon as nobody holds a lease. */
    synchronized void withdraw() {
        withdrawn = true;
        freeIfUnused();
    }

    private void freeIfUnused() {
        if (withdrawn && leases == 0) {
            manager.close();
        }
    }

    @Override
    public LatentSpec latentSpec() {
        return wave;
    }

    @Override
    public List<String> speakers() {
        return runner.program().speakers();
    }

    @Override
    public List<String> languages() {
        return runner.program().languages();
    }

    @Override
    public Conditioning encode(Prompt prompt, NoiseSource noise, Progress progress) {
        refuse(prompt);
        String speaker = prompt.speaker().orElse(null);
        if (speaker != null && !speakers().contains(speaker)) {
            throw new SyrinxException(
                    speakers().isEmpty() ? "no speaker: it has one voice" : "one of " + speakers(),
                    "the speaker \"" + speaker + "\"",
                    "choose another");
        }
        prompt.language()
                .filter(tag -> !runner.program().reads(tag))
                .ifPresent(
                        tag -> {
                            throw new SyrinxException(
                                    "a language that " + runner.program().name() + " can read",
                                    "the language \"" + tag + "\"",
                                    "leave it out");
                        });
        progress.step("running " + runner.program().name(), 0, 1);
        Audio audio =
                runner.speak(
                        prompt.text(),
                        new Program.Speech(
                                speaker, prompt.language().orElse(null), prompt.speed()));
        if (audio.sampleRate() != wave.sampleRate()) {
            throw new SyrinxException(
                    "sound at " + wave.sampleRate() + " Hz, as in the self-test",
                    audio.sampleRate() + " Hz",
                    "choose a voice of that rate");
        }
        if (audio.samples().length == 0) {
            throw new SyrinxException(
                    "sound from " + runner.program().name(),
                    "an empty file for \"" + prompt.text() + "\"",
                    "pass a text with something to say");
        }
        return Conditioning.builder(wave, audio.samples().length)
                .start(latent(audio))
                .note("seed", "not used by " + runner.program().name())
                .build();
    }

    private Latent latent(Audio audio) {
        float[] x = audio.samples();
        try (NDArray view = manager.create(x, new Shape(1, 1, x.length))) {
            // a tensor made from an array shares Java memory; the copy owns its own
            NDArray copy = view.duplicate();
            NDScope.unregister(copy);
            return new Latent(copy, wave);
        }
    }

    private void refuse(Prompt prompt) {
        List<String> asked = new ArrayList<>();
        prompt.style().ifPresent(x -> asked.add("style"));
        prompt.styleAudio().ifPresent(x -> asked.add("style audio"));
        prompt.reference().ifPresent(x -> asked.add("reference"));
        prompt.temperature().ifPresent(x -> asked.add("noise"));
        prompt.durationTemperature().ifPresent(x -> asked.add("duration noise"));
        if (!asked.isEmpty()) {
            throw new SyrinxException(
                    "text, speaker, language and speed: all that "
                            + runner.program().name()
                            + " understands",
                    String.join(", ", asked),
                    "leave it out");
        }
    }
}
