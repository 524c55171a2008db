package org.syrinx.plugin.gradtts.internal;

import ai.djl.ndarray.NDArray;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.TensorScope;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.plugin.gradtts.internal.model.GradTtsConfig;
import org.syrinx.plugin.gradtts.internal.model.GradTtsNetwork;
import org.syrinx.plugin.gradtts.internal.model.Samplers;

/** Seconds for a mel, the counterpart of bench/gradtts_reference.py. A measurement, not a test. */
final class MelSpeed {
    private static final int TOKENS = 81;
    private static final int STEPS = 10;

    private MelSpeed() {}

    /**
     * Measures.
     *
     * @param args model folder, threads, runs
     */
    @SuppressWarnings("try") // the scope works by being open
    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        int threads = Integer.parseInt(args[1]);
        int runs = Integer.parseInt(args[2]);
        Fixtures.BACKEND.setThreads(threads);
        GradTtsConfig config = GradTtsConfig.of(ModelFolder.open(folder).config());
        double[] wall = new double[runs];
        double[] cpu = new double[runs];
        int frames = 0;
        try (SafetensorsFile file = SafetensorsFile.open(folder.resolve(ModelFolder.WEIGHTS));
                ParameterSet set =
                        ParameterSet.load(file, Fixtures.BACKEND.newManager("cpu", "speed"))) {
            GradTtsNetwork network = new GradTtsNetwork(config, set);
            long[] ids = new long[TOKENS];
            for (int i = 0; i < TOKENS; i++) {
                ids[i] = 7L * i % config.vocabSize();
            }
            for (int run = -1; run < runs; run++) {
                long w = System.nanoTime();
                long c = cpuTime();
                try (TensorScope ignored = Fixtures.BACKEND.scope()) {
                    Synthesis.Encoded e = Synthesis.encode(network, ids, 0, 1);
                    Synthesis.Walk walk =
                            new Synthesis.Walk(
                                    Samplers.usual(), STEPS, 1 / 1.5, NoiseSource.seeded(run));
                    NDArray mel =
                            Synthesis.bind(network, e.mu(), e.speaker(), walk, null)
                                    .run(config, walk, Progress.NONE);
                    mel.toFloatArray();
                    frames = e.alignment().frames();
                }
                if (run >= 0) {
                    wall[run] = (System.nanoTime() - w) / 1e9;
                    cpu[run] = (cpuTime() - c) / 1e9;
                }
            }
        }
        Arrays.sort(wall);
        Arrays.sort(cpu);
        System.out.printf(
                Locale.ROOT,
                "{\"who\": \"syrinx\", \"threads\": %d, \"frames\": %d, \"wall\": %.4f, \"cpu\":"
                        + " %.4f}%n",
                threads,
                frames,
                wall[runs / 2],
                cpu[runs / 2]);
    }

    private static long cpuTime() {
        return ((com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
