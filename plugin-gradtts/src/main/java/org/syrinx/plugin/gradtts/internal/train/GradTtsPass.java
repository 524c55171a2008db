package org.syrinx.plugin.gradtts.internal.train;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.nn.Indexing;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.sampling.Schedules;
import org.syrinx.plugin.gradtts.internal.model.GradTtsConfig;
import org.syrinx.plugin.gradtts.internal.model.GradTtsNetwork;
import org.syrinx.plugin.gradtts.internal.model.TextEncoder;
import org.syrinx.training.GradientStep;
import org.syrinx.training.HostBuffer;
import org.syrinx.training.alignment.MonotonicAlignment;

/** The forward pass over a part of a batch and its losses. Shared by threads. */
final class GradTtsPass {
    private final GradTtsNetwork network;
    private final TrainingConfig config;
    private final Schedules.LinearBeta schedule;
    private final Map<String, float[]> means = new HashMap<>();

    /**
     * A pass.
     *
     * @param network the network; its mode and the thread's decide about dropout and gradients
     * @param config the configuration
     */
    GradTtsPass(GradTtsNetwork network, TrainingConfig config) {
        this.network = network;
        this.config = config;
        this.schedule =
                new Schedules.LinearBeta(
                        GradTtsConfig.TYPE, network.config().beta0(), network.config().beta1());
    }

    /**
     * Sets the means by frame that a decoder is trained on.
     *
     * @param example whose means
     * @param values laid out like its mel
     */
    void mean(Example example, float[] values) {
        means.put(example.id(), values);
    }

    /**
     * Computes.
     *
     * @param host the thread's buffer
     * @param mine the examples of this part
     * @param all the examples of the batch
     * @param seed of windows, times and noise
     * @return the losses, in the thread's scope
     */
    GradientStep.Pass of(HostBuffer host, List<Example> mine, List<Example> all, long seed) {
        Batch batch = new Batch(host, mine, network.config().bands(), config.window(), seed);
        Map<String, NDArray> losses = new LinkedHashMap<>();
        NDArray speakers = network.speakers(batch.rows()); // (B, G), or null
        NDArray mu =
                config.part().encodes()
                        ? encode(batch, mine, all, speakers, losses)
                        : batch.windows(i -> means.get(mine.get(i).id()));
        if (config.part().decodes()) {
            losses.put("diffusion", diffusion(batch, mu, speakers, all));
        }
        NDArray total = null;
        for (NDArray loss : losses.values()) {
            total = total == null ? loss : Ops.add(total, loss);
        }
        double share = (double) mine.size() / all.size();
        return new GradientStep.Pass(total, losses, null, null, share);
    }

    /** Adds the losses of encoder and durations; returns the means of the windows, (B, F, W). */
    private NDArray encode(
            Batch batch,
            List<Example> mine,
            List<Example> all,
            NDArray speakers,
            Map<String, NDArray> losses) {
        NDArray mask = batch.tokenMask();
        TextEncoder.Output text = network.encoder().encode(batch.tokens(), mask, speakers);
        NDArray logDurations = network.durations().logDurations(text.hidden(), mask);
        boolean timed = mine.stream().allMatch(e -> e.durations() != null);
        List<int[]> durations =
                timed
                        ? mine.stream().map(Example::durations).toList()
                        : align(batch, mine, text.means());
        NDArray learnt = batch.durations(durations);
        if (config.ceilOffset() > 0) {
            learnt = Ops.sub(learnt, Ops.scale(mask, config.ceilOffset()));
        }
        long tokens = all.stream().mapToLong(e -> e.tokens().length).sum();
        losses.put("duration", GradTtsLosses.duration(logDurations, learnt, mask, tokens));
        if (!config.part().decodes()) {
            NDArray mu = byFrame(text.means(), batch.tokenOfFrame(durations, false));
            long frames = all.stream().mapToLong(Example::frames).sum();
            losses.put("prior", GradTtsLosses.prior(batch.mels(), mu, batch.frameMask(), frames));
            return null;
        }
        // where the decoder is trained too, the prior loss is of the windows, as in the paper's
        // code
        NDArray mu = byFrame(text.means(), batch.tokenOfFrame(durations, true));
        NDArray valid = batch.windowMask();
        if (valid != null) {
            mu = Ops.mul(mu, valid);
        }
        NDArray y = batch.windows();
        NDArray weight =
                valid == null ? org.syrinx.nn.Types.onesLike(Shapes.narrow(y, 1, 0, 1)) : valid;
        losses.put("prior", GradTtsLosses.prior(y, mu, weight, windowFrames(all)));
        return mu;
    }

    private NDArray diffusion(Batch batch, NDArray mu, NDArray speakers, List<Example> all) {
        NDArray y = batch.windows();
        NDArray mask = batch.windowMask();
        NDArray noise = batch.noise();
        NDArray sigma = batch.each(schedule::sigma);
        NDArray alpha = batch.each(schedule::alpha);
        // x_t = alpha y + (1 - alpha) mu + sigma eps
        NDArray x = Ops.add(mu, Ops.mul(Ops.sub(y, mu), alpha));
        x = Ops.add(x, Ops.mul(noise, sigma));
        NDArray t = Shapes.reshape(batch.each(s -> s), batch.size());
        NDArray score = network.score().score(x, mask, mu, t, speakers, null);
        return GradTtsLosses.diffusion(score, sigma, noise, windowFrames(all));
    }

    private long windowFrames(List<Example> all) {
        return all.stream().mapToLong(e -> Math.min(config.window(), e.frames())).sum();
    }

    /** Values by token to values by frame: (B, F, N) and (B, T) to (B, F, T). */
    static NDArray byFrame(NDArray x, NDArray index) {
        long b = x.getShape().get(0);
        long f = x.getShape().get(1);
        return Indexing.gather(
                x, 2, Shapes.expand(Shapes.unsqueeze(index, 1), b, f, index.getShape().get(1)));
    }

    /** Monotonic alignment search on whole utterances; no gradient passes. */
    @SuppressWarnings("try") // the guard works by being open
    private static List<int[]> align(Batch batch, List<Example> mine, NDArray means) {
        float[] score;
        try (Autograd.Guard ignored = Autograd.noGrad()) {
            score = GradTtsLosses.likelihood(batch.mels(), means).toFloatArray();
        }
        int n = (int) means.getShape().get(2);
        int t = score.length / (mine.size() * n);
        List<int[]> durations = new ArrayList<>();
        for (int i = 0; i < mine.size(); i++) {
            durations.add(
                    MonotonicAlignment.durations(
                            score,
                            i * t * n,
                            n,
                            mine.get(i).frames(),
                            mine.get(i).tokens().length));
        }
        return durations;
    }
}
