package org.syrinx.plugin.editing.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.syrinx.api.ActivationHook;
import org.syrinx.api.ActivationHook.Activation;
import org.syrinx.api.ActivationHook.Continuation;
import org.syrinx.api.Backend;
import org.syrinx.api.Conditioning;
import org.syrinx.api.DenoiseOptions;
import org.syrinx.api.Denoiser;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Predictor;
import org.syrinx.api.Progress;
import org.syrinx.api.Sampler;
import org.syrinx.api.StageInfo;
import org.syrinx.api.TensorScope;
import org.syrinx.nn.Activations;
import org.syrinx.nn.LinearAlgebra;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.sampling.EulerOde;
import org.syrinx.nn.sampling.Schedules;

/**
 * A denoiser with random weights and a bottleneck (1, C, F, T / 2), small enough for closed forms:
 * h = W1 [x; mu; speaker] at half the rate, estimate = W2 tanh(h) at the full rate.
 */
public final class ToyDenoiser implements Denoiser {
    public static final LatentSpec SPEC = LatentSpec.of("toy.mel", 6, 16000, 128);
    public static final int C = 4;
    public static final int F = 3;
    private static final int IN = 6 + 6 + 2;

    public final float[] w1 = new float[C * F * IN];
    public final float[] w2 = new float[6 * C * F];
    private final Backend backend;
    private final NDManager manager;
    private final String fingerprint;

    public ToyDenoiser(Backend backend, NDManager manager, long seed) {
        this.backend = backend;
        this.manager = manager;
        this.fingerprint = "sha256:toy" + seed;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < w1.length; i++) {
            w1[i] = (float) (random.nextGaussian() * 0.3);
        }
        for (int i = 0; i < w2.length; i++) {
            w2[i] = (float) (random.nextGaussian() * 0.3);
        }
    }

    @Override
    public StageInfo info() {
        return new StageInfo("toy", "toy", "1.0.0", fingerprint, "cpu", Map.of());
    }

    @Override
    public LatentSpec latentSpec() {
        return SPEC;
    }

    @Override
    public List<String> requires() {
        return List.of(Conditioning.MU, Conditioning.MASK, Conditioning.SPEAKER);
    }

    @Override
    public Optional<BottleneckSpec> bottleneck() {
        return Optional.of(new BottleneckSpec("after_mid", C, F, 2));
    }

    @Override
    public Latent denoise(Conditioning conditioning, DenoiseOptions options, Progress progress) {
        int frames = (int) conditioning.frames();
        int steps = options.steps() == 0 ? 10 : options.steps();
        double tau = Double.isNaN(options.temperature()) ? 1 : options.temperature();
        try (TensorScope scope = backend.scope()) {
            NDArray mask = conditioning.tensor(Conditioning.MASK);
            NDArray mu = conditioning.tensor(Conditioning.MU);
            NDArray start =
                    Ops.add(
                            mu,
                            Ops.scale(
                                    Tensors.of(
                                            manager,
                                            options.noise().gaussian("start", 6 * frames),
                                            1,
                                            6,
                                            frames),
                                    tau));
            Predictor network =
                    new Predictor() {
                        @Override
                        public Kind kind() {
                            return Kind.DATA;
                        }

                        @Override
                        public NDArray predict(NDArray x, double time, int step) {
                            return estimate(
                                    x, mu, mask, conditioning, options.hook(), time, step, steps);
                        }
                    };
            NDArray out =
                    new EulerOde()
                            .sample(
                                    new Sampler.Problem(
                                            network,
                                            Schedules.gradTts(),
                                            start,
                                            null,
                                            mask,
                                            steps,
                                            options.noise()),
                                    progress);
            return new Latent(scope.keep(out), SPEC);
        }
    }

    private NDArray estimate(
            NDArray x,
            NDArray mu,
            NDArray mask,
            Conditioning conditioning,
            Optional<ActivationHook> hook,
            double time,
            int step,
            int steps) {
        long frames = x.getShape().get(2);
        NDArray speaker = Shapes.expand(conditioning.tensor(Conditioning.SPEAKER), 1, 2, frames);
        NDArray all = Shapes.cat(List.of(x, mu, speaker), 1); // (1, IN, T)
        NDArray half =
                Reductions.mean(Shapes.reshape(all, 1, IN, frames / 2, 2), false, 3); // T / 2
        NDArray h =
                LinearAlgebra.matmul(Tensors.of(manager, w1, 1, C * F, IN), half); // (1, CF, T/2)
        NDArray maskMid = Shapes.unsqueeze(Shapes.slice(mask, 2, 0, frames, 2), 1);
        NDArray image = Ops.mul(Shapes.reshape(h, 1, C, F, frames / 2), maskMid);
        Continuation rest =
                new Continuation() {
                    @Override
                    public Predictor.Kind kind() {
                        return Predictor.Kind.DATA;
                    }

                    @Override
                    public NDArray predict(NDArray inner) {
                        NDArray flat = Shapes.reshape(inner, 1, C * F, frames / 2);
                        NDArray y =
                                LinearAlgebra.matmul(
                                        Tensors.of(manager, w2, 1, 6, C * F),
                                        Activations.tanh(flat));
                        return Ops.mul(Shapes.repeatInterleave(y, 2, 2), mask);
                    }
                };
        NDArray used = image;
        if (hook.isPresent()) {
            used =
                    hook.get()
                            .apply(
                                    new Activation(
                                            image, maskMid, step, steps, time, Optional.of(rest)));
        }
        return rest.predict(used);
    }

    /** A conditioning with random mu and an all-valid mask up to {@code valid} frames. */
    public static Conditioning conditioning(
            NDManager manager, int frames, int valid, float s0, float s1, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] mu = new float[6 * frames];
        float[] mask = new float[frames];
        for (int t = 0; t < valid; t++) {
            mask[t] = 1;
            for (int c = 0; c < 6; c++) {
                mu[c * frames + t] = (float) random.nextGaussian();
            }
        }
        return Conditioning.builder(SPEC, frames)
                .tensor(Conditioning.MU, Tensors.of(manager, mu, 1, 6, frames))
                .tensor(Conditioning.MASK, Tensors.of(manager, mask, 1, 1, frames))
                .tensor(Conditioning.SPEAKER, Tensors.of(manager, new float[] {s0, s1}, 1, 2, 1))
                .build();
    }
}
