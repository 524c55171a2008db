package org.syrinx.tck.samples;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.syrinx.api.ActivationHook;
import org.syrinx.api.Conditioning;
import org.syrinx.api.DenoiseOptions;
import org.syrinx.api.Denoiser;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentMismatchException;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Progress;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.tck.internal.Values;
import org.syrinx.tck.samples.hum.HumVocoder;

/** Halves the distance to mu at each step. Keeps every clause; its subclasses break one each. */
public class HalvingDenoiser implements Denoiser {
    @Override
    public StageInfo info() {
        return new StageInfo("halving", "halving", "1.0.0", "", "cpu", Map.of());
    }

    @Override
    public LatentSpec latentSpec() {
        return HumVocoder.SPEC;
    }

    @Override
    public List<String> requires() {
        return List.of(Conditioning.MU);
    }

    @Override
    public Optional<BottleneckSpec> bottleneck() {
        return Optional.of(new BottleneckSpec("distance", 4, 0, 1));
    }

    @Override
    public Latent denoise(Conditioning conditioning, DenoiseOptions options, Progress progress) {
        refuse(conditioning, options);
        float[] mu = conditioning.tensor(Conditioning.MU).toFloatArray();
        int frames = (int) conditioning.frames();
        float[] x = options.noise().gaussian("start", mu.length);
        int steps = options.steps() == 0 ? 4 : options.steps();
        for (int step = 0; step < steps; step++) {
            progress.step("denoising", step, steps);
            float[] distance = new float[x.length];
            for (int i = 0; i < x.length; i++) {
                distance[i] = mu[i] - x[i];
            }
            distance = hook(options, distance, frames, step, steps);
            for (int i = 0; i < x.length; i++) {
                x[i] += distance[i] / 2;
            }
        }
        return new Latent(Values.tensor(x, 1, 4, frames), latentSpec());
    }

    /** Reads and edits. */
    protected float[] hook(
            DenoiseOptions options, float[] distance, int frames, int step, int steps) {
        if (options.hook().isEmpty()) {
            return distance;
        }
        float[] ones = new float[frames];
        java.util.Arrays.fill(ones, 1);
        try (NDArray h = Values.tensor(distance, 1, 4, frames);
                NDArray mask = Values.tensor(ones, 1, 1, frames);
                NDArray edited =
                        options.hook()
                                .get()
                                .apply(
                                        new ActivationHook.Activation(
                                                h, mask, step, steps, 1 - (double) step / steps))) {
            return edited.toFloatArray();
        }
    }

    /** What it cannot do. */
    protected void refuse(Conditioning conditioning, DenoiseOptions options) {
        if (!conditioning.spec().fits(latentSpec())) {
            throw new LatentMismatchException(
                    "the conditioning", conditioning.spec(), "halving", latentSpec(), "Rewire.");
        }
        if (options.sampler().isPresent() || options.guidance() != 1) {
            throw new SyrinxException(
                    "no sampler and no guidance", "one of them", "Leave them out.");
        }
    }
}
