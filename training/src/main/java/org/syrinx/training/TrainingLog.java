package org.syrinx.training;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A CSV file with one line per report: {@code step,seconds,} and then one column per value.
 * Resuming drops the lines after the step that is resumed from, which will be written again.
 */
public final class TrainingLog implements AutoCloseable {
    private final List<String> columns;
    private final BufferedWriter out;

    private TrainingLog(List<String> columns, BufferedWriter out) {
        this.columns = columns;
        this.out = out;
    }

    /**
     * Opens a log.
     *
     * @param file the file
     * @param columns names of the values
     * @param step the step that the run goes on from; 0 starts a new file
     * @return the log
     */
    public static TrainingLog open(Path file, List<String> columns, long step) {
        String header = "step,seconds," + String.join(",", columns);
        List<String> lines = new ArrayList<>(List.of(header));
        try {
            if (step > 0 && Files.exists(file)) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    int comma = line.indexOf(',');
                    if (comma > 0
                            && Character.isDigit(line.charAt(0))
                            && Long.parseLong(line.substring(0, comma)) <= step) {
                        lines.add(line);
                    }
                }
            }
            Files.write(file, lines, StandardCharsets.UTF_8);
            return new TrainingLog(
                    List.copyOf(columns),
                    Files.newBufferedWriter(
                            file, StandardCharsets.UTF_8, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes a line and flushes it.
     *
     * @param step steps done
     * @param seconds time in all calls
     * @param values by column; a missing one stays empty
     */
    public void write(long step, double seconds, Map<String, Double> values) {
        StringBuilder b =
                new StringBuilder()
                        .append(step)
                        .append(String.format(Locale.ROOT, ",%.1f", seconds));
        for (String c : columns) {
            Double v = values.get(c);
            b.append(',').append(v == null ? "" : String.format(Locale.ROOT, "%.6g", v));
        }
        try {
            out.write(b.append('\n').toString());
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a log back.
     *
     * @param file the file
     * @return for each column, step to value; empty values are left out
     */
    public static Map<String, TreeMap<Long, Double>> read(Path file) {
        Map<String, TreeMap<Long, Double>> series = new LinkedHashMap<>();
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            String[] names = lines.get(0).split(",", -1);
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",", -1);
                for (int i = 2; i < cells.length; i++) {
                    if (!cells[i].isEmpty()) {
                        series.computeIfAbsent(names[i], n -> new TreeMap<>())
                                .put(Long.parseLong(cells[0]), Double.parseDouble(cells[i]));
                    }
                }
            }
            return series;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
