package org.syrinx.plugin.editing.internal.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.AudioReader;
import org.syrinx.corpus.format.Corpus;
import org.syrinx.corpus.format.Utterance;

/**
 * The gender probe trained on a corpus, and how well it does on speakers that it has not heard:
 * each speaker is judged by a probe that was trained on all others.
 *
 * @param probe trained on all speakers
 * @param unseen accuracy on unseen speakers, by speaker
 * @param accuracy over all utterances of unseen speakers
 * @param pitchAlone the same, of a probe that hears the pitch alone
 * @param spectrumAlone the same, of a probe that hears the spectrum alone
 * @param utterances that were used
 */
public record GenderStudy(
        GenderProbe probe,
        Map<String, Double> unseen,
        double accuracy,
        double pitchAlone,
        double spectrumAlone,
        int utterances) {

    /**
     * Trains and tests.
     *
     * @param corpus the teacher's recordings
     * @param perSpeaker at most so many of each speaker, neutral and not of the test split
     * @param progress progress and cancellation
     */
    public static GenderStudy of(Corpus corpus, int perSpeaker, Progress progress) {
        Map<String, Integer> counted = new LinkedHashMap<>();
        List<Utterance> chosen = new ArrayList<>();
        for (Utterance u : corpus.utterances()) {
            if (u.style().equals("neutral")
                    && !u.split().equals("test")
                    && counted.merge(u.speaker(), 1, Integer::sum) <= perSpeaker) {
                chosen.add(u);
            }
        }
        List<double[]> features = new ArrayList<>();
        List<Boolean> female = new ArrayList<>();
        List<String> speakers = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            progress.step("listening to the teacher", i, chosen.size());
            double[] x = GenderProbe.features(AudioReader.read(chosen.get(i).audio()));
            if (x != null) {
                features.add(x);
                female.add(chosen.get(i).gender().equals("female"));
                speakers.add(chosen.get(i).speaker());
            }
        }
        if (new TreeSet<>(speakers).size() < 4 || new TreeSet<>(female).size() < 2) {
            throw new SyrinxException(
                    "a corpus with at least four speakers of both genders",
                    "speakers " + new TreeSet<>(speakers),
                    "build a corpus of size default or large");
        }
        Map<String, Double> unseen = new LinkedHashMap<>();
        double all = leaveOut(features, female, speakers, GenderProbe.everything(), unseen);
        double pitch = leaveOut(features, female, speakers, GenderProbe.pitchAlone(), null);
        double spectrum = leaveOut(features, female, speakers, GenderProbe.spectrumAlone(), null);
        String note =
                String.format(
                        Locale.ROOT,
                        "%d recordings of %d speakers; accuracy on unseen speakers %.1f %% (pitch"
                                + " alone %.1f %%, spectrum alone %.1f %%)",
                        features.size(),
                        unseen.size(),
                        100 * all,
                        100 * pitch,
                        100 * spectrum);
        GenderProbe probe = GenderProbe.train(features, female, GenderProbe.everything(), note);
        return new GenderStudy(probe, unseen, all, pitch, spectrum, features.size());
    }

    private static double leaveOut(
            List<double[]> features,
            List<Boolean> female,
            List<String> speakers,
            boolean[] use,
            Map<String, Double> bySpeaker) {
        int right = 0;
        for (String out : new TreeSet<>(speakers)) {
            List<double[]> x = new ArrayList<>();
            List<Boolean> y = new ArrayList<>();
            for (int i = 0; i < features.size(); i++) {
                if (!speakers.get(i).equals(out)) {
                    x.add(features.get(i));
                    y.add(female.get(i));
                }
            }
            GenderProbe probe = GenderProbe.train(x, y, use, "");
            int n = 0;
            int good = 0;
            for (int i = 0; i < features.size(); i++) {
                if (speakers.get(i).equals(out)) {
                    n++;
                    good += probe.score(features.get(i)) > 0 == female.get(i) ? 1 : 0;
                }
            }
            right += good;
            if (bySpeaker != null) {
                bySpeaker.put(out, (double) good / n);
            }
        }
        return (double) right / features.size();
    }
}
