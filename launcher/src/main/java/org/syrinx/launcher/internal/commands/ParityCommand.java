package org.syrinx.launcher.internal.commands;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.ParityCheck;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./syrinx parity DIR}: does a converted model compute what its reference computed? */
@Component(
        scope = ServiceScope.PROTOTYPE,
        property = {
            Subcommand.NAME + "=parity",
            Subcommand.SUMMARY + "=compare a model with recorded tensors of its reference"
        })
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Compares every tensor of expected.safetensors with what the model computes from"
                    + " case.json.",
            "Exits 1 when a tensor is beyond tolerance or missing, or when none was compared."
        })
public final class ParityCommand implements Subcommand {
    @Parameters(
            paramLabel = "DIR",
            description = "A folder with model files, case.json and expected.safetensors.")
    private Path folder;

    private final List<ParityCheck> checks;

    /**
     * Creates the command for one use.
     *
     * @param checks one for every family that can be checked
     */
    @Activate
    public ParityCommand(@Reference List<ParityCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    @Override
    public CommandResult run(CommandIo io) {
        Path path = io.resolve(folder);
        if (!Files.isDirectory(path)) {
            throw new SyrinxException(
                    "a folder with case.json and expected.safetensors",
                    Files.exists(path) ? folder + " is a file" : "there is no folder " + folder,
                    "check the path");
        }
        ParityCheck check =
                checks.stream()
                        .filter(c -> c.accepts(path))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new SyrinxException(
                                                "a case of one of the families "
                                                        + checks.stream()
                                                                .map(ParityCheck::id)
                                                                .toList(),
                                                folder + " is none",
                                                "lay the folder out as the plug-in documents"));
        ParityCheck.Report report = check.check(path, io.progress());
        return CommandResult.of(text(report), json(report), report.passed() ? 0 : 1);
    }

    private static String text(ParityCheck.Report report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("TENSOR", "STATUS", "MAX ABS", "MAX REL", "TOLERANCE", "DETAIL"));
        for (ParityCheck.Row r : report.rows()) {
            rows.add(
                    List.of(
                            r.tensor(),
                            r.status().name(),
                            number(r.maxAbsolute()),
                            number(r.maxRelative()),
                            r.tolerance(),
                            r.detail() == null ? "" : r.detail()));
        }
        long ok = count(report, ParityCheck.Status.OK);
        long input = count(report, ParityCheck.Status.INPUT);
        long bad = report.rows().size() - ok - input;
        return Tables.align(rows)
                + "\n"
                + (report.passed() ? "passed" : "FAILED")
                + ": "
                + ok
                + " tensors within tolerance, "
                + input
                + " inputs injected, "
                + bad
                + " wrong"
                + (ok == 0 ? "; none was compared" : "");
    }

    private static long count(ParityCheck.Report report, ParityCheck.Status status) {
        return report.rows().stream().filter(r -> r.status() == status).count();
    }

    private static String number(double x) {
        return Double.isNaN(x) ? "-" : String.format(Locale.ROOT, "%.2e", x);
    }

    private static Map<String, Object> json(ParityCheck.Report report) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (ParityCheck.Row r : report.rows()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("tensor", r.tensor());
            row.put("status", r.status().name().toLowerCase(Locale.ROOT));
            row.put("max_absolute", r.maxAbsolute());
            row.put("max_relative", r.maxRelative());
            row.put("tolerance", r.tolerance());
            row.put("detail", r.detail());
            rows.add(row);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("family", report.family());
        json.put("passed", report.passed());
        json.put("rows", rows);
        return json;
    }
}
