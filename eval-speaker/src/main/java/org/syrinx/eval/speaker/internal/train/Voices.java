package org.syrinx.eval.speaker.internal.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.eval.speaker.internal.SpeakerFeatures;
import org.syrinx.training.corpus.CorpusReader;
import org.syrinx.training.corpus.Utterance;

/** Whom the encoder learns, and whom it is tried on. */
final class Voices {
    private static final String HELD_OUT = "heldout";

    private final List<Utterance> train = new ArrayList<>();
    private final List<Utterance> valid = new ArrayList<>();
    private final List<String> speakers;
    private final List<Trial> heldOut = new ArrayList<>();

    /** An utterance of a speaker that is not trained on. */
    private record Trial(String speaker, float[] samples) {}

    /**
     * Reads a corpus.
     *
     * @param root the corpus folder
     * @param perSpeaker at most so many utterances of each speaker are trained on, spread over the
     *     corpus
     * @param out speakers that are not trained on, besides those that the corpus holds out
     */
    Voices(Path root, int perSpeaker, List<String> out, Progress progress) {
        List<Utterance> all =
                CorpusReader.read(
                        root,
                        SpeakerFeatures.RATE,
                        List.of("train", "valid", HELD_OUT),
                        List.of(),
                        List.of(),
                        progress);
        for (Utterance u : all) {
            boolean stranger = out.contains(u.speaker());
            if (u.split().equals(HELD_OUT) || stranger && u.split().equals("valid")) {
                heldOut.add(new Trial(u.speaker(), floats(u)));
            } else if (!stranger) {
                (u.split().equals("train") ? train : valid).add(u);
            }
        }
        speakers = CorpusReader.speakers(train);
        thin(perSpeaker);
        if (speakers.size() < 2) {
            throw new SyrinxException(
                    "a corpus with at least two speakers to train on",
                    "the corpus has " + speakers,
                    "Build it with ./syrinx corpus, or hold fewer speakers out.");
        }
    }

    private void thin(int perSpeaker) {
        List<Utterance> all = List.copyOf(train);
        train.clear();
        for (String speaker : speakers) {
            List<Utterance> own = all.stream().filter(u -> u.speaker().equals(speaker)).toList();
            int n = Math.min(perSpeaker, own.size());
            for (int i = 0; i < n; i++) {
                train.add(own.get((int) ((long) i * own.size() / n)));
            }
        }
    }

    List<Utterance> train() {
        return train;
    }

    List<Utterance> valid() {
        return valid;
    }

    List<String> speakers() {
        return speakers;
    }

    int label(Utterance u) {
        return speakers.indexOf(u.speaker());
    }

    /** Speakers that are not trained on. */
    List<String> strangers() {
        return heldOut.stream().map(Trial::speaker).distinct().sorted().toList();
    }

    boolean canBeTried() {
        return strangers().size() > 1;
    }

    /**
     * Scores all pairs of utterances of held-out speakers.
     *
     * @param embed samples at 16 kHz to an embedding of norm 1
     */
    EqualErrorRate trials(Function<float[], float[]> embed) {
        List<float[]> e = heldOut.stream().map(t -> embed.apply(t.samples)).toList();
        List<Double> same = new ArrayList<>();
        List<Double> other = new ArrayList<>();
        for (int i = 0; i < e.size(); i++) {
            for (int j = 0; j < i; j++) {
                boolean one = heldOut.get(i).speaker.equals(heldOut.get(j).speaker);
                (one ? same : other).add(dot(e.get(i), e.get(j)));
            }
        }
        return EqualErrorRate.of(array(same), array(other));
    }

    static float[] floats(Utterance u) {
        float[] x = new float[u.samples().length];
        for (int i = 0; i < x.length; i++) {
            x[i] = u.samples()[i] / 32768f;
        }
        return x;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
