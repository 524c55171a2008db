package org.syrinx.launcher.internal.commands;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.Diagnostic;
import org.syrinx.api.Diagnostic.Finding;
import org.syrinx.api.Diagnostic.Level;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import picocli.CommandLine.Command;

/** {@code ./syrinx doctor}: what is there, and what is wrong. */
@Component(
        scope = ServiceScope.PROTOTYPE,
        property = {
            Subcommand.NAME + "=doctor",
            Subcommand.SUMMARY + "=show Java, engine, device, memory, models, and what is wrong"
        })
@Command(
        mixinStandardHelpOptions = true,
        description = "Examines the installation. Exits 1 when something does not work.")
public final class DoctorCommand implements Subcommand {
    private final BundleContext context;
    private final List<Diagnostic> diagnostics;

    /**
     * Creates the command for one use.
     *
     * @param context of the launcher
     * @param diagnostics what the bundles say of themselves
     */
    @Activate
    public DoctorCommand(BundleContext context, @Reference List<Diagnostic> diagnostics) {
        this.context = context;
        this.diagnostics = List.copyOf(diagnostics);
    }

    @Override
    public CommandResult run(CommandIo io) {
        Map<String, List<Finding>> areas = new LinkedHashMap<>();
        areas.put("java", Machine.java());
        areas.put("machine", Machine.machine(context));
        for (Diagnostic d : diagnostics) {
            areas.computeIfAbsent(d.area(), a -> new ArrayList<>()).addAll(examine(d));
        }
        areas.computeIfAbsent("bundles", a -> new ArrayList<>()).addAll(Machine.bundles(context));
        boolean broken =
                areas.values().stream()
                        .flatMap(List::stream)
                        .anyMatch(f -> f.level() == Level.ERROR);
        return CommandResult.of(text(areas, broken), json(areas, broken), broken ? 1 : 0);
    }

    private static List<Finding> examine(Diagnostic d) {
        try {
            return d.examine();
        } catch (RuntimeException | LinkageError e) {
            return List.of(new Finding(Level.ERROR, "examination", "failed itself: " + e));
        }
    }

    private static String text(Map<String, List<Finding>> areas, boolean broken) {
        StringBuilder text = new StringBuilder();
        areas.forEach(
                (area, findings) -> {
                    List<List<String>> rows = new ArrayList<>();
                    findings.forEach(
                            f ->
                                    rows.add(
                                            List.of(
                                                    "  " + mark(f.level()),
                                                    f.subject(),
                                                    f.detail())));
                    text.append(area).append('\n').append(Tables.align(rows)).append('\n');
                });
        long warnings = count(areas, Level.WARNING);
        long errors = count(areas, Level.ERROR);
        return text.append(broken ? "something is wrong: " : "healthy: ")
                .append(errors)
                .append(errors == 1 ? " error, " : " errors, ")
                .append(warnings)
                .append(warnings == 1 ? " warning" : " warnings")
                .toString();
    }

    private static long count(Map<String, List<Finding>> areas, Level level) {
        return areas.values().stream()
                .flatMap(List::stream)
                .filter(f -> f.level() == level)
                .count();
    }

    private static String mark(Level level) {
        return switch (level) {
            case INFO -> "-";
            case OK -> "ok";
            case WARNING -> "warning";
            case ERROR -> "ERROR";
        };
    }

    private static Map<String, Object> json(Map<String, List<Finding>> areas, boolean broken) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("healthy", !broken);
        Map<String, Object> out = new LinkedHashMap<>();
        areas.forEach(
                (area, findings) ->
                        out.put(
                                area,
                                findings.stream()
                                        .map(
                                                f ->
                                                        Map.of(
                                                                "level",
                                                                f.level()
                                                                        .name()
                                                                        .toLowerCase(Locale.ROOT),
                                                                "subject",
                                                                f.subject(),
                                                                "detail",
                                                                f.detail()))
                                        .toList()));
        json.put("areas", out);
        return json;
    }
}
