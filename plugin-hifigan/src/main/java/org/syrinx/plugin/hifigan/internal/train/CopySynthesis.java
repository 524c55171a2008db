package org.syrinx.plugin.hifigan.internal.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.api.Audio;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.audio.io.WavWriter;
import org.syrinx.nn.Losses;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.training.HostBuffer;
import org.syrinx.training.Workers;
import org.syrinx.training.corpus.Crops;
import org.syrinx.training.corpus.Utterance;
import org.syrinx.training.spectra.Spectrograms;

/**
 * Sound to mel and back with the averaged weights, on utterances that are not trained on: whole and
 * clean, so that steps can be compared.
 */
final class CopySynthesis {
    /** Enough for a stable mean; validation must not take longer than the steps between. */
    private static final int MAX_EXAMPLES = 32;

    private final VocoderState state;
    private final Spectrograms spectra;
    private final Workers workers;
    private final int sampleRate;
    private final List<Example> examples;

    CopySynthesis(
            VocoderState state,
            Spectrograms spectra,
            Workers workers,
            int sampleRate,
            List<Example> all) {
        this.state = state;
        this.spectra = spectra;
        this.workers = workers;
        this.sampleRate = sampleRate;
        int n = Math.min(MAX_EXAMPLES, all.size());
        List<Example> some = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            some.add(all.get((int) ((long) i * all.size() / n)));
        }
        this.examples = List.copyOf(some);
    }

    /** {@code valid_mel} and {@code valid_stft}; empty if nothing was left out of training. */
    Map<String, Double> losses() {
        Map<String, Double> sums = new LinkedHashMap<>();
        if (examples.isEmpty()) {
            return sums;
        }
        state.learner()
                .averaged(
                        () ->
                                workers.all(this::mine)
                                        .forEach(
                                                m ->
                                                        m.forEach(
                                                                (k, v) ->
                                                                        sums.merge(
                                                                                k,
                                                                                v,
                                                                                Double::sum))));
        sums.replaceAll((k, v) -> v / examples.size());
        return sums;
    }

    @SuppressWarnings("try") // guard and scope work by being open
    private Map<String, Double> mine(int worker) {
        Map<String, Double> sums = new LinkedHashMap<>();
        HostBuffer host = new HostBuffer(state.manager());
        for (int i = worker; i < examples.size(); i += workers.count()) {
            try (Autograd.Guard ignored = Autograd.noGrad();
                    NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray real = audio(host, examples.get(i));
                NDArray mel = spectra.melOfAudio(real);
                NDArray fake = state.network().generator().decode(mel, null);
                double l1 = Losses.l1(spectra.melOfAudio(fake), mel).getFloat();
                sums.merge("valid_mel", l1, Double::sum);
                double stft = spectra.multiResolution(fake, real).getFloat();
                sums.merge("valid_stft", stft, Double::sum);
            }
        }
        return sums;
    }

    /** Whole frames of an utterance: (1, 1, T hop). */
    private NDArray audio(HostBuffer host, Example e) {
        int count = e.frames() * state.network().generator().hop();
        return host.floats(f -> Crops.copy(e.utterance(), 0, count, f, 0), 1, 1, count);
    }

    /**
     * Writes a sentence of each speaker: as recorded ({@code -teacher}) and through the vocoder
     * ({@code -copy}).
     *
     * @param folder where
     */
    void samples(Path folder) {
        Map<String, Example> first = new LinkedHashMap<>();
        examples.forEach(e -> first.putIfAbsent(e.utterance().speaker(), e));
        state.learner()
                .averaged(
                        () ->
                                workers.first(
                                        () -> {
                                            first.values().forEach(e -> sample(folder, e));
                                            return null;
                                        }));
    }

    @SuppressWarnings("try") // guard and scope work by being open
    private void sample(Path folder, Example e) {
        Utterance u = e.utterance();
        String id = u.id().replaceAll("[^A-Za-z0-9_.-]", "_");
        try (Autograd.Guard ignored = Autograd.noGrad();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray real = audio(new HostBuffer(state.manager()), e);
            NDArray fake = state.network().generator().decode(spectra.melOfAudio(real), null);
            write(folder.resolve(id + "-teacher.wav"), real);
            write(folder.resolve(id + "-copy.wav"), fake);
        }
    }

    private void write(Path file, NDArray samples) {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException x) {
            throw new UncheckedIOException(x);
        }
        float[] x = Shapes.contiguous(samples).toFloatArray();
        WavWriter.of(SampleFormat.S16).write(file, new Audio(x, sampleRate));
    }
}
