package org.syrinx.eval.internal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.syrinx.api.AudioCollector;
import org.syrinx.api.Pipeline;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;

/** Makes the sound of an evaluation that is not there yet. */
final class Speaking {
    private static final long SEED_STRIDE = 1_000_003;

    private final String name;
    private final Pipeline pipeline;
    private final long seed;

    /**
     * A voice that speaks.
     *
     * @param name its name
     * @param pipeline the voice
     * @param seed of the first sentence
     */
    Speaking(String name, Pipeline pipeline, long seed) {
        this.name = name;
        this.pipeline = pipeline;
        this.seed = seed;
    }

    /**
     * Speaks. The first sentence is spoken once more before, to warm up; that does not count.
     *
     * @param items what to say; their order decides their seeds
     * @param sounds where to
     * @return work and sound of the sentences that were made
     * @throws org.syrinx.api.SyrinxException if the folder has another voice's sound
     */
    SpeakingTime speak(List<Item> items, SoundFolder sounds, Progress progress) {
        sounds.claim(who(), items);
        SpeakingTime time = SpeakingTime.NONE;
        boolean warm = false;
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            progress.step("speaking", i, items.size());
            long its = seed + SEED_STRIDE * i;
            if (sounds.has(item, its)) {
                continue;
            }
            Prompt prompt =
                    Prompt.say(item.reference().text())
                            .speaker(item.reference().speaker())
                            .seed(its)
                            .build();
            if (!warm) {
                pipeline.speak(prompt, new AudioCollector(), Progress.NONE);
                warm = true;
            }
            AudioCollector all = new AudioCollector();
            time = time.plus(pipeline.speak(prompt, all, Progress.NONE));
            sounds.write(item, its, all.audio());
        }
        return time;
    }

    /** What decides how the voice sounds. */
    private Map<String, Object> who() {
        Map<String, Object> stages = new TreeMap<>();
        pipeline.stages()
                .forEach(
                        (role, s) ->
                                stages.put(
                                        role.key(),
                                        Map.of(
                                                "model", s.model(),
                                                "plugin", s.plugin(),
                                                "version", s.version(),
                                                "weights", s.fingerprint(),
                                                "device", s.device())));
        return Map.of("name", name, "stages", stages);
    }
}
