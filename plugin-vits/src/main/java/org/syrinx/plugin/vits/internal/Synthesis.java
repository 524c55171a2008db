package org.syrinx.plugin.vits.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.syrinx.api.NoiseSource;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.Types;
import org.syrinx.plugin.vits.internal.model.FramePrior;
import org.syrinx.plugin.vits.internal.model.LengthRegulator;
import org.syrinx.plugin.vits.internal.model.TextEncoder;
import org.syrinx.plugin.vits.internal.model.VitsNetwork;

/** From token ids to the latent z, with every tensor on the way: spec 1.1, inference. */
final class Synthesis {
    /** Tag of the noise of the durations: 2 N values, row-major (1, 2, N). */
    static final String DURATION_NOISE = "vits.duration";

    /** Tag of the noise of the prior: F T values, row-major (1, F, T). */
    static final String PRIOR_NOISE = "vits.prior";

    private Synthesis() {}

    /**
     * What is asked for.
     *
     * @param ids N token ids
     * @param speaker row of the speaker table, or -1 for none
     * @param noiseScale temperature of the prior
     * @param durationNoiseScale temperature of the durations
     * @param lengthScale factor on durations, the inverse of the speaking rate
     */
    record Request(
            long[] ids,
            int speaker,
            double noiseScale,
            double durationNoiseScale,
            double lengthScale) {}

    /**
     * Every step's result, in the caller's scope.
     *
     * @param text hidden states, prior mean and log standard deviation per token
     * @param speaker (1, G, 1), or null
     * @param logDurations (1, 1, N)
     * @param durations frames of each token
     * @param mask (1, 1, T), ones
     * @param means mu_p per frame, (1, F, T)
     * @param logStds log sigma_p per frame, (1, F, T)
     * @param zPrior z_p, (1, F, T)
     * @param z the latent, (1, F, T)
     */
    record Trace(
            TextEncoder.Output text,
            NDArray speaker,
            NDArray logDurations,
            long[] durations,
            NDArray mask,
            NDArray means,
            NDArray logStds,
            NDArray zPrior,
            NDArray z) {}

    /**
     * Computes. To be called in a tensor scope.
     *
     * @param network the network
     * @param request what is asked for
     * @param noise all randomness; asked only where the scale is not 0
     * @return the results
     */
    static Trace run(VitsNetwork network, Request request, NoiseSource noise) {
        NDManager manager = network.parameters().manager();
        int n = request.ids.length;
        NDArray ids = Tensors.of(manager, request.ids, 1, n);
        NDArray mask = ones(manager, n);
        TextEncoder.Output text = network.textEncoder().encode(ids, mask);
        NDArray speaker = request.speaker < 0 ? null : network.speaker(request.speaker);

        NDArray durationNoise = null;
        if (network.durationPredictor().wantsNoise()) {
            durationNoise = noise(manager, noise, DURATION_NOISE, request.durationNoiseScale, 2, n);
        }
        NDArray logDurations =
                network.durationPredictor()
                        .logDurations(text.hidden(), mask, speaker, durationNoise);
        long[] durations = LengthRegulator.durations(logDurations, mask, request.lengthScale);

        int frames = 0;
        for (long d : durations) {
            frames += Math.toIntExact(d);
        }
        long[][] one = {durations};
        NDArray means = LengthRegulator.expand(text.means(), one, frames);
        NDArray logStds = LengthRegulator.expand(text.logStds(), one, frames);
        NDArray frameMask = ones(manager, frames);
        if (network.framePrior().isPresent()) {
            float[] positions = FramePrior.positions(durations, 0, frames);
            FramePrior.Output refined =
                    network.framePrior()
                            .get()
                            .apply(
                                    LengthRegulator.expand(text.hidden(), one, frames),
                                    Tensors.of(manager, positions, 1, FramePrior.POSITIONS, frames),
                                    means,
                                    logStds,
                                    frameMask,
                                    speaker);
            means = refined.means();
            logStds = refined.logStds();
        }
        NDArray zPrior = means;
        if (request.noiseScale > 0) {
            NDArray e =
                    noise(
                            manager,
                            noise,
                            PRIOR_NOISE,
                            request.noiseScale,
                            network.config().flowSize(),
                            frames);
            zPrior = Ops.add(means, Ops.mul(e, Ops.exp(logStds)));
        }
        NDArray z = network.flow().inverse(zPrior, frameMask, speaker);
        return new Trace(
                text, speaker, logDurations, durations, frameMask, means, logStds, zPrior, z);
    }

    /** Scaled noise, (1, rows, columns). */
    private static NDArray noise(
            NDManager manager,
            NoiseSource source,
            String tag,
            double scale,
            int rows,
            int columns) {
        int count = Math.multiplyExact(rows, columns);
        float[] values = scale == 0 ? new float[count] : source.gaussian(tag, count);
        NDArray e = Tensors.of(manager, values, 1, rows, columns);
        return scale == 0 ? e : Ops.scale(e, scale);
    }

    /** A mask of valid positions, (1, 1, n). */
    static NDArray ones(NDManager manager, int n) {
        return Types.onesLike(Tensors.of(manager, new float[n], 1, 1, n));
    }
}
