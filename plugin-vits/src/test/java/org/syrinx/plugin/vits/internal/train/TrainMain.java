package org.syrinx.plugin.vits.internal.train;

import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Progress;
import org.syrinx.api.Trainer;
import org.syrinx.nn.internal.PyTorchBackend;

/** Training from a plain class path, without a framework: for development of the trainer. */
final class TrainMain {
    private TrainMain() {}

    /**
     * Trains.
     *
     * @param args --corpus, --run, --config, --seed, --steps, --seconds, --initial, each with a
     *     value; --resume; other options as --name value
     * @throws InterruptedException never
     */
    public static void main(String[] args) throws InterruptedException {
        Map<String, String> options = new HashMap<>();
        boolean resume = false;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--resume")) {
                resume = true;
            } else {
                options.put(args[i].substring(2), args[++i]);
            }
        }
        Trainer.Request request =
                new Trainer.Request(
                        Path.of(options.remove("corpus")),
                        Path.of(options.remove("run")),
                        options.remove("config"),
                        Optional.ofNullable(options.remove("initial")).map(Path::of),
                        resume,
                        Long.parseLong(options.getOrDefault("seed", "1")),
                        number(options.remove("steps")),
                        number(options.remove("seconds")),
                        "cpu",
                        without(options, "seed"));
        AtomicBoolean cancelled = new AtomicBoolean();
        CountDownLatch done = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    cancelled.set(true);
                                    try {
                                        done.await(2, TimeUnit.MINUTES);
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                }));
        Progress progress =
                (phase, step, total) -> {
                    if (cancelled.get()) {
                        throw new CancelledException(phase);
                    }
                    if (step % 20 == 0 && phase.startsWith("training")) {
                        LocalTime now = LocalTime.now().truncatedTo(ChronoUnit.SECONDS);
                        System.out.println(now + " " + step + "/" + total + " " + phase);
                    }
                };
        try {
            System.out.println(new VitsTrainer(new PyTorchBackend()).train(request, progress));
        } catch (CancelledException e) {
            System.out.println(e.getMessage());
        } finally {
            done.countDown();
        }
    }

    private static OptionalLong number(String s) {
        return s == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(s));
    }

    private static Map<String, String> without(Map<String, String> options, String name) {
        Map<String, String> rest = new HashMap<>(options);
        rest.remove(name);
        return rest;
    }
}
