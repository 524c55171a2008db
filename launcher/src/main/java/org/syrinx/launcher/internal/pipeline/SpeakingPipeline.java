package org.syrinx.launcher.internal.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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

/** The service: takes the current wiring for every request, and waits while there is none. */
final class SpeakingPipeline implements Pipeline {
    private final String name;
    private final LeasedHolder<Wiring> holder;
    private final Supplier<SentenceSplitter> splitter;
    private final Supplier<Directions> directions;
    private final Supplier<Duration> patience;

    SpeakingPipeline(
            String name,
            LeasedHolder<Wiring> holder,
            Supplier<SentenceSplitter> splitter,
            Supplier<Directions> directions,
            Supplier<Duration> patience) {
        this.name = name;
        this.holder = holder;
        this.splitter = splitter;
        this.directions = directions;
        this.patience = patience;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<Role, StageInfo> stages() {
        try (LeasedHolder.Held<Wiring> held = holder.acquire(patience.get())) {
            return held.value().infos();
        }
    }

    @Override
    public int sampleRate() {
        try (LeasedHolder.Held<Wiring> held = holder.acquire(patience.get())) {
            return held.value().vocoder().sampleRate();
        }
    }

    @Override
    public SpeechResult speak(Prompt prompt, AudioSink sink, Progress progress) {
        try (LeasedHolder.Held<Wiring> held = holder.acquire(patience.get())) {
            return new SpeechRun(name, held.value(), sink, progress, directions.get())
                    .speak(prompt, sentences(prompt));
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
