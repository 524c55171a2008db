package org.syrinx.compare.internal.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.api.Audio;
import org.syrinx.api.Progress;
import org.syrinx.audio.io.AudioReader;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.compare.internal.arms.FolderArm;
import org.syrinx.compare.internal.prompts.PromptItem;
import org.syrinx.corpus.format.Sha256;

/** Makes the sounds that are compared out of those that were made, where that is not done yet. */
final class Levelling {
    private final Plan plan;
    private final OutputFolder out;
    private final int rate;
    private final Leveller leveller;

    Levelling(Plan plan, OutputFolder out, int rate) {
        this.plan = plan;
        this.out = out;
        this.rate = rate;
        this.leveller = new Leveller(rate, plan.loudness());
    }

    List<ArmResult> arms(List<ArmResult> arms, Progress progress) {
        int total = arms.stream().mapToInt(a -> a.takes().size()).sum();
        int[] done = {0};
        return arms.stream()
                .map(
                        arm -> {
                            Map<Spot, Take> takes = new LinkedHashMap<>();
                            arm.takes()
                                    .forEach(
                                            (spot, take) -> {
                                                progress.step("levelling", done[0]++, total);
                                                takes.put(spot, take(arm.name(), take));
                                            });
                            return new ArmResult(
                                    arm.spec(),
                                    arm.stages(),
                                    arm.sampleRate(),
                                    arm.aligned(),
                                    arm.failure(),
                                    takes,
                                    arm.errors(),
                                    arm.work());
                        })
                .toList();
    }

    private Take take(String arm, Take take) {
        Path file = out.levelled(arm, take.item(), take.seed());
        Take.Levelled old = take.levelled();
        if (old != null
                && old.sampleRate() == rate
                && old.target() == plan.loudness()
                && Sha256.matches(file, old.sha256())) {
            return take;
        }
        Audio raw = AudioReader.read(out.raw(arm, take.item(), take.seed()));
        Take levelled = take.with(level(raw, file));
        out.keep(arm, levelled);
        return levelled;
    }

    private Take.Levelled level(Audio raw, Path file) {
        Leveller.Result result = leveller.level(raw);
        String digest = AtomicFile.write(file, result.audio(), SampleFormat.S16);
        return new Take.Levelled(
                digest, rate, plan.loudness(), result.gain(), result.shortfall(), result.note());
    }

    /**
     * The references, levelled alike.
     *
     * @return id of the prompt to the reference; prompts without one are left out
     */
    Map<String, Reference> references(Progress progress) {
        Map<String, Reference> found = new LinkedHashMap<>();
        if (plan.reference() == null) {
            return found;
        }
        for (PromptItem item : plan.prompts().items()) {
            progress.step("levelling references", found.size(), plan.prompts().items().size());
            FolderArm.find(plan.reference(), item)
                    .ifPresent(
                            source -> {
                                Path file = out.reference(item);
                                Take.Levelled level = level(AudioReader.read(source), file);
                                found.put(
                                        item.id(),
                                        new Reference(
                                                source, FolderArm.digest(source), file, level));
                            });
        }
        return found;
    }
}
