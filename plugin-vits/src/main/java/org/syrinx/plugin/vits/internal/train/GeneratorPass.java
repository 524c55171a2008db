package org.syrinx.plugin.vits.internal.train;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.nn.Indexing;
import org.syrinx.nn.LinearAlgebra;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.plugin.vits.internal.model.PosteriorEncoder;
import org.syrinx.plugin.vits.internal.model.TextEncoder;
import org.syrinx.plugin.vits.internal.model.VitsNetwork;

/**
 * The generator's forward pass over a part of a batch and its losses, but for those that need
 * discriminators (spec 2, 1.1 and 1.19). Each loss is this part's share of the batch's, so that
 * parts add up.
 *
 * @param fake (B, 1, S hop), the decoded slice
 * @param mel log-mel distance
 * @param kl divergence of posterior and prior
 * @param duration loss of the duration predictor
 * @param stft multi-resolution STFT loss, or null if its weight is 0
 */
record GeneratorPass(NDArray fake, NDArray mel, NDArray kl, NDArray duration, NDArray stft) {
    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    /**
     * What the whole batch has.
     *
     * @param utterances utterances
     * @param frames valid frames
     * @param tokens valid tokens
     */
    record Totals(int utterances, long frames, long tokens) {}

    /**
     * Computes.
     *
     * @param net the network; its mode and the thread's decide about dropout and gradients
     * @param spectra the spectra
     * @param config the configuration
     * @param host the thread's buffer
     * @param part the data
     * @param totals of the whole batch
     * @return losses, in the thread's scope
     */
    static GeneratorPass of(
            VitsNetwork net,
            Spectrograms spectra,
            TrainingConfig config,
            HostBuffer host,
            Part part,
            Totals totals) {
        NDArray speaker = net.speakers(part.speakers()); // (B, G, 1)
        TextEncoder.Output text = net.textEncoder().encode(part.tokens(), part.textMask());
        NDArray linear = spectra.linear(part.audio()); // (B, bins, T)
        PosteriorEncoder encoder =
                net.posterior()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "training needs a posterior encoder"));
        PosteriorEncoder.Output posterior = encoder.encode(linear, part.mask(), speaker);
        NDArray z = posterior.sample(part.noise(), part.mask());
        NDArray zp = net.flow().forward(z, part.mask(), speaker);

        NDArray durations = part.durations();
        NDArray index = part.tokenOfFrame();
        if (durations == null) {
            List<int[]> found = align(zp, text, part);
            durations = Part.durations(host, found, (int) part.tokens().getShape().get(1));
            index =
                    Part.tokenOfFrame(
                            host, found, part.geometry(), (int) part.mask().getShape().get(2));
        }
        NDArray mu = byFrame(text.means(), index); // (B, F, T)
        NDArray logs = byFrame(text.logStds(), index);
        NDArray kl = VitsLosses.kl(zp, posterior.logStds(), mu, logs, part.mask(), totals.frames());

        NDArray learnt =
                config.ceilOffset() == 0
                        ? durations
                        : Ops.sub(durations, Ops.scale(part.textMask(), config.ceilOffset()));
        NDArray duration =
                Ops.scale(
                        net.durationPredictor()
                                .loss(
                                        text.hidden(),
                                        learnt,
                                        part.textMask(),
                                        speaker,
                                        part.durationNoise()),
                        (double) part.tokenCount() / totals.tokens());

        NDArray fake = net.decoder().decode(slices(z, part, config.sliceFrames()), speaker);
        NDArray real = spectra.mel(slices(linear, part, config.sliceFrames()));
        double share = (double) part.size() / totals.utterances();
        NDArray mel = VitsLosses.l1(spectra.melOfAudio(fake), real, share);
        NDArray stft =
                config.weights().stft() == 0
                        ? null
                        : Ops.scale(spectra.multiResolution(fake, part.waveSlice()), share);
        return new GeneratorPass(fake, mel, kl, duration, stft);
    }

    /**
     * The weighted sum.
     *
     * @param w the weights
     * @return one element
     */
    NDArray total(TrainingConfig.LossWeights w) {
        NDArray sum = Ops.add(Ops.scale(mel, w.mel()), Ops.scale(kl, w.kl()));
        sum = Ops.add(sum, Ops.scale(duration, w.duration()));
        return stft == null ? sum : Ops.add(sum, Ops.scale(stft, w.stft()));
    }

    /** Values by token to values by frame: (B, F, N) and (B, T) to (B, F, T). */
    private static NDArray byFrame(NDArray x, NDArray index) {
        long b = x.getShape().get(0);
        long f = x.getShape().get(1);
        return Indexing.gather(
                x, 2, Shapes.expand(Shapes.unsqueeze(index, 1), b, f, index.getShape().get(1)));
    }

    /** Cuts each utterance's slice out of (B, C, T): (B, C, S). */
    private static NDArray slices(NDArray x, Part part, int frames) {
        List<NDArray> cut = new ArrayList<>();
        for (int i = 0; i < part.size(); i++) {
            cut.add(
                    Shapes.narrow(
                            Shapes.narrow(x, 0, i, 1), 2, part.geometry().slices()[i], frames));
        }
        return Shapes.cat(cut, 0);
    }

    /** Monotonic alignment search; no gradient passes. */
    @SuppressWarnings("try") // the guard works by being open
    private static List<int[]> align(NDArray zp, TextEncoder.Output text, Part part) {
        float[] score;
        try (Autograd.Guard ignored = Autograd.noGrad()) {
            score = score(zp, text.means(), text.logStds()).toFloatArray();
        }
        int n = (int) part.tokens().getShape().get(1);
        int t = (int) part.mask().getShape().get(2);
        List<int[]> durations = new ArrayList<>();
        for (int i = 0; i < part.size(); i++) {
            durations.add(
                    MonotonicAlignment.durations(
                            score,
                            i * t * n,
                            n,
                            part.geometry().frames()[i],
                            part.geometry().tokens()[i]));
        }
        return durations;
    }

    /**
     * Log-likelihood of each frame under each token's prior: with s = exp(-2 log sigma), the sum
     * over channels of -ln(2 pi) / 2 - log sigma - z^2 s / 2 + z mu s - mu^2 s / 2.
     *
     * @param zp (B, F, T)
     * @param mu (B, F, N)
     * @param logs (B, F, N)
     * @return (B, T, N)
     */
    static NDArray score(NDArray zp, NDArray mu, NDArray logs) {
        NDArray s = Ops.exp(Ops.scale(logs, -2)); // (B, F, N)
        NDArray z = Shapes.transpose(zp, 1, 2); // (B, T, F)
        NDArray constant =
                Reductions.sum(Ops.shift(Ops.neg(logs), -0.5 * LOG_2_PI), true, 1); // (B, 1, N)
        NDArray square = LinearAlgebra.matmul(Ops.scale(Ops.square(z), -0.5), s);
        NDArray cross = LinearAlgebra.matmul(z, Ops.mul(mu, s));
        NDArray mean = Reductions.sum(Ops.scale(Ops.mul(Ops.square(mu), s), -0.5), true, 1);
        return Ops.add(Ops.add(square, cross), Ops.add(constant, mean));
    }
}
