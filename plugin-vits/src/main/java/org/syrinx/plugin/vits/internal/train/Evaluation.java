package org.syrinx.plugin.vits.internal.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.syrinx.api.Audio;
import org.syrinx.api.NoiseSource;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.audio.io.WavWriter;
import org.syrinx.nn.Losses;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.plugin.vits.internal.model.DurationPredictor;
import org.syrinx.plugin.vits.internal.model.FramePrior;
import org.syrinx.plugin.vits.internal.model.LengthRegulator;
import org.syrinx.plugin.vits.internal.model.TextEncoder;
import org.syrinx.plugin.vits.internal.model.VitsConfig;
import org.syrinx.plugin.vits.internal.model.VitsNetwork;
import org.syrinx.training.HostBuffer;
import org.syrinx.training.Workers;
import org.syrinx.training.spectra.Spectrograms;

/**
 * Losses and sounds on sentences that are not trained on, with fixed noise, so that steps can be
 * compared.
 */
final class Evaluation {
    private static final int BATCH = 8;

    /** Enough for a stable mean; validation must not take longer than the steps between. */
    private static final int MAX_EXAMPLES = 64;

    private static final long SEED = 20231120;

    private final TrainingConfig config;
    private final TrainingState state;
    private final Spectrograms spectra;
    private final Workers workers;
    private final Part.Sizes sizes;
    private final List<Example> examples;

    /**
     * An evaluation.
     *
     * @param config the configuration
     * @param state the networks
     * @param spectra the spectra
     * @param workers the threads
     * @param sizes sizes of the network
     * @param examples what is left out of training; may be empty
     */
    Evaluation(
            TrainingConfig config,
            TrainingState state,
            Spectrograms spectra,
            Workers workers,
            Part.Sizes sizes,
            List<Example> examples) {
        this.config = config;
        this.state = state;
        this.spectra = spectra;
        this.workers = workers;
        // whole utterances: edges of windows are a matter of training
        this.sizes = new Part.Sizes(sizes.hop(), sizes.fft(), sizes.latent(), sizes.slice(), 0);
        this.examples = spread(examples, MAX_EXAMPLES);
    }

    /** Up to a number of examples, evenly over the list. */
    private static List<Example> spread(List<Example> all, int max) {
        int n = Math.min(max, all.size());
        List<Example> some = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            some.add(all.get((int) ((long) i * all.size() / n)));
        }
        return some;
    }

    /**
     * The losses with the averaged weights.
     *
     * @return {@code valid_mel}, {@code valid_kl}, {@code valid_duration}, and {@code
     *     valid_speech}: the mel distance of speech from text with the teacher's durations and
     *     without noise; empty if nothing was left out of training
     */
    Map<String, Double> losses() {
        Map<String, Double> sums = new LinkedHashMap<>();
        if (examples.isEmpty()) {
            return sums;
        }
        int count = (examples.size() + BATCH - 1) / BATCH;
        state.averaged(
                () ->
                        workers.all(
                                        w -> {
                                            Map<String, Double> mine = new LinkedHashMap<>();
                                            for (int b = w; b < count; b += workers.count()) {
                                                measure(batch(b), mine);
                                            }
                                            return mine;
                                        })
                                .forEach(
                                        mine ->
                                                mine.forEach(
                                                        (k, v) -> sums.merge(k, v, Double::sum))));
        sums.replaceAll((k, v) -> v / examples.size());
        return sums;
    }

    private List<Example> batch(int b) {
        return examples.subList(b * BATCH, Math.min(examples.size(), (b + 1) * BATCH));
    }

    @SuppressWarnings("try") // guard and scope work by being open
    private void measure(List<Example> batch, Map<String, Double> sums) {
        try (Autograd.Guard ignored = Autograd.noGrad();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            HostBuffer host = new HostBuffer(state.manager());
            Part part = Part.of(host, batch, sizes, SEED);
            GeneratorPass.Totals totals =
                    new GeneratorPass.Totals(batch.size(), part.frameCount(), part.tokenCount());
            GeneratorPass pass =
                    GeneratorPass.of(state.network(), spectra, config, host, part, totals);
            sums.merge("valid_mel", (double) pass.mel().getFloat() * batch.size(), Double::sum);
            sums.merge("valid_kl", (double) pass.kl().getFloat() * batch.size(), Double::sum);
            sums.merge(
                    "valid_duration",
                    (double) pass.duration().getFloat() * batch.size(),
                    Double::sum);
        }
        for (Example e : batch) {
            if (e.durations() != null) {
                sums.merge("valid_speech", speechDistance(e), Double::sum);
            }
        }
    }

    @SuppressWarnings("try") // guard and scope work by being open
    private double speechDistance(Example e) {
        try (Autograd.Guard ignored = Autograd.noGrad();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            HostBuffer host = new HostBuffer(state.manager());
            Part part = Part.of(host, List.of(e), sizes, SEED);
            long[] durations = Arrays.stream(e.durations()).asLongStream().toArray();
            NDArray fake = speak(e, durations, null);
            return Losses.l1(spectra.melOfAudio(fake), spectra.mel(spectra.linear(part.audio())))
                    .getFloat();
        }
    }

    /**
     * Speech from text: (1, 1, T hop). Predicts the durations if none are given; without noise if
     * there is no source.
     */
    private NDArray speak(Example e, long[] given, NoiseSource noise) {
        VitsNetwork net = state.network();
        VitsConfig model = net.config();
        int n = e.tokens().length;
        long[] tokens = Arrays.stream(e.tokens()).asLongStream().toArray();
        NDArray ids = Tensors.of(state.manager(), tokens, 1, n);
        NDArray mask = Tensors.full(state.manager(), 1, 1, 1, n);
        NDArray speaker = net.speaker(e.speaker());
        TextEncoder.Output text = net.textEncoder().encode(ids, mask);
        long[] durations = given;
        if (durations == null) {
            DurationPredictor predictor = net.durationPredictor();
            NDArray dn =
                    predictor.wantsNoise()
                            ? gaussian(
                                    noise,
                                    "duration",
                                    model.defaults().noiseScaleDuration(),
                                    1,
                                    2,
                                    n)
                            : null;
            durations =
                    LengthRegulator.durations(
                            predictor.logDurations(text.hidden(), mask, speaker, dn), mask, 1);
        }
        int t = (int) Arrays.stream(durations).sum();
        NDArray frames = Tensors.full(state.manager(), 1, 1, 1, t);
        long[][] one = {durations};
        FramePrior.Output prior =
                new FramePrior.Output(
                        LengthRegulator.expand(text.means(), one, t),
                        LengthRegulator.expand(text.logStds(), one, t));
        if (net.framePrior().isPresent()) {
            float[] positions = FramePrior.positions(durations, 0, t);
            prior =
                    net.framePrior()
                            .get()
                            .apply(
                                    LengthRegulator.expand(text.hidden(), one, t),
                                    Tensors.of(
                                            state.manager(), positions, 1, FramePrior.POSITIONS, t),
                                    prior.means(),
                                    prior.logStds(),
                                    frames,
                                    speaker);
        }
        NDArray zp = prior.means();
        if (noise != null) {
            NDArray e1 =
                    gaussian(noise, "prior", model.defaults().noiseScale(), 1, model.flowSize(), t);
            zp = Ops.add(zp, Ops.mul(e1, Ops.exp(prior.logStds())));
        }
        NDArray z = net.flow().inverse(zp, frames, speaker);
        return net.decoder().decode(z, speaker);
    }

    private NDArray gaussian(NoiseSource noise, String tag, double scale, long... shape) {
        int count = 1;
        for (long s : shape) {
            count = Math.toIntExact(count * s);
        }
        return Ops.scale(Tensors.of(state.manager(), noise.gaussian(tag, count), shape), scale);
    }

    /** Audio to latent and back, without noise. */
    private NDArray resynthesize(Example e) {
        VitsNetwork net = state.network();
        Part part = Part.of(new HostBuffer(state.manager()), List.of(e), sizes, SEED);
        NDArray speaker = net.speaker(e.speaker());
        NDArray z =
                net.posterior()
                        .orElseThrow()
                        .encode(spectra.linear(part.audio()), part.mask(), speaker)
                        .sample(null, part.mask());
        return net.decoder().decode(z, speaker);
    }

    /**
     * Writes a sentence of each speaker: as speech from text ({@code -text}), from the teacher's
     * audio and back ({@code -copy}), and as it was recorded ({@code -teacher}).
     *
     * @param folder where; the files carry speaker and utterance in their names
     * @param perSpeaker sentences a speaker
     * @return the files
     */
    @SuppressWarnings("try") // guard and scope work by being open
    List<Path> samples(Path folder, int perSpeaker) {
        Map<Integer, List<Example>> chosen = new TreeMap<>();
        for (Example e : examples) {
            List<Example> list = chosen.computeIfAbsent(e.speaker(), s -> new ArrayList<>());
            if (list.size() < perSpeaker) {
                list.add(e);
            }
        }
        List<Path> files = new ArrayList<>();
        state.averaged(
                () ->
                        workers.first(
                                () -> {
                                    for (List<Example> list : chosen.values()) {
                                        for (Example e : list) {
                                            try (Autograd.Guard ignored = Autograd.noGrad();
                                                    NDScope scope = new NDScope()) {
                                                scope.suppressNotUsedWarning();
                                                files.addAll(sample(folder, e));
                                            }
                                        }
                                    }
                                    return null;
                                }));
        return files;
    }

    private List<Path> sample(Path folder, Example e) {
        float[] teacher = new float[e.utterance().samples().length];
        for (int i = 0; i < teacher.length; i++) {
            teacher[i] = e.utterance().samples()[i] / 32768f;
        }
        String id = e.utterance().id().replaceAll("[^A-Za-z0-9_.-]", "_");
        NoiseSource noise = NoiseSource.seeded(SEED);
        return List.of(
                write(folder.resolve(id + "-text.wav"), speak(e, null, noise).toFloatArray()),
                write(folder.resolve(id + "-copy.wav"), resynthesize(e).toFloatArray()),
                write(folder.resolve(id + "-teacher.wav"), teacher));
    }

    private Path write(Path file, float[] samples) {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException x) {
            throw new UncheckedIOException(x);
        }
        int rate = state.network().config().samplingRate();
        WavWriter.of(SampleFormat.S16).write(file, new Audio(samples, rate));
        return file;
    }
}
