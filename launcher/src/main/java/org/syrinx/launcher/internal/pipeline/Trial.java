package org.syrinx.launcher.internal.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;
import org.syrinx.api.Role;
import org.syrinx.api.SyrinxException;

/**
 * A word spoken to nobody: shows that stages work together before a request has to find out, and
 * makes the first request as fast as the others.
 */
public final class Trial {
    private static final String WORD = "hello";

    private Trial() {}

    /**
     * Takes stages from the service registry, speaks the word, and gives them back.
     *
     * @param context who takes them
     * @param pipeline for messages
     * @param stages role to stage, at least an encoder and a vocoder
     * @param silence how long a stage may give no sign of life
     * @throws SyrinxException if a stage cannot be had, or does not fit, or they cannot speak
     */
    public static void of(
            BundleContext context,
            String pipeline,
            Map<Role, ServiceReference<?>> stages,
            Duration silence) {
        Wiring wiring = Wiring.open(context, stages);
        try {
            of(pipeline, wiring, silence);
        } finally {
            wiring.close();
        }
    }

    /**
     * Speaks the word.
     *
     * @param pipeline for messages
     * @param wiring stages that no request uses yet
     * @param silence how long a stage may give no sign of life
     * @throws SyrinxException if the stages cannot speak. That the encoder refuses the word is no
     *     reason: it may know others
     */
    static void of(String pipeline, Wiring wiring, Duration silence) {
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
                                return run.get().speak(word, List.of(WORD));
                            },
                            wiring.leaseAll()::close,
                            chunk -> {},
                            Progress.NONE,
                            silence)
                    .call();
        } catch (WatchedRun.HungException e) {
            throw SpeechRun.hung(pipeline, run.get(), silence);
        } catch (SyrinxException e) {
            if (run.get() == null || !run.get().refused(e)) {
                throw e;
            }
        } catch (RuntimeException | LinkageError e) {
            throw new SyrinxException(
                    "stages that can be taken for the pipeline \"" + pipeline + "\"",
                    "one of them failed with " + e,
                    StageCall.ANOTHER_MODEL,
                    e);
        }
    }
}
