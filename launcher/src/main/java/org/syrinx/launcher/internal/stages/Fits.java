package org.syrinx.launcher.internal.stages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Role;

/**
 * Which stages go together: those of one latent do, and no others. Immutable.
 *
 * @param groups the latents, each with the stages that make or want it
 */
record Fits(List<Group> groups) {
    /**
     * Stages of one latent.
     *
     * @param spec the latent
     * @param stages its stages, by role and then by model
     */
    record Group(LatentSpec spec, List<InstalledStage> stages) {
        List<String> models(Role role) {
            return stages.stream()
                    .filter(s -> s.role() == role)
                    .map(s -> s.info().model())
                    .toList();
        }

        boolean has(Role role) {
            return stages.stream().anyMatch(s -> s.role() == role);
        }

        boolean speaks() {
            return has(Role.ENCODER) && has(Role.VOCODER);
        }
    }

    /**
     * Why an encoder does not reach a stage of another latent.
     *
     * @param from a group with an encoder
     * @param to a group with a denoiser or a vocoder
     * @param differences every field that differs
     */
    record Gap(Group from, Group to, List<LatentSpec.Difference> differences) {}

    static Fits of(List<InstalledStage> stages) {
        List<Group> groups = new ArrayList<>();
        for (InstalledStage stage : stages) {
            Group group =
                    groups.stream()
                            .filter(g -> g.spec().fits(stage.spec()))
                            .findFirst()
                            .orElse(null);
            if (group == null) {
                group = new Group(stage.spec(), new ArrayList<>());
                groups.add(group);
            }
            group.stages().add(stage);
        }
        for (Group group : groups) {
            group.stages()
                    .sort(
                            Comparator.comparing(InstalledStage::role)
                                    .thenComparing(s -> s.info().model()));
        }
        groups.sort(
                Comparator.comparing((Group g) -> !g.speaks())
                        .thenComparing(g -> g.spec().id())
                        .thenComparing(g -> g.spec().sampleRate())
                        .thenComparing(g -> g.spec().channels())
                        .thenComparing(g -> g.stages().get(0).info().model()));
        return new Fits(List.copyOf(groups));
    }

    /** What every encoder would need to speak through the denoisers and vocoders of others. */
    List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>();
        for (Group from : groups) {
            for (Group to : groups) {
                if (from != to
                        && from.has(Role.ENCODER)
                        && (to.has(Role.VOCODER) || to.has(Role.DENOISER))) {
                    gaps.add(new Gap(from, to, from.spec().differences(to.spec())));
                }
            }
        }
        return gaps;
    }
}
