package org.syrinx.eval.internal;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.AudioCollector;
import org.syrinx.api.Backend;
import org.syrinx.api.MemoryReport;
import org.syrinx.api.Pipeline;
import org.syrinx.api.Pipelines;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;
import org.syrinx.api.SpeechResult;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Speed and memory of a warm pipeline. The sound is always made and collected. */
@Component(
        service = Subcommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {
            Subcommand.NAME + "=bench",
            Subcommand.SUMMARY + "=Measure a voice: real-time factor, first audio, stages, memory"
        })
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Speaks one text several times with a warm pipeline and reports medians.")
public final class BenchCommand implements Subcommand {
    private static final String TEXT =
            "The quick brown fox jumps over the lazy dog, and runs into the deep dark forest.";

    private final Pipelines pipelines;
    private final Backend backend;

    @Option(
            names = "--voice",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "Voice or pipeline (default: ${DEFAULT-VALUE}).")
    private String voice = "default";

    @Option(
            names = "--model-dir",
            paramLabel = "DIR",
            description = "A model folder, in place of --voice.")
    private Path modelDir;

    @Option(
            names = "--device",
            paramLabel = "D",
            defaultValue = "auto",
            description = "auto, cpu, gpu0 ... for --model-dir (default: ${DEFAULT-VALUE}).")
    private String device = "auto";

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            description = "What to say (default: a pangram).")
    private String text = TEXT;

    @Option(names = "--speaker", paramLabel = "S", description = "Speaker.")
    private String speaker;

    @Option(
            names = "--duration-noise",
            paramLabel = "X",
            description = "Noise scale of the durations; 0 makes the length repeatable.")
    private Double durationNoise;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of one native operation.")
    private Integer threads;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Counted runs (default: ${DEFAULT-VALUE}).")
    private int runs = 5;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "1",
            description = "Runs before (default: ${DEFAULT-VALUE}).")
    private int warmUp = 1;

    /**
     * Wired by Declarative Services.
     *
     * @param pipelines the voices
     * @param backend threads and memory
     */
    @Activate
    public BenchCommand(@Reference Pipelines pipelines, @Reference Backend backend) {
        this.pipelines = pipelines;
        this.backend = backend;
    }

    @Override
    public CommandResult run(CommandIo io) {
        if (runs < 1 || warmUp < 0) {
            throw new SyrinxException(
                    "at least one counted run",
                    runs + " runs, " + warmUp + " before",
                    "correct --runs");
        }
        if (threads != null) {
            backend.setThreads(threads);
        }
        Pipeline pipeline =
                modelDir == null
                        ? pipelines.open(voice)
                        : pipelines.openFolder(io.resolve(modelDir), device);
        Prompt.Builder prompt = Prompt.say(text).speaker(speaker);
        if (durationNoise != null) {
            prompt.durationTemperature(durationNoise);
        }
        List<SpeechResult> results = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int i = -warmUp; i < runs; i++) {
            io.progress().step("speaking", i + warmUp, runs + warmUp);
            AudioCollector all = new AudioCollector();
            long before = cpuNanos();
            SpeechResult r = pipeline.speak(prompt.build(), all, Progress.NONE);
            if (i >= 0) {
                results.add(r);
                cpu.add((cpuNanos() - before) / 1e9 / r.audioSeconds());
            }
        }
        return report(results, cpu);
    }

    private CommandResult report(List<SpeechResult> results, List<Double> cpu) {
        SpeechResult last = results.get(results.size() - 1);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("who", backend.description());
        json.put("pipeline", last.pipeline());
        Map<String, Object> devices = new TreeMap<>();
        last.stages().forEach((role, info) -> devices.put(role.key(), info.device()));
        json.put("devices", devices);
        json.put("threads", backend.threads());
        json.put("runs", results.size());
        json.put("audio_seconds", last.audioSeconds());
        json.put("samples", last.samples());
        json.put("rtf", median(results.stream().map(SpeechResult::realTimeFactor).toList()));
        json.put("cpu_per_audio_second", median(cpu));
        Map<String, Object> stages = new TreeMap<>();
        for (String stage : last.seconds().keySet()) {
            stages.put(stage, median(results.stream().map(r -> r.seconds().get(stage)).toList()));
        }
        json.put("seconds", stages);
        MemoryReport memory = backend.memory();
        json.put("resident_bytes", memory.resident());
        json.put("peak_resident_bytes", memory.peakResident());
        json.put("device_bytes", memory.device());

        StringBuilder out = new StringBuilder();
        out.append(
                String.format(
                        Locale.ROOT,
                        "%s, %s, %d threads%n",
                        last.pipeline(),
                        devices,
                        backend.threads()));
        out.append(
                String.format(
                        Locale.ROOT,
                        "  real-time factor %.3f (median of %d), CPU %.3f s per second of speech%n",
                        (double) json.get("rtf"),
                        results.size(),
                        (double) json.get("cpu_per_audio_second")));
        stages.forEach(
                (stage, s) ->
                        out.append(
                                String.format(Locale.ROOT, "  %-14s %.3f s%n", stage, (double) s)));
        out.append(
                String.format(
                        Locale.ROOT,
                        "  %.2f s of speech; resident %.0f MB, peak %.0f MB",
                        last.audioSeconds(),
                        memory.resident() / 1e6,
                        memory.peakResident() / 1e6));
        memory.device()
                .forEach(
                        (gpu, bytes) ->
                                out.append(
                                        String.format(
                                                Locale.ROOT,
                                                "%n  %s: %.0f MB in use now, of all processes",
                                                gpu,
                                                bytes / 1e6)));
        return CommandResult.of(out.toString(), json, 0);
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean os
                ? os.getProcessCpuTime()
                : 0;
    }

    private static double median(List<Double> values) {
        double[] v = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int n = v.length;
        return n % 2 == 1 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
    }
}
