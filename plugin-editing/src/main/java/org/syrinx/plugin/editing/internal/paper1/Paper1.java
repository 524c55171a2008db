package org.syrinx.plugin.editing.internal.paper1;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.syrinx.api.Backend;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandResult;
import org.syrinx.audio.io.AudioReader;
import org.syrinx.corpus.format.Corpus;
import org.syrinx.corpus.format.Phone;
import org.syrinx.corpus.format.Utterance;
import org.syrinx.plugin.editing.internal.capture.Voice;
import org.syrinx.plugin.editing.internal.capture.Workers;
import org.syrinx.plugin.editing.internal.measure.GenderStudy;
import org.syrinx.plugin.editing.internal.measure.PhoneClassifier;

/**
 * The experiment with its judges, which are trained first and on the teacher's recordings alone.
 *
 * @param backend for edits
 * @param voice the model
 * @param corpus that it was trained on
 * @param out where everything goes
 * @param steps of the denoiser, or 0
 */
public record Paper1(Backend backend, Voice voice, Path corpus, Path out, int steps) {
    /**
     * Runs, or goes on.
     *
     * @param profile {@code smoke}, {@code standard} or {@code full}
     * @param workers how many utterances at once
     * @param messages where estimates of the time go
     * @param progress progress and cancellation
     * @return the report, also written to the folder
     */
    public CommandResult run(
            String profile, Workers workers, Consumer<String> messages, Progress progress) {
        Profile size = Profile.of(profile);
        Corpus read = Corpus.open(corpus);
        Material material = Material.of(read, voice.speakers(), size);
        GenderStudy gender = GenderStudy.of(read, size.judgeRecordings(), progress);
        List<Utterance> train = neutral(read, "train", size.judgeRecordings());
        List<Utterance> unseen =
                Material.teacher(read.utterances(), Math.max(2, size.judgeRecordings() / 5));
        PhoneClassifier phones = PhoneClassifier.train(train, progress);
        Content content = Content.of(phones);
        Teacher teacher =
                new Teacher(
                        teacherContent(content, unseen, progress),
                        phones.accuracy(unseen, progress));
        Study.Result result =
                new Study(
                                new Setup(
                                        backend,
                                        voice,
                                        size,
                                        material,
                                        gender.probe(),
                                        content,
                                        teacher.content(),
                                        steps,
                                        out,
                                        workers,
                                        messages))
                        .run(progress);
        return new Report(header(size, material, gender, teacher, result), result, out).save();
    }

    /**
     * The teacher's unseen recordings.
     *
     * @param content judged as the model's unedited speech is: what the gate compares
     * @param trueTimes frames that get their true phone, which no model's speech has
     */
    private record Teacher(double content, double trueTimes) {}

    /** By the meter of the model's unedited speech: the mean over recordings. */
    static double teacherContent(Content content, List<Utterance> unseen, Progress progress) {
        if (unseen.isEmpty()) {
            throw new SyrinxException(
                    "neutral recordings of sentences in the test split of the corpus",
                    "none: the teacher's content cannot be measured",
                    "take a corpus with evaluation prompts");
        }
        double sum = 0;
        for (int i = 0; i < unseen.size(); i++) {
            progress.step("the teacher's content", i, unseen.size());
            Utterance u = unseen.get(i);
            sum +=
                    content.own(
                            AudioReader.read(u.audio()),
                            u.phones().stream().map(Phone::symbol).toList());
        }
        return sum / unseen.size();
    }

    private Map<String, String> header(
            Profile size,
            Material material,
            GenderStudy gender,
            Teacher teacher,
            Study.Result result) {
        Map<String, String> header = new LinkedHashMap<>();
        header.put("model", voice.denoiser().info().model());
        header.put("weights", voice.denoiser().info().fingerprint());
        header.put("profile", size.name() + ", protocol " + Protocol.VERSION);
        header.put("training seeds", "1 (this model)");
        header.put("directions from", String.join(", ", material.find()));
        header.put("tested on", String.join(", ", material.test()));
        header.put("gender probe", gender.probe().note());
        header.put(
                "content",
                String.format(
                        Locale.ROOT,
                        "frames of 10 ms with the right phone, of each sound's own alignment:"
                                + " teacher %.1f %%, model %.1f %% (teacher, of its true phone"
                                + " times: %.1f %%)",
                        100 * teacher.content(),
                        100 * result.modelContent(),
                        100 * teacher.trueTimes()));
        header.put(
                "unedited speech",
                String.format(Locale.ROOT, "gender heard right: %.1f %%", 100 * result.unedited()));
        header.put("trials", Long.toString(result.trials()));
        header.put(
                "trials of effort",
                result.effort().trials() + ", protocol " + Protocol.EFFORT_VERSION);
        if (Double.isFinite(result.secondsPerTrial())) {
            header.put(
                    "time",
                    String.format(
                            Locale.ROOT,
                            "%.2f s a trial, spoken and judged, in this run",
                            result.secondsPerTrial()));
        }
        return header;
    }

    private static List<Utterance> neutral(Corpus corpus, String split, int perSpeaker) {
        Map<String, Integer> counted = new LinkedHashMap<>();
        List<Utterance> out = new ArrayList<>();
        for (Utterance u : corpus.utterances()) {
            if (u.split().equals(split)
                    && u.style().equals("neutral")
                    && counted.merge(u.speaker(), 1, Integer::sum) <= perSpeaker) {
                out.add(u);
            }
        }
        return out;
    }
}
