package org.syrinx.itests.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.syrinx.itests.framework.Distribution;
import org.syrinx.itests.framework.Driver;
import org.syrinx.itests.framework.FakeBundle;
import org.syrinx.itests.framework.MallocInfo;
import org.syrinx.itests.framework.RunningSyrinx;
import org.syrinx.itests.framework.TestModel;

/**
 * The same change again and again, under load. The short form runs with the other tests; {@code mvn
 * -pl itests verify -Psoak} runs the long one and prints what memory did. Times are printed, never
 * judged.
 */
class SoakTest {
    private static final RunningSyrinx SYRINX = RunningSyrinx.get();
    private static final String VITS = "org.syrinx.plugin.vits";
    private static final Path REPORT = Path.of("target", "soak.txt");
    private static final int SWAPS = Integer.getInteger("soak.swaps", 100);
    private static final int CYCLES = Integer.getInteger("soak.cycles", 4);

    private static final int VITS_SWAPS = Integer.getInteger("soak.vits.swaps", 6);

    /** In a long soak, growth beyond this over all of it is a leak, whatever its cause. */
    private static final double LEAK_MIB = 48;

    @TempDir Path folder;
    private Driver driver;
    private MallocInfo malloc;

    @BeforeEach
    void installTheDriver() throws IOException, BundleException, ReflectiveOperationException {
        malloc = new MallocInfo(SYRINX.bundle("org.syrinx.engine"));
        driver = new Driver(SYRINX);
    }

    @AfterEach
    void removeTheDriver() throws BundleException {
        driver.deleteConfigurations("(service.pid=org.syrinx.pipeline~soak-*)");
        driver.close();
    }

    /** Of a small plug-in, whose models have 4 MiB of native memory each. */
    @Test
    void swapsUnderTwoCallersFailNoRequestAndLeaveNoMemory() throws Exception {
        Bundle plugIn =
                SYRINX.context().installBundle("soak-fake", FakeBundle.stream("1.0.0", Map.of()));
        plugIn.start();
        try {
            driver.json("wire", "soak-fake", "encoder=fake-good", "vocoder=fake-other");
            swapAndMeasure("soak-fake", SWAPS, new String[] {"fake-other", "fake-good-too"}, 1);
        } finally {
            driver.deleteConfigurations("(service.factoryPid=org.syrinx.fake)");
            plugIn.uninstall();
            refresh(plugIn);
        }
    }

    /** Of the real thing: two decoders on one latent. */
    @Test
    void swapsOfVitsDecodersUnderTwoCallersAreHeardAndLeaveNoMemory() throws IOException {
        String encoder = TestModel.copy(folder.resolve("encoder"), 1).toString();
        String[] vocoders = {
            TestModel.copy(folder.resolve("loud"), 1).toString(),
            TestModel.copy(folder.resolve("soft"), 0.5f).toString()
        };
        driver.json("wire", "soak-vits", "encoder=" + encoder, "vocoder=" + vocoders[0]);
        swapAndMeasure("soak-vits", VITS_SWAPS, vocoders, 2);
    }

    private void swapAndMeasure(String pipeline, int swaps, String[] vocoders, int sounds)
            throws IOException {
        List<Double> switches = new ArrayList<>();
        List<Double> loads = new ArrayList<>();
        MemorySeries memory = new MemorySeries(malloc);
        memory.sample(0);
        int[] done = {0};
        int every = Math.max(1, swaps / 100);
        long began = System.nanoTime();
        Map<String, Object> result =
                driver.underLoad(
                        2,
                        pipeline,
                        swaps,
                        () -> {
                            done[0]++;
                            List<String> words = new ArrayList<>(List.of("swap"));
                            words.addAll(List.of(pipeline, "vocoder", vocoders[done[0] % 2]));
                            Map<String, Object> swap = driver.json(words.toArray(String[]::new));
                            Map<?, ?> seconds = (Map<?, ?>) swap.get("seconds");
                            switches.add((Double) seconds.get("switch"));
                            loads.add((Double) seconds.get("load"));
                            if (done[0] % every == 0) {
                                memory.sample(done[0]);
                            }
                        });
        double seconds = (System.nanoTime() - began) / 1e9;
        print(
                String.format(
                        Locale.ROOT,
                        "%s: %d swaps in %.0f s under 2 callers, each loads one model and frees"
                            + " one; %s requests, %d failed%nswitch p50 %.2f ms, p95 %.2f ms, p99"
                            + " %.2f ms, max %.2f ms%nload p50 %.1f ms%n%s",
                        pipeline,
                        swaps,
                        seconds,
                        result.get("calls"),
                        ((List<?>) result.get("failures")).size(),
                        percentile(switches, 50),
                        percentile(switches, 95),
                        percentile(switches, 99),
                        percentile(switches, 100),
                        percentile(loads, 50),
                        memory.report(1000)));
        assertEquals(List.of(), result.get("failures"));
        assertEquals(sounds, ((List<?>) result.get("sounds")).size(), "different sounds");
        assertNoLeak(memory, swaps);
    }

    @Test
    void installSpeakRemoveReinstallLeavesNoClassLoaderAndNoBundle() throws Exception {
        String model = TestModel.copy(folder.resolve("cycle"), 1).toString();
        driver.json("wire", "soak-cycle", "encoder=" + model, "vocoder=" + model);
        float first = driver.firstSample("soak-cycle", "quick brown fox");
        Path jar =
                Distribution.bundles().stream()
                        .filter(p -> p.getFileName().toString().startsWith(VITS))
                        .findFirst()
                        .orElseThrow();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        List<WeakReference<Bundle>> bundles = new ArrayList<>();
        List<Double> away = new ArrayList<>();
        MemorySeries memory = new MemorySeries(malloc);
        int every = Math.max(1, CYCLES / 50);
        for (int i = 0; i < CYCLES; i++) {
            Bundle plugIn = SYRINX.bundle(VITS);
            loaders.add(new WeakReference<>(plugIn.adapt(BundleWiring.class).getClassLoader()));
            bundles.add(new WeakReference<>(plugIn));
            plugIn.uninstall();
            refresh(plugIn);
            long t = System.nanoTime();
            SYRINX.context().installBundle("reference:" + jar.toUri()).start();
            assertEquals(first, firstSample("soak-cycle", i, t), "cycle " + i);
            away.add((System.nanoTime() - t) / 1e9);
            if (i % every == 0) {
                memory.sample(i);
            }
        }
        int heldLoaders = held(loaders);
        int heldBundles = held(bundles);
        print(
                String.format(
                        Locale.ROOT,
                        "%d cycles install, speak, remove, reinstall; from install to the end of"
                                + " the first sentence p50 %.0f ms, p95 %.0f ms; old class loaders"
                                + " held: %d, bundles: %d%n%s",
                        CYCLES,
                        percentile(away, 50),
                        percentile(away, 95),
                        heldLoaders,
                        heldBundles,
                        memory.report(100)));
        assertEquals(0, heldLoaders, "class loaders of removed versions that cannot be collected");
        assertEquals(0, heldBundles, "removed versions that the framework cannot forget");
        assertNoLeak(memory, CYCLES);
    }

    /** On a machine that is kept busy by others, a model may still be loading: says so. */
    private float firstSample(String pipeline, int cycle, long since) {
        try {
            return driver.firstSample(pipeline, "quick brown fox");
        } catch (AssertionError e) {
            long waited = (System.nanoTime() - since) / 1_000_000;
            List<String> threads =
                    Thread.getAllStackTraces().keySet().stream()
                            .map(Thread::getName)
                            .filter(name -> name.startsWith("syrinx-"))
                            .toList();
            throw new AssertionError(
                    String.format(
                            "cycle %d, %d ms after the install began, threads %s:%n%s",
                            cycle, waited, threads, driver.command("models").get("text")),
                    e);
        }
    }

    /** How many cannot be collected, however long one waits. */
    private static <T> int held(List<WeakReference<T>> references) throws InterruptedException {
        int held = references.size();
        for (int i = 0; i < 100 && held > 0; i++) {
            System.gc();
            Thread.sleep(20);
            held = (int) references.stream().filter(ref -> ref.get() != null).count();
        }
        return held;
    }

    private static void assertNoLeak(MemorySeries memory, int steps) {
        if (steps >= 1000 || memory.size() >= 50) {
            for (int column = 1; column <= MemorySeries.MEMORY; column++) {
                double[] slope = memory.slope(column);
                assertTrue(
                        (slope[0] - 2 * slope[1]) * steps < LEAK_MIB,
                        "memory grows by " + slope[0] * steps + " MiB: " + memory.report(steps));
            }
        }
    }

    private static void refresh(Bundle bundle) throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        SYRINX.context()
                .getBundle(0)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), event -> refreshed.countDown());
        assertTrue(refreshed.await(20, TimeUnit.SECONDS));
    }

    /** In milliseconds. */
    private static double percentile(List<Double> seconds, int p) {
        double[] sorted = seconds.stream().mapToDouble(s -> s * 1000).toArray();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * p / 100)];
    }

    private static void print(String text) throws IOException {
        System.out.println(text);
        Files.writeString(
                REPORT, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
