package org.syrinx.plugin.gradtts.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Predictor;
import org.syrinx.api.Progress;
import org.syrinx.api.Sampler;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Resizing;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.sampling.Schedules;
import org.syrinx.plugin.gradtts.internal.model.Alignment;
import org.syrinx.plugin.gradtts.internal.model.GradTtsConfig;
import org.syrinx.plugin.gradtts.internal.model.GradTtsNetwork;
import org.syrinx.plugin.gradtts.internal.model.ScoreNetwork;
import org.syrinx.plugin.gradtts.internal.model.TextEncoder;

/** From ids to the mel, in the two halves that the stages share with the parity check. */
public final class Synthesis {
    /** Tag of the noise that a mel starts from: F T values, T padded to a multiple of 4. */
    public static final String NOISE = "gradtts.noise";

    private Synthesis() {}

    /**
     * What text becomes, in the caller's scope.
     *
     * @param text hidden states and means by token
     * @param speaker (1, G), or null
     * @param logDurations (1, 1, N)
     * @param alignment of tokens and frames
     * @param mu means by frame, (1, F, T)
     */
    public record Encoded(
            TextEncoder.Output text,
            NDArray speaker,
            NDArray logDurations,
            Alignment alignment,
            NDArray mu) {}

    /**
     * Encodes. To be called in a tensor scope.
     *
     * @param network the network
     * @param ids N token ids
     * @param speaker row of the speaker table, ignored by a single-speaker model
     * @param lengthScale factor on durations
     * @return the results
     */
    public static Encoded encode(
            GradTtsNetwork network, long[] ids, int speaker, double lengthScale) {
        NDManager manager = network.parameters().manager();
        int n = ids.length;
        NDArray vector = network.config().multiSpeaker() ? network.speakers(speaker) : null;
        NDArray mask = Tensors.full(manager, 1, 1, 1, n);
        TextEncoder.Output text =
                network.encoder().encode(Tensors.of(manager, ids, 1, n), mask, vector);
        NDArray log = network.durations().logDurations(text.hidden(), mask);
        Alignment alignment = Alignment.of(log, lengthScale);
        return new Encoded(text, vector, log, alignment, alignment.expand(text.means()));
    }

    /**
     * How a mel is made.
     *
     * @param sampler walks from noise to data
     * @param steps its steps
     * @param noiseScale factor on the noise that it starts from: 1 / tau
     * @param noise all randomness
     */
    public record Walk(Sampler sampler, int steps, double noiseScale, NoiseSource noise) {}

    /**
     * A U-Net with its conditioning bound, and the start of a walk. Everything is padded to a
     * multiple of 4 frames.
     *
     * @param predictor the network as a sampler sees it
     * @param start mu + noise, (1, F, T)
     * @param mu (1, F, T)
     * @param mask (1, 1, T), or null if there is no padding
     * @param frames without padding
     */
    public record Bound(Predictor predictor, NDArray start, NDArray mu, NDArray mask, int frames) {
        /**
         * Walks.
         *
         * @param config decides the schedule
         * @param walk how
         * @param progress one unit a step, and cancellation
         * @return the mel, (1, F, T), padded
         */
        public NDArray run(GradTtsConfig config, Walk walk, Progress progress) {
            Schedules.LinearBeta schedule =
                    new Schedules.LinearBeta(GradTtsConfig.TYPE, config.beta0(), config.beta1());
            Sampler.Problem problem =
                    new Sampler.Problem(
                            predictor, schedule, start, mu, mask, walk.steps, walk.noise);
            return walk.sampler.sample(problem, progress);
        }
    }

    /** Sees the bottleneck at every step. */
    @FunctionalInterface
    public interface StepHook {
        NDArray apply(NDArray h, NDArray mask, UnaryOperator<NDArray> rest, int step, double time);
    }

    /**
     * Binds. To be called in the tensor scope of the walk.
     *
     * @param network the network
     * @param mu (1, F, T), T without padding
     * @param speaker (1, G), or null
     * @param walk how the mel will be made
     * @param hook sees the bottleneck, or null
     * @return the bound network and its start
     */
    public static Bound bind(
            GradTtsNetwork network, NDArray mu, NDArray speaker, Walk walk, StepHook hook) {
        NDManager manager = network.parameters().manager();
        int frames = Math.toIntExact(mu.getShape().get(2));
        int padded = GradTtsNetwork.padded(frames);
        NDArray mask = null;
        NDArray mean = mu;
        if (padded > frames) {
            float[] valid = new float[padded];
            Arrays.fill(valid, 0, frames, 1);
            mask = Tensors.of(manager, valid, 1, 1, padded);
            mean = Resizing.pad(mu, new long[] {0, padded - frames}, 0);
        }
        NDArray start = mean;
        if (walk.noiseScale > 0) {
            int bands = network.config().bands();
            float[] values = walk.noise.gaussian(NOISE, Math.multiplyExact(bands, padded));
            start = Ops.axpy(walk.noiseScale, Tensors.of(manager, values, 1, bands, padded), mean);
        }
        NDArray bound = mask;
        NDArray centre = mean;
        Predictor predictor =
                new Predictor() {
                    @Override
                    public Kind kind() {
                        return Kind.SCORE;
                    }

                    @Override
                    public NDArray predict(NDArray x, double time, int step) {
                        NDArray t = Tensors.of(manager, new float[] {(float) time}, 1);
                        ScoreNetwork.Hook at =
                                hook == null
                                        ? null
                                        : (h, m, rest) -> hook.apply(h, m, rest, step, time);
                        return network.score().score(x, bound, centre, t, speaker, at);
                    }
                };
        return new Bound(predictor, start, mean, mask, frames);
    }
}
