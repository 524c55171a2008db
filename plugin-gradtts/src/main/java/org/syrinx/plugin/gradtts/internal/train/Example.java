package org.syrinx.plugin.gradtts.internal.train;

import java.util.ArrayList;
import java.util.List;
import org.syrinx.api.Audio;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.dsp.MelSpectrogram;
import org.syrinx.plugin.gradtts.internal.MelSpecs;
import org.syrinx.training.alignment.PhoneTimes;
import org.syrinx.training.corpus.Utterance;

/**
 * An utterance as the network sees it. The arrays are shared and must not be changed.
 *
 * @param id of the utterance
 * @param style of the utterance
 * @param row of the speaker table
 * @param tokens token ids
 * @param durations frames of each token, or null if the alignment is searched for
 * @param mel log-mel, {@code [band * frames + frame]}
 * @param frames length in frames
 */
record Example(
        String id, String style, int row, int[] tokens, int[] durations, float[] mel, int frames) {

    /**
     * Prepares utterances; those with fewer frames than tokens are left out.
     *
     * @param utterances of one split
     * @param config the configuration
     * @param setup the model
     * @param progress told about each
     * @return the examples, in order
     */
    static List<Example> of(
            List<Utterance> utterances,
            TrainingConfig config,
            ModelSetup setup,
            Progress progress) {
        MelSpectrogram analysis = new MelSpectrogram(MelSpecs.of(setup.config()));
        int hop = analysis.spec().stft().hop();
        boolean timed = config.alignment().equals("corpus");
        List<Example> examples = new ArrayList<>();
        for (Utterance u : utterances) {
            progress.step("analysing", examples.size(), utterances.size());
            int frames = u.samples().length / hop;
            int[] tokens = setup.tokens(u);
            if (tokens.length > frames) {
                continue;
            }
            int[] durations = timed ? PhoneTimes.durations(setup.ends(u), hop, frames) : null;
            examples.add(
                    new Example(
                            u.id(),
                            u.style(),
                            setup.rows().indexOf(ModelSetup.row(u, config.styleRows())),
                            tokens,
                            durations,
                            mel(analysis, u, frames),
                            frames));
        }
        return List.copyOf(examples);
    }

    private static float[] mel(MelSpectrogram analysis, Utterance u, int frames) {
        float[] samples = new float[u.samples().length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = u.samples()[i] / 32768f;
        }
        float[][] mel = analysis.compute(new Audio(samples, analysis.spec().sampleRate()));
        if (mel.length != frames) {
            throw new SyrinxException(
                    frames + " frames of mel for " + u.id(),
                    mel.length + " frames",
                    "Report this as a fault of Syrinx.");
        }
        int bands = analysis.spec().bands();
        float[] flat = new float[bands * frames];
        for (int t = 0; t < frames; t++) {
            for (int b = 0; b < bands; b++) {
                flat[b * frames + t] = mel[t][b];
            }
        }
        return flat;
    }
}
