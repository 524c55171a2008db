package org.syrinx.launcher.internal.pipeline;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;
import org.syrinx.api.SyrinxException;

/**
 * A word spoken to nobody: shows that stages work together before a request has to find out, and
 * makes the first request as fast as the others.
 */
public final class Trial {
    private static final String WORD = "hello";

    private Trial() {}

    /**
     * Speaks the word.
     *
     * @param pipeline for messages
     * @param wiring stages that no request uses yet
     * @param silence how long a stage may give no sign of life
     * @throws SyrinxException if a stage is at fault. That it does not know the word is no fault
     */
    public static void of(String pipeline, Wiring wiring, Duration silence) {
        AtomicReference<SpeechRun> run = new AtomicReference<>();
        try {
            new WatchedRun<Object>(
                            "syrinx-trial-" + pipeline,
                            (sink, progress, alive) -> {
                                run.set(
                                        new SpeechRun(
                                                pipeline, wiring, sink, progress, null, alive));
                                Prompt word =
                                        Prompt.say(WORD)
                                                .option(PipelineOptions.SPLIT, "false")
                                                .build();
                                return run.get().speak(word, java.util.List.of(WORD));
                            },
                            wiring.leaseAll()::close,
                            chunk -> {},
                            Progress.NONE,
                            silence)
                    .call();
        } catch (WatchedRun.HungException e) {
            throw SpeechRun.hung(pipeline, run.get(), silence);
        } catch (StageFault e) {
            throw e;
        } catch (SyrinxException e) {
            // a plain error: the model cannot say this word, but could others
            return;
        }
    }
}
