package org.syrinx.launcher.internal.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.syrinx.api.AudioSink;
import org.syrinx.api.Directions;
import org.syrinx.api.Pipeline;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;
import org.syrinx.api.Role;
import org.syrinx.api.SentenceSplitter;
import org.syrinx.api.SpeechResult;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;

/**
 * The service: takes the current wiring for every request, waits while there is none, and watches
 * the request.
 */
final class SpeakingPipeline implements Pipeline {
    private final String name;
    private final PipelineWiring wiring;
    private final Supplier<SentenceSplitter> splitter;
    private final Supplier<Directions> directions;
    private final Supplier<SleepingModels> sleeping;

    SpeakingPipeline(
            String name,
            PipelineWiring wiring,
            Supplier<SentenceSplitter> splitter,
            Supplier<Directions> directions,
            Supplier<SleepingModels> sleeping) {
        this.name = name;
        this.wiring = wiring;
        this.splitter = splitter;
        this.directions = directions;
        this.sleeping = sleeping;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<Role, StageInfo> stages() {
        try (LeasedHolder.Held<Wiring> held = wiring.acquire()) {
            return held.value().infos();
        }
    }

    @Override
    public int sampleRate() {
        try (LeasedHolder.Held<Wiring> held = wiring.acquire()) {
            return held.value().sampleRate();
        }
    }

    @Override
    public SpeechResult speak(Prompt prompt, AudioSink sink, Progress progress) {
        LeasedHolder.Held<Wiring> held = wiring.acquire();
        Wiring stages = held.value();
        uses(stages, SleepingModels::begins);
        Duration silence = Duration.ofMillis(wiring.config().stage_timeout());
        AtomicReference<SpeechRun> run = new AtomicReference<>();
        WatchedRun<SpeechResult> watched =
                new WatchedRun<>(
                        "syrinx-request-" + name,
                        (out, steps, alive) -> {
                            run.set(
                                    new SpeechRun(
                                            name, stages, out, steps, directions.get(), alive));
                            return run.get().speak(prompt, sentences(prompt));
                        },
                        held::close,
                        sink,
                        progress,
                        silence);
        try {
            SpeechResult result = watched.call();
            wiring.wentWell(stages);
            return result;
        } catch (WatchedRun.HungException e) {
            held.abandon();
            SyrinxException told = SpeechRun.hung(name, run.get(), silence);
            throw told instanceof StageFault fault ? blame(stages, fault, prompt) : told;
        } catch (StageFault fault) {
            throw blame(stages, fault, prompt);
        } finally {
            uses(stages, SleepingModels::ends);
        }
    }

    /** What an edit of the caller's does to a latent is not the stage's fault. */
    private StageFault blame(Wiring stages, StageFault fault, Prompt prompt) {
        if (prompt.edits().isEmpty()) {
            wiring.fault(stages, fault);
        }
        return fault;
    }

    private void uses(Wiring stages, BiConsumer<SleepingModels, String> told) {
        SleepingModels models = sleeping.get();
        if (models != null) {
            stages.infos().values().stream()
                    .map(StageInfo::model)
                    .distinct()
                    .forEach(model -> told.accept(models, model));
        }
    }

    private List<String> sentences(Prompt prompt) {
        SentenceSplitter service = splitter.get();
        if (service == null || !PipelineOptions.of(prompt).split()) {
            return List.of(prompt.text());
        }
        List<String> sentences = service.split(prompt.text(), prompt.language());
        // a single sentence is the model's as it was written, also if only the model understands it
        return sentences.size() < 2 ? List.of(prompt.text()) : sentences;
    }
}
