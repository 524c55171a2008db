package org.syrinx.plugin.hifigan.internal.train;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Random;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.training.HostBuffer;
import org.syrinx.training.corpus.Crops;
import org.syrinx.training.spectra.Spectrograms;

/**
 * Slices of utterances, as one thread trains on them.
 *
 * @param mel (B, bands, S), as inside the whole utterance
 * @param audio (B, 1, S hop), the sound of the same frames
 * @param random draws of each utterance that are left
 */
record Batch(NDArray mel, NDArray audio, List<Random> random) {
    /**
     * Cuts slices at random.
     *
     * @param host the thread's buffer
     * @param examples each of at least {@code frames} frames
     * @param frames S
     * @param hop samples a frame
     * @param spectra computes the mel
     * @param seed seed of the step
     * @return the slices, in the thread's scope
     */
    @SuppressWarnings("try") // the guard works by being open
    static Batch of(
            HostBuffer host,
            List<Example> examples,
            int frames,
            int hop,
            Spectrograms spectra,
            long seed) {
        int b = examples.size();
        List<Random> random =
                examples.stream().map(e -> Crops.random(seed, e.utterance())).toList();
        int[] starts = new int[b];
        for (int i = 0; i < b; i++) {
            starts[i] = random.get(i).nextInt(examples.get(i).frames() - frames + 1);
        }
        int pad = spectra.pad();
        int wide = frames * hop + 2 * pad;
        NDArray context = copies(host, examples, starts, hop, -pad, wide, b, wide);
        NDArray audio = copies(host, examples, starts, hop, 0, frames * hop, b, 1, frames * hop);
        try (Autograd.Guard ignored = Autograd.noGrad()) {
            return new Batch(spectra.mel(spectra.linear(context)), audio, random);
        }
    }

    private static NDArray copies(
            HostBuffer host,
            List<Example> examples,
            int[] starts,
            int hop,
            int shift,
            int count,
            long... shape) {
        return host.floats(
                f -> {
                    for (int i = 0; i < starts.length; i++) {
                        Crops.copy(
                                examples.get(i).utterance(),
                                starts[i] * hop + shift,
                                count,
                                f,
                                i * count);
                    }
                },
                shape);
    }
}
