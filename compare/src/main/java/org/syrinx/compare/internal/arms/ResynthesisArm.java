package org.syrinx.compare.internal.arms;

import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioCollector;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentMismatchException;
import org.syrinx.api.LatentSpace;
import org.syrinx.api.Lease;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Pipelines;
import org.syrinx.api.Progress;
import org.syrinx.api.Role;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Vocoder;
import org.syrinx.audio.io.AudioReader;
import org.syrinx.compare.internal.prompts.PromptItem;

/**
 * Copy synthesis: each reference recording through a latent space and a vocoder. What is lost is
 * lost there and nowhere else, so it is the ceiling of every pipeline on that pair.
 */
final class ResynthesisArm implements Arm {
    private final ArmSpec spec;
    private final LatentSpace space;
    private final Vocoder vocoder;
    private final Path reference;
    private final Function<Collection<String>, String> code;
    private final Map<Role, StageInfo> stages = new EnumMap<>(Role.class);

    private ResynthesisArm(
            ArmSpec spec,
            LatentSpace space,
            Vocoder vocoder,
            Path reference,
            Function<Collection<String>, String> code) {
        this.spec = spec;
        this.space = space;
        this.vocoder = vocoder;
        this.reference = reference;
        this.code = code;
        stages.put(Role.LATENTSPACE, space.info());
        stages.put(Role.VOCODER, vocoder.info());
    }

    static ResynthesisArm open(
            ArmSpec spec,
            Pipelines pipelines,
            String pair,
            Path reference,
            Function<Collection<String>, String> code) {
        int plus = pair.indexOf('+');
        if (plus <= 0 || plus == pair.length() - 1) {
            throw new SyrinxException(
                    "resynthesis:SPACE+VOCODER, two models",
                    "\"" + spec.what() + "\"",
                    "name a latent space and a vocoder");
        }
        if (reference == null) {
            throw new SyrinxException(
                    "recordings to synthesise again",
                    "no --reference for " + spec.what(),
                    "pass --reference DIR");
        }
        String first = pair.substring(0, plus);
        String second = pair.substring(plus + 1);
        LatentSpace space = (LatentSpace) pipelines.stage(Role.LATENTSPACE, first);
        Vocoder vocoder = (Vocoder) pipelines.stage(Role.VOCODER, second);
        if (!space.latentSpec().fits(vocoder.latentSpec())) {
            throw new LatentMismatchException(
                    "the latentspace of \"" + first + "\"",
                    space.latentSpec(),
                    "the vocoder of \"" + second + "\"",
                    vocoder.latentSpec(),
                    "choose a pair of one latent");
        }
        return new ResynthesisArm(spec, space, vocoder, reference, code);
    }

    @Override
    public ArmSpec spec() {
        return spec;
    }

    @Override
    public int sampleRate() {
        return vocoder.sampleRate();
    }

    @Override
    public Map<Role, StageInfo> stages() {
        return stages;
    }

    @Override
    public boolean aligned() {
        return true;
    }

    @Override
    public boolean wantsWarmUp() {
        return false;
    }

    @Override
    public String fingerprint(PromptItem item) {
        return code.apply(PipelineArm.families(stages))
                + "|"
                + PipelineArm.describe(stages)
                + "|"
                + FolderArm.find(reference, item).map(FolderArm::digest).orElse("missing");
    }

    @Override
    @SuppressWarnings("try") // the leases are held, not used
    public Spoken speak(PromptItem item, long seed, Progress progress) {
        Audio recording = AudioReader.read(FolderArm.get(reference, item));
        NoiseSource noise = NoiseSource.seeded(seed);
        AudioCollector all = new AudioCollector();
        try (Lease one = space.lease();
                Lease two = vocoder.lease();
                Latent latent =
                        space.encode(recording, LatentSpace.EncodeOptions.mean(null), progress)) {
            vocoder.decode(latent, null, new Vocoder.DecodeOptions(0, noise), all, progress);
        }
        return new Spoken(all.audio(), null, List.of());
    }
}
