package org.syrinx.compare.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.Backend;
import org.syrinx.api.Pipelines;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.compare.internal.arms.Arms;
import org.syrinx.compare.internal.report.CsvTables;
import org.syrinx.compare.internal.report.HtmlReport;
import org.syrinx.compare.internal.report.JsonReport;
import org.syrinx.compare.internal.run.AtomicFile;
import org.syrinx.compare.internal.run.Comparison;
import org.syrinx.compare.internal.run.ComparisonRun;
import org.syrinx.compare.internal.run.Installation;
import org.syrinx.compare.internal.run.InstalledMetric;
import org.syrinx.compare.internal.run.Json;
import org.syrinx.compare.internal.run.Manifest;
import org.syrinx.compare.internal.run.OutputFolder;
import org.syrinx.compare.internal.run.Plan;
import org.syrinx.eval.metric.Metric;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./syrinx compare}: the same texts through several pipelines, judged alike. */
@Component(
        service = Subcommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {
            Subcommand.NAME + "=compare",
            Subcommand.SUMMARY + "=compare pipelines on the same texts: listen, measure, report"
        })
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says the same texts with the same seeds through several pipelines, brings every sound"
                    + " to one sample rate and one loudness, measures all of them with every"
                    + " installed metric, and writes a report to listen to, to cite and to run"
                    + " again.",
            "An interrupted comparison goes on where it was when it is started again; what has"
                    + " changed since is made again. A pipeline that fails is listed with its"
                    + " reason and does not stop the others; the exit code is then 1."
        })
public final class CompareCommand implements Subcommand {
    private final BundleContext context;
    private final Pipelines pipelines;
    private final Backend backend;
    private final List<Map.Entry<Map<String, Object>, Metric>> metrics;

    @Mixin private final CompareOptions options = new CompareOptions();

    @Option(
            names = "--from",
            paramLabel = "MANIFEST",
            description = {
                "Run a comparison again from its manifest.json, and say what is not as it was.",
                "Only --reference, --out and --embed may stand beside it."
            })
    private Path from;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "A new folder, or that of an interrupted comparison.")
    private Path out;

    @Option(
            names = "--embed",
            paramLabel = "MB",
            defaultValue = "24",
            description = {
                "Megabytes of sound that report.html may contain; further sounds play from the",
                "folders beside it (default: ${DEFAULT-VALUE})."
            })
    private int embed;

    /**
     * Wired by Declarative Services.
     *
     * @param context of this bundle
     * @param pipelines the voices
     * @param backend describes the engine, and the memory
     * @param metrics with the properties of their services
     */
    @Activate
    public CompareCommand(
            BundleContext context,
            @Reference Pipelines pipelines,
            @Reference Backend backend,
            @Reference List<Map.Entry<Map<String, Object>, Metric>> metrics) {
        this.context = context;
        this.pipelines = pipelines;
        this.backend = backend;
        this.metrics = metrics;
    }

    @Override
    public CommandResult run(CommandIo io) {
        if (embed < 0) {
            throw new SyrinxException("--embed 0 or more", embed + " MB", "correct --embed");
        }
        UnaryOperator<Path> resolve = io::resolve;
        Manifest first = null;
        Plan plan;
        if (from == null) {
            plan = options.plan(resolve, what -> SwapBase.of(what, options.device(), pipelines));
        } else {
            if (!options.empty()) {
                throw new SyrinxException(
                        "--from alone: the manifest says what is compared",
                        "other options beside it",
                        "leave them out");
            }
            first = Manifest.read(io.resolve(from));
            plan = first.plan(options.reference() == null ? null : io.resolve(options.reference()));
        }
        List<InstalledMetric> chosen = chosen(plan.metrics());
        Installation installation = Installation.of(context, backend.description());
        Arms arms =
                new Arms(pipelines, resolve, plan.reference(), plan.device(), installation::code);
        try (OutputFolder folder = OutputFolder.open(io.resolve(out))) {
            Comparison comparison =
                    new ComparisonRun(
                                    plan, folder, installation, arms::open, backend::memory, chosen)
                            .run(first, io.progress());
            return report(comparison, folder, io.progress());
        }
    }

    private CommandResult report(Comparison comparison, OutputFolder folder, Progress progress) {
        Path root = folder.root();
        Map<String, Object> json = JsonReport.of(comparison);
        Json.write(root.resolve("report.json"), json);
        AtomicFile.write(root.resolve("figures.csv"), CsvTables.figures(comparison));
        AtomicFile.write(root.resolve("utterances.csv"), CsvTables.utterances(comparison));
        Path page = root.resolve("report.html");
        AtomicFile.write(
                page, new HtmlReport(comparison, folder, embed * 1_000_000L).write(progress));
        return new CompareResult(comparison, json, page);
    }

    private List<InstalledMetric> chosen(Set<String> wanted) {
        if (wanted.contains(Plan.NO_METRICS)) {
            return List.of();
        }
        List<InstalledMetric> found = new ArrayList<>();
        Set<String> known = new TreeSet<>();
        Set<String> unknown = new TreeSet<>(wanted);
        Map<Object, String> providers = new HashMap<>();
        for (Map.Entry<Map<String, Object>, Metric> entry : metrics) {
            Object bundle = entry.getKey().get(Constants.SERVICE_BUNDLEID);
            String id = entry.getValue().info().id();
            known.add(id);
            if (wanted.isEmpty() || wanted.stream().anyMatch(w -> names(w, id))) {
                unknown.removeIf(w -> names(w, id));
                found.add(
                        new InstalledMetric(
                                entry.getValue(),
                                providers.computeIfAbsent(bundle, this::provider)));
            }
        }
        if (!unknown.isEmpty()) {
            throw new SyrinxException(
                    "one of " + String.join(", ", known),
                    "no metric is called " + String.join(", ", unknown),
                    "correct --metrics");
        }
        return found;
    }

    /** A name stands for itself and for everything that it is the beginning of. */
    private static boolean names(String wanted, String id) {
        return id.equals(wanted) || id.startsWith(wanted + ".");
    }

    private String provider(Object id) {
        Bundle bundle = id instanceof Long number ? context.getBundle(number) : null;
        return bundle == null
                ? "unknown"
                : bundle.getSymbolicName()
                        + " "
                        + bundle.getVersion()
                        + " "
                        + Installation.digest(bundle);
    }
}
