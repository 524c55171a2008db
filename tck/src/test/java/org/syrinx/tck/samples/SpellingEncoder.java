package org.syrinx.tck.samples;

import java.util.List;
import java.util.Map;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Encoder;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.tck.internal.Values;
import org.syrinx.tck.samples.hum.HumVocoder;

/** A token a character, and noise for frames. Keeps every clause; its subclasses break one each. */
public class SpellingEncoder implements Encoder {
    @Override
    public StageInfo info() {
        return new StageInfo("spelling", "spelling", "1.0.0", "", "cpu", Map.of());
    }

    @Override
    public LatentSpec latentSpec() {
        return HumVocoder.SPEC;
    }

    @Override
    public List<String> speakers() {
        return List.of("one", "two");
    }

    @Override
    public List<String> languages() {
        return List.of("en");
    }

    @Override
    public Conditioning encode(Prompt prompt, NoiseSource noise, Progress progress) {
        refuse(prompt);
        progress.step("spelling", 0, 1);
        int tokens = prompt.text().length();
        int each = Math.max(1, (int) Math.round(4 / prompt.speed()));
        progress.step("spelling", 1, 1);
        return fill(prompt, noise, tokens, each).build();
    }

    /** What it cannot do. */
    protected void refuse(Prompt prompt) {
        prompt.speaker().ifPresent(s -> oneOf("speakers", speakers(), s));
        prompt.language().ifPresent(l -> oneOf("languages", languages(), l));
        if (prompt.style().isPresent()) {
            throw new SyrinxException("no style", "a style", "Leave the style out.");
        }
    }

    private static void oneOf(String what, List<String> known, String wanted) {
        if (!known.contains(wanted)) {
            throw new SyrinxException(
                    "one of the " + what + " " + known, "\"" + wanted + "\"", "Choose another.");
        }
    }

    /** The tensors. */
    protected Conditioning.Builder fill(Prompt prompt, NoiseSource noise, int tokens, int each) {
        int frames = tokens * each;
        float[] durations = new float[tokens];
        java.util.Arrays.fill(durations, each);
        return Conditioning.builder(latentSpec(), frames)
                .tensor(Conditioning.DURATIONS, Values.tensor(durations, 1, tokens))
                .tensor(
                        Conditioning.MU,
                        Values.tensor(noise.gaussian("mu", 4 * frames), 1, 4, frames))
                .tensor("spelling.own", Values.tensor(new float[] {tokens}, 1));
    }
}
