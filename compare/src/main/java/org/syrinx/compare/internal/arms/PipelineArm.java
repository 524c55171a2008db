package org.syrinx.compare.internal.arms;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.syrinx.api.AudioCollector;
import org.syrinx.api.Pipeline;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;
import org.syrinx.api.Role;
import org.syrinx.api.SpeechResult;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.compare.internal.prompts.PromptItem;

/** A pipeline that speaks. */
final class PipelineArm implements Arm {
    private final ArmSpec spec;
    private final Pipeline pipeline;
    private final Map<Role, StageInfo> stages;
    private final Function<Collection<String>, String> code;

    PipelineArm(ArmSpec spec, Pipeline pipeline, Function<Collection<String>, String> code) {
        this.spec = spec;
        this.pipeline = pipeline;
        this.stages = new TreeMap<>(pipeline.stages());
        this.code = code;
    }

    @Override
    public ArmSpec spec() {
        return spec;
    }

    @Override
    public int sampleRate() {
        return pipeline.sampleRate();
    }

    @Override
    public Map<Role, StageInfo> stages() {
        return stages;
    }

    @Override
    public boolean aligned() {
        return false;
    }

    @Override
    public boolean wantsWarmUp() {
        return true;
    }

    @Override
    public String fingerprint(PromptItem item) {
        return code.apply(families(stages)) + "|" + speaker(item) + "|" + describe(stages);
    }

    /** The arm's own speaker comes before the prompt's. */
    private String speaker(PromptItem item) {
        return spec.speaker().isEmpty() ? item.speaker() : spec.speaker();
    }

    static Set<String> families(Map<Role, StageInfo> stages) {
        return stages.values().stream().map(StageInfo::plugin).collect(Collectors.toSet());
    }

    /** Everything of the stages that can change their sound: not the folder that they lie in. */
    static String describe(Map<Role, StageInfo> stages) {
        StringBuilder out = new StringBuilder();
        stages.forEach(
                (role, info) -> {
                    Map<String, String> details = new TreeMap<>(info.details());
                    details.keySet().removeIf(k -> k.equals("folder") || k.endsWith(".path"));
                    out.append(role.key())
                            .append(' ')
                            .append(info.plugin())
                            .append(' ')
                            .append(info.version())
                            .append(' ')
                            .append(info.fingerprint())
                            .append(' ')
                            .append(info.device())
                            .append(' ')
                            .append(details)
                            .append(';');
                });
        return out.toString();
    }

    @Override
    public Spoken speak(PromptItem item, long seed, Progress progress) {
        AudioCollector all = new AudioCollector();
        Prompt.Builder prompt = Prompt.say(item.text()).seed(seed);
        if (!speaker(item).isEmpty()) {
            prompt.speaker(speaker(item));
        }
        SpeechResult result = pipeline.speak(prompt.build(), all, progress);
        if (!new TreeMap<>(result.stages()).equals(stages)) {
            throw new SyrinxException(
                    "the stages with which the comparison began",
                    "a stage of \"" + spec.name() + "\" was swapped meanwhile",
                    "run the comparison again");
        }
        if (result.samples() == 0) {
            throw new SyrinxException(
                    "sound", "none for \"" + item.text() + "\"", "leave the prompt out");
        }
        return new Spoken(all.audio(), result, result.warnings());
    }
}
