package org.syrinx.plugin.editing.internal.paper1;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.syrinx.api.Backend;
import org.syrinx.api.Direction;
import org.syrinx.api.Progress;
import org.syrinx.plugin.editing.internal.capture.ActivationRecord;
import org.syrinx.plugin.editing.internal.capture.BottleneckReader.Gradients;
import org.syrinx.plugin.editing.internal.capture.Capture;
import org.syrinx.plugin.editing.internal.capture.Journal;
import org.syrinx.plugin.editing.internal.capture.RecordCache;
import org.syrinx.plugin.editing.internal.capture.Voice;
import org.syrinx.plugin.editing.internal.capture.Workers;
import org.syrinx.plugin.editing.internal.measure.GenderProbe;

/**
 * What every part of the experiment speaks with and is judged by.
 *
 * @param backend for edits
 * @param voice the model
 * @param profile how much is spoken
 * @param material speakers and texts
 * @param probe trained on the teacher
 * @param content trained on the teacher
 * @param teacherContent {@link Content#own} of the teacher's unseen recordings
 * @param steps of the denoiser, or 0
 * @param out where everything goes
 * @param workers how many utterances at once
 * @param messages where estimates of the time go
 */
record Setup(
        Backend backend,
        Voice voice,
        Profile profile,
        Material material,
        GenderProbe probe,
        Content content,
        double teacherContent,
        int steps,
        Path out,
        Workers workers,
        Consumer<String> messages) {
    /**
     * Speaks with open eyes, or reads what was spoken before.
     *
     * @param rows speakers, or rows of their styles
     * @param labels label to row to value
     */
    List<ActivationRecord> capture(
            List<Material.Text> texts,
            List<String> rows,
            Map<String, Map<String, String>> labels,
            Gradients gradients,
            Progress progress) {
        Capture.Design design =
                new Capture.Design(
                        texts.stream().map(Material.Text::text).toList(),
                        rows,
                        List.of(1L),
                        steps,
                        labels);
        return new Capture(
                        voice,
                        probe,
                        new RecordCache(out.resolve("activations")),
                        gradients,
                        0,
                        workers)
                .run(design, progress);
    }

    /**
     * The journal of a part. Trials of a direction that was found from other activations are not
     * these trials, nor are those of another voice: its name depends on both.
     */
    Journal journal(String part, Direction direction) {
        String id =
                Integer.toHexString(
                        Arrays.hashCode(direction.values()) ^ voice.identity().hashCode());
        return new Journal(out.resolve(part + "-" + id + ".jsonl"));
    }

    /**
     * Trials of a part. Their sounds have a folder of their own: those of other directions or of
     * another model, from an earlier run into the same folder, are not theirs.
     *
     * @param most how many there will be at most
     */
    Trials trials(Journal journal, long most) {
        return new Trials(
                backend,
                voice,
                probe,
                content,
                journal,
                out.resolve("audio").resolve(journal.name()),
                steps,
                workers,
                new Estimate(messages, most));
    }
}
