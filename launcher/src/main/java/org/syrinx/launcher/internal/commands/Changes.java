package org.syrinx.launcher.internal.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.syrinx.launcher.internal.model.ChangeReport;

/** Shows what a change of what is loaded cost, and what it gave back. */
final class Changes {
    private static final double MIB = 1 << 20;

    private Changes() {}

    /**
     * A table of phases, one of memory, and the notes.
     *
     * @param report of the change
     * @return lines
     */
    static String text(ChangeReport report) {
        StringBuilder text = new StringBuilder();
        if (!report.seconds().isEmpty()) {
            List<List<String>> phases = new ArrayList<>();
            phases.add(List.of("PHASE", "MS"));
            report.seconds()
                    .forEach((phase, s) -> phases.add(List.of(phase, number("%.1f", s * 1000))));
            text.append(Tables.align(phases));
        }
        List<List<String>> memory = new ArrayList<>();
        memory.add(List.of("MEMORY (MiB)", "BEFORE", "AFTER", "CHANGE"));
        report.memory()
                .rows()
                .forEach(
                        (kind, bytes) ->
                                memory.add(
                                        List.of(
                                                kind,
                                                number("%.1f", bytes[0] / MIB),
                                                number("%.1f", bytes[1] / MIB),
                                                number("%+.1f", (bytes[1] - bytes[0]) / MIB))));
        if (memory.size() > 1) {
            text.append(text.length() == 0 ? "" : "\n").append(Tables.align(memory));
        }
        report.notes().forEach(note -> text.append('\n').append(note));
        return text.toString();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
