package org.syrinx.plugin.hifigan.internal.train;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.audio.dsp.MelSpec;
import org.syrinx.nn.Losses;
import org.syrinx.nn.Ops;
import org.syrinx.nn.safetensors.Tensor;
import org.syrinx.training.GradientStep;
import org.syrinx.training.HostBuffer;
import org.syrinx.training.TrainingTask;
import org.syrinx.training.Workers;
import org.syrinx.training.spectra.Spectrograms;

/** What the training loop does with a vocoder. */
final class VocoderTask implements TrainingTask {
    /** Columns of {@code log.csv}, but for step and seconds. */
    static final List<String> COLUMNS =
            List.of(
                    "total",
                    "mel",
                    "stft",
                    "adversarial",
                    "feature",
                    "discriminator",
                    "norm",
                    "norm_d",
                    "rate",
                    "valid_mel",
                    "valid_stft",
                    "steps_per_second");

    /** Columns that the progress line shows. */
    static final List<String> SHOWN =
            List.of("mel", "stft", "adversarial", "feature", "discriminator");

    private final VocoderTrainingConfig config;
    private final VocoderState state;
    private final Spectrograms spectra;
    private final CopySynthesis copies;
    private final List<Example> examples;
    private final long seed;
    private final double floor;
    private final GradientStep<Example> gradients;

    VocoderTask(
            VocoderTrainingConfig config,
            VocoderState state,
            Spectrograms spectra,
            Workers workers,
            CopySynthesis copies,
            List<Example> examples,
            long seed) {
        this.config = config;
        this.state = state;
        this.spectra = spectra;
        this.copies = copies;
        this.examples = examples;
        this.seed = seed;
        MelSpec mel = state.network().config().mel();
        this.floor = Math.log(mel.floor());
        this.gradients =
                new GradientStep<>(state.learner(), state.adversary(), workers, this::pass);
    }

    @Override
    public Map<String, Double> step(int[] batch, long step, double rate) {
        return gradients.run(
                Arrays.stream(batch).mapToObj(examples::get).toList(), step, seed, rate);
    }

    private GradientStep.Pass pass(
            HostBuffer host, List<Example> mine, List<Example> batch, long stepSeed) {
        int hop = state.network().generator().hop();
        Batch b = Batch.of(host, mine, config.sliceFrames(), hop, spectra, stepSeed);
        NDArray given = config.degradation().apply(b.mel(), b.random(), host, floor);
        NDArray fake = state.network().generator().decode(given, null);
        double share = (double) mine.size() / batch.size();
        // both mirrored at the slice's ends, so that edges are compared with their like
        NDArray real = spectra.melOfAudio(b.audio());
        Map<String, NDArray> losses = new LinkedHashMap<>();
        losses.put("mel", Ops.scale(Losses.l1(spectra.melOfAudio(fake), real), share));
        NDArray total = Ops.scale(losses.get("mel"), config.weights().mel());
        if (config.weights().stft() > 0) {
            losses.put("stft", Ops.scale(spectra.multiResolution(fake, b.audio()), share));
            total = Ops.add(total, Ops.scale(losses.get("stft"), config.weights().stft()));
        }
        return new GradientStep.Pass(total, losses, fake, b.audio(), share);
    }

    @Override
    public Map<String, Double> validate() {
        return copies.losses();
    }

    @Override
    public double score(Map<String, Double> losses) {
        return config.weights().mel() * losses.get("valid_mel")
                + config.weights().stft() * losses.get("valid_stft");
    }

    @Override
    public void samples(Path folder) {
        copies.samples(folder);
    }

    @Override
    public Map<String, List<Tensor>> parts() {
        return state.parts();
    }
}
