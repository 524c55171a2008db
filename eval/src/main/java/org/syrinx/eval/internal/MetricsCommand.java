package org.syrinx.eval.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.eval.metric.Metric;
import org.syrinx.eval.metric.MetricInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the installed metrics, or explains some of them. */
@Component(
        service = Subcommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {
            Subcommand.NAME + "=metrics",
            Subcommand.SUMMARY + "=List the installed metrics; explain what a figure means"
        })
@Command(
        name = "metrics",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the installed metrics: unit, better direction, needs, and why one cannot work"
                    + " here.",
            "With names: formula, source, and when not to believe the figure."
        })
public final class MetricsCommand implements Subcommand {
    private final List<Metric> metrics;

    @Parameters(
            paramLabel = "ID",
            arity = "0..*",
            description = "Metrics to explain; mcd means all whose ids begin so.")
    private List<String> ids = List.of();

    /**
     * Wired by Declarative Services.
     *
     * @param metrics the metrics
     */
    @Activate
    public MetricsCommand(@Reference List<Metric> metrics) {
        this.metrics =
                metrics.stream()
                        .sorted(
                                Comparator.comparing((Metric m) -> m.info().family())
                                        .thenComparing(m -> m.info().id()))
                        .toList();
    }

    @Override
    public CommandResult run(CommandIo io) {
        List<Metric> chosen = ids.isEmpty() ? metrics : chosen();
        StringBuilder text = new StringBuilder();
        List<Object> json = new ArrayList<>();
        MetricInfo.Family family = null;
        for (Metric m : chosen) {
            if (ids.isEmpty() && m.info().family() != family) {
                family = m.info().family();
                text.append(family == chosen.get(0).info().family() ? "" : "\n")
                        .append(lower(family))
                        .append('\n');
            }
            text.append(ids.isEmpty() ? row(m) : explained(m)).append('\n');
            json.add(json(m));
        }
        return CommandResult.of(text.toString().stripTrailing(), Map.of("metrics", json), 0);
    }

    private List<Metric> chosen() {
        List<Metric> found = new ArrayList<>();
        for (String id : ids) {
            List<Metric> some =
                    metrics.stream()
                            .filter(
                                    m ->
                                            m.info().id().equals(id)
                                                    || m.info().id().startsWith(id + "."))
                            .toList();
            if (some.isEmpty()) {
                throw new SyrinxException(
                        "one of "
                                + metrics.stream()
                                        .map(m -> m.info().id())
                                        .collect(Collectors.joining(", ")),
                        "the metric \"" + id + "\"",
                        "correct the name");
            }
            found.addAll(some);
        }
        return found;
    }

    private static String row(Metric m) {
        MetricInfo i = m.info();
        return String.format(
                        Locale.ROOT,
                        "  %-24s %-10s %-13s %s%s",
                        i.id(),
                        i.unit(),
                        lower(i.better()),
                        i.needs().stream()
                                .map(MetricsCommand::lower)
                                .collect(Collectors.joining(", ")),
                        m.unavailable().map(why -> "\n    not available: " + why).orElse(""))
                .stripTrailing();
    }

    private static String explained(Metric m) {
        MetricInfo i = m.info();
        return String.join(
                "\n",
                i.id() + ": " + i.name() + (i.unit().isEmpty() ? "" : ", " + i.unit()),
                "  better:  " + lower(i.better()) + "; pooled by " + lower(i.pooling()),
                "  formula: " + i.formula(),
                "  source:  " + i.source(),
                "  limits:  " + i.limits(),
                m.unavailable().map(why -> "  not available: " + why + "\n").orElse(""));
    }

    private static Map<String, Object> json(Metric m) {
        MetricInfo i = m.info();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", i.id());
        json.put("name", i.name());
        json.put("unit", i.unit());
        json.put("family", lower(i.family()));
        json.put("better", lower(i.better()));
        json.put("needs", i.needs().stream().map(MetricsCommand::lower).toList());
        json.put("pooling", lower(i.pooling()));
        json.put("formula", i.formula());
        json.put("source", i.source());
        json.put("limits", i.limits());
        m.unavailable().ifPresent(why -> json.put("not_available", why));
        return json;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
