package org.syrinx.plugin.gradtts.internal;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.syrinx.api.ActivationHook;
import org.syrinx.api.Conditioning;
import org.syrinx.api.DenoiseOptions;
import org.syrinx.api.Denoiser;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentMismatchException;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Lease;
import org.syrinx.api.Predictor;
import org.syrinx.api.Progress;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.TensorScope;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Types;
import org.syrinx.plugin.gradtts.internal.model.GradTtsConfig;
import org.syrinx.plugin.gradtts.internal.model.Samplers;
import org.syrinx.plugin.gradtts.internal.model.ScoreNetwork;

/**
 * The score network, walked from the text's mean mel plus noise to a mel. Offers h-space, the
 * output of {@code mid_block2}, as the bottleneck {@value #AFTER_MID}.
 *
 * <p>The temperature of the options is the scale of the noise. The authors' temperature tau divides
 * it: their 1.5 is 0.667 here.
 */
final class GradTtsDenoiser implements Denoiser {
    /** The place of the bottleneck. */
    static final String AFTER_MID = "after_mid";

    private final LoadedGradTts model;

    GradTtsDenoiser(LoadedGradTts model) {
        this.model = model;
    }

    @Override
    public StageInfo info() {
        return model.info();
    }

    @Override
    public Lease lease() {
        return model.lease();
    }

    @Override
    public LatentSpec latentSpec() {
        return model.latentSpec();
    }

    @Override
    public List<String> requires() {
        return model.config().multiSpeaker()
                ? List.of(Conditioning.MU, Conditioning.SPEAKER)
                : List.of(Conditioning.MU);
    }

    @Override
    public Optional<BottleneckSpec> bottleneck() {
        return Optional.of(
                new BottleneckSpec(
                        AFTER_MID,
                        model.network().score().bottleneckChannels(),
                        model.config().bands() / ScoreNetwork.STRIDE,
                        ScoreNetwork.STRIDE));
    }

    @Override
    public Latent denoise(Conditioning conditioning, DenoiseOptions options, Progress progress) {
        if (!conditioning.spec().fits(model.latentSpec())) {
            throw new LatentMismatchException(
                    "the conditioning",
                    conditioning.spec(),
                    info().model(),
                    model.latentSpec(),
                    "Choose an encoder for this latent");
        }
        if (options.guidance() != 1) {
            throw new SyrinxException(
                    "guidance 1: " + info().model() + " was trained without dropped conditioning",
                    "guidance " + options.guidance(),
                    "Leave the guidance out.");
        }
        GradTtsConfig.Defaults defaults = model.config().defaults();
        int steps = options.steps() > 0 ? options.steps() : defaults.steps();
        Synthesis.Walk walk =
                new Synthesis.Walk(
                        options.sampler().orElse(Samplers.named(defaults.sampler())),
                        steps,
                        Double.isNaN(options.temperature())
                                ? 1 / defaults.tau()
                                : options.temperature(),
                        options.noise());
        Synthesis.StepHook hook = options.hook().map(h -> adapt(h, steps)).orElse(null);
        try (TensorScope scope = model.backend().scope()) {
            Synthesis.Bound bound =
                    Synthesis.bind(
                            model.network(), mu(conditioning), speaker(conditioning), walk, hook);
            NDArray mel = bound.run(model.config(), walk, progress);
            NDArray frames = Shapes.narrow(mel, 2, 0, bound.frames());
            return new Latent(scope.keep(Types.copy(frames)), model.latentSpec());
        }
    }

    private static Synthesis.StepHook adapt(ActivationHook hook, int steps) {
        return (h, mask, rest, step, time) ->
                hook.apply(
                        new ActivationHook.Activation(
                                h, mask, step, steps, time, Optional.of(continuation(rest))));
    }

    private static ActivationHook.Continuation continuation(UnaryOperator<NDArray> rest) {
        return new ActivationHook.Continuation() {
            @Override
            public Predictor.Kind kind() {
                return Predictor.Kind.SCORE;
            }

            @Override
            public NDArray predict(NDArray h) {
                return rest.apply(h);
            }
        };
    }

    private NDArray mu(Conditioning conditioning) {
        return shaped(
                conditioning, Conditioning.MU, 1, model.config().bands(), conditioning.frames());
    }

    /** (1, G), or null. */
    private NDArray speaker(Conditioning conditioning) {
        if (!model.config().multiSpeaker()) {
            return null;
        }
        int size = model.config().speakers().size();
        return Shapes.squeeze(shaped(conditioning, Conditioning.SPEAKER, 1, size, 1), 2);
    }

    private NDArray shaped(Conditioning conditioning, String name, long... shape) {
        NDArray tensor = conditioning.tensor(name);
        if (!Arrays.equals(tensor.getShape().getShape(), shape)) {
            throw new SyrinxException(
                    "\"" + name + "\" of the shape " + Arrays.toString(shape),
                    "the shape " + tensor.getShape(),
                    "Wire an encoder that was made for " + info().model() + ".");
        }
        return tensor;
    }
}
