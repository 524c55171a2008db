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
import org.syrinx.plugin.vits.internal.model.FramePrior;
import org.syrinx.plugin.vits.internal.model.PosteriorEncoder;
import org.syrinx.plugin.vits.internal.model.TextEncoder;
import org.syrinx.plugin.vits.internal.model.VitsNetwork;
import org.syrinx.training.HostBuffer;
import org.syrinx.training.alignment.MonotonicAlignment;
import org.syrinx.training.spectra.Spectrograms;

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
 * @param speech log-mel distance of speech from text, or null if its weight is 0
 * @param speechStft its multi-resolution STFT loss, or null if either weight is 0
 */
record GeneratorPass(
        NDArray fake,
        NDArray mel,
        NDArray kl,
        NDArray duration,
        NDArray stft,
        NDArray speech,
        NDArray speechStft) {
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
        NDArray positions = part.positions();
        if (durations == null) {
            List<int[]> found = align(zp, text, part);
            durations = Part.durations(host, found, (int) part.tokens().getShape().get(1));
            index =
                    Part.tokenOfFrame(
                            host, found, part.geometry(), (int) part.mask().getShape().get(2));
            positions =
                    Part.positions(
                            host, found, part.geometry(), (int) part.mask().getShape().get(2));
        }
        FramePrior.Output prior =
                new FramePrior.Output(byFrame(text.means(), index), byFrame(text.logStds(), index));
        if (net.framePrior().isPresent()) {
            NDArray hidden = byFrame(text.hidden(), index);
            prior =
                    net.framePrior()
                            .get()
                            .apply(
                                    hidden,
                                    positions,
                                    prior.means(),
                                    prior.logStds(),
                                    part.mask(),
                                    speaker);
        }
        NDArray mu = prior.means(); // (B, F, T)
        NDArray logs = prior.logStds();
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
        List<Integer> chosen = part.geometry().spoken();
        if (config.weights().speech() == 0 || chosen.isEmpty()) {
            return new GeneratorPass(fake, mel, kl, duration, stft, null, null);
        }
        NDArray some = host.longs(f -> chosen.forEach(i -> f.put(i)), chosen.size());
        NDArray spoken = speak(net, config, part, prior, speaker, some);
        // half of the utterances on average
        double spokenShare = chosen.size() / (0.5 * totals.utterances());
        NDArray speech =
                VitsLosses.l1(
                        spectra.melOfAudio(spoken),
                        Indexing.indexSelect(real, 0, some),
                        spokenShare);
        NDArray speechStft =
                stft == null
                        ? null
                        : Ops.scale(
                                spectra.multiResolution(
                                        spoken, Indexing.indexSelect(part.waveSlice(), 0, some)),
                                spokenShare);
        return new GeneratorPass(fake, mel, kl, duration, stft, speech, speechStft);
    }

    /**
     * Speech from text with the teacher's durations, as inference makes it, of every other
     * utterance: an addition of ours (after the bidirectional loss of NaturalSpeech, arXiv
     * 2205.04421) that closes the gap between latents that were encoded and latents that were
     * sampled.
     */
    private static NDArray speak(
            VitsNetwork net,
            TrainingConfig config,
            Part part,
            FramePrior.Output prior,
            NDArray speaker,
            NDArray some) {
        NDArray e = Ops.scale(part.noise(), net.config().defaults().noiseScale());
        NDArray sample = Ops.add(prior.means(), Ops.mul(e, Ops.exp(prior.logStds())));
        NDArray mask = Indexing.indexSelect(part.mask(), 0, some);
        NDArray zp = Ops.mul(Indexing.indexSelect(sample, 0, some), mask);
        NDArray g = speaker == null ? null : Indexing.indexSelect(speaker, 0, some);
        NDArray z = net.flow().inverse(zp, mask, g);
        List<NDArray> cut = new ArrayList<>();
        for (int k = 0; k < part.geometry().spoken().size(); k++) {
            int start = part.geometry().slices()[part.geometry().spoken().get(k)];
            cut.add(Shapes.narrow(Shapes.narrow(z, 0, k, 1), 2, start, config.sliceFrames()));
        }
        return net.decoder().decode(Shapes.cat(cut, 0), g);
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
        if (stft != null) {
            sum = Ops.add(sum, Ops.scale(stft, w.stft()));
        }
        if (speech != null) {
            sum = Ops.add(sum, Ops.scale(speech, w.speech()));
        }
        if (speechStft != null) {
            // in the proportion that the two losses of encoded latents have
            sum = Ops.add(sum, Ops.scale(speechStft, w.stft() * w.speech() / w.mel()));
        }
        return sum;
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
