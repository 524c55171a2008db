package org.syrinx.plugin.vits.internal.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.training.alignment.PhoneTimes;
import org.syrinx.training.corpus.Utterance;

/**
 * An utterance as the network sees it. The arrays are shared and must not be changed.
 *
 * @param utterance where it comes from
 * @param tokens token ids
 * @param durations frames of each token, or null if the alignment is searched for
 * @param frames length in frames
 * @param speaker index of the speaker
 */
record Example(Utterance utterance, int[] tokens, int[] durations, int frames, int speaker) {

    /**
     * Prepares utterances, leaving out those whose length is out of the configuration's range.
     *
     * @param utterances of one split
     * @param config the configuration
     * @param hop samples a frame
     * @param speakers the model's speakers in order
     * @param tokenizer gives the tokens of an utterance
     * @param progress told of every utterance: a program that is asked for IPA takes its time
     * @return the examples, in order
     * @throws SyrinxException if a speaker is unknown, or phone times are wanted and missing
     */
    static List<Example> of(
            List<Utterance> utterances,
            TrainingConfig config,
            int hop,
            List<String> speakers,
            Function<Utterance, int[]> tokenizer,
            Progress progress) {
        Map<String, Integer> index =
                IntStream.range(0, speakers.size())
                        .boxed()
                        .collect(Collectors.toMap(speakers::get, i -> i));
        List<Example> examples = new ArrayList<>();
        long done = 0;
        for (Utterance u : utterances) {
            progress.step("reading texts", done++, utterances.size());
            Integer speaker = index.get(u.speaker());
            if (speaker == null) {
                throw new SyrinxException(
                        "speakers among " + speakers,
                        "the utterance " + u.id() + " is by " + u.speaker(),
                        "Choose a corpus whose speakers the model has.");
            }
            int[] tokens = tokenizer.apply(u);
            int frames = u.samples().length / hop;
            boolean fits =
                    frames >= config.frames().min()
                            && frames <= config.frames().max()
                            && tokens.length >= 1
                            && tokens.length <= Math.min(frames, config.maxTokens());
            if (fits) {
                int[] durations =
                        config.alignment().equals("corpus")
                                ? durations(u, tokens.length, hop, frames)
                                : null;
                examples.add(new Example(u, tokens, durations, frames, speaker));
            }
        }
        return List.copyOf(examples);
    }

    private static int[] durations(Utterance u, int tokens, int hop, int frames) {
        if (u.phones().size() != tokens) {
            throw new SyrinxException(
                    "phone times in the manifest, one for each token",
                    "the utterance "
                            + u.id()
                            + " has "
                            + u.phones().size()
                            + " phones and "
                            + tokens
                            + " tokens",
                    "Set \"alignment\" to \"mas\" in the training configuration.");
        }
        return PhoneTimes.durations(u.phoneEnds(), hop, frames);
    }
}
