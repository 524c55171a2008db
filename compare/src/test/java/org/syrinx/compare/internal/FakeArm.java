package org.syrinx.compare.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.syrinx.api.Audio;
import org.syrinx.api.Progress;
import org.syrinx.api.Role;
import org.syrinx.api.SpeechResult;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.compare.internal.arms.Arm;
import org.syrinx.compare.internal.arms.ArmSpec;
import org.syrinx.compare.internal.prompts.PromptItem;

/**
 * A voice of one tone: its pitch is the arm's, its length that of the text, its phase the seed's.
 */
final class FakeArm implements Arm {
    final List<String> said = new ArrayList<>();
    String weights = "sha256:1";
    String refuses = "";

    private final ArmSpec spec;
    private final int rate;
    private final double hertz;
    private final double amplitude;

    FakeArm(String name, int rate, double hertz, double amplitude) {
        this.spec = ArmSpec.parse(name);
        this.rate = rate;
        this.hertz = hertz;
        this.amplitude = amplitude;
    }

    @Override
    public ArmSpec spec() {
        return spec;
    }

    @Override
    public int sampleRate() {
        return rate;
    }

    @Override
    public Map<Role, StageInfo> stages() {
        Map<Role, StageInfo> stages = new EnumMap<>(Role.class);
        stages.put(Role.ENCODER, new StageInfo("e", "fake", "1.0.0", "sha256:e", "cpu", Map.of()));
        stages.put(
                Role.VOCODER,
                new StageInfo(spec.name(), "fake", "1.0.0", weights, "cpu", Map.of()));
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
        return weights;
    }

    @Override
    public Spoken speak(PromptItem item, long seed, Progress progress) {
        progress.step("speaking", 0, 1);
        said.add(item.id() + "/" + seed);
        if (!refuses.isEmpty() && item.text().contains(refuses)) {
            throw new SyrinxException("a text without " + refuses, item.text(), "leave it out");
        }
        float[] x = new float[rate / 10 * item.text().length()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (amplitude * Math.sin(2 * Math.PI * hertz * i / rate + seed));
        }
        SpeechResult result =
                new SpeechResult(
                        spec.name(),
                        stages(),
                        rate,
                        x.length,
                        1,
                        seed,
                        Map.of("total", 0.5, "encoder", 0.2),
                        Map.of("phones", "a b"),
                        List.of());
        return new Spoken(new Audio(x, rate), result, List.of("A warning of " + spec.name() + "."));
    }
}
