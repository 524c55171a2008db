package org.syrinx.itests.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.syrinx.api.AudioCollector;
import org.syrinx.api.Pipeline;
import org.syrinx.api.Pipelines;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;

/** Speaks with a pipeline on several threads while the caller changes things. */
final class SpeakingLoad implements Function<Map<String, Object>, Map<String, Object>> {
    private static final int THREADS = 3;

    private final BundleContext context;

    SpeakingLoad(BundleContext context) {
        this.context = context;
    }

    /**
     * Takes "pipeline", "change" (a Runnable), "times", and perhaps "callers"; gives "calls",
     * "failures" and "sounds".
     */
    @Override
    public Map<String, Object> apply(Map<String, Object> request) {
        ServiceReference<Pipelines> ref = context.getServiceReference(Pipelines.class);
        Pipeline pipeline = context.getService(ref).open((String) request.get("pipeline"));
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong calls = new AtomicLong();
        ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Integer> sounds = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        int callers = (Integer) request.getOrDefault("callers", THREADS);
        for (int i = 0; i < callers; i++) {
            Thread thread =
                    new Thread(
                            () -> {
                                while (!stop.get()) {
                                    try {
                                        AudioCollector sound = new AudioCollector();
                                        pipeline.speak(
                                                Prompt.say("quick brown fox").seed(3).build(),
                                                sound,
                                                Progress.NONE);
                                        int hash = sound.audio().hashCode();
                                        if (!sounds.contains(hash)) {
                                            sounds.add(hash);
                                        }
                                        calls.incrementAndGet();
                                    } catch (RuntimeException e) {
                                        failures.add(e.toString());
                                    }
                                }
                            });
            thread.start();
            threads.add(thread);
        }
        try {
            Runnable change = (Runnable) request.get("change");
            for (int i = 0; i < (Integer) request.get("times"); i++) {
                long before = calls.get();
                change.run();
                while (calls.get() == before && failures.isEmpty()) {
                    Thread.sleep(1);
                }
            }
            stop.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stop.set(true);
        }
        return Map.of(
                "calls",
                calls.get(),
                "failures",
                List.copyOf(failures),
                "sounds",
                List.copyOf(sounds));
    }
}
