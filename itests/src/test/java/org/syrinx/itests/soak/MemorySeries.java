package org.syrinx.itests.soak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.syrinx.itests.framework.MallocInfo;

/**
 * Memory of this process over the steps of a soak, and whether it grows. With a heap of fixed size
 * whose pages are all touched, growth of the resident set is growth of native memory.
 */
final class MemorySeries {
    /** The first columns are amounts of memory. */
    static final int MEMORY = 5;

    private static final double MIB = 1 << 20;

    private static final String[] NAMES = {
        "resident MiB",
        "malloc MiB",
        "heap MiB",
        "compiled MiB",
        "metaspace MiB",
        "classes",
        "threads"
    };

    private final List<double[]> samples = new ArrayList<>();
    private final MallocInfo malloc;

    /**
     * Starts without samples.
     *
     * @param malloc what native memory is in use
     */
    MemorySeries(MallocInfo malloc) {
        this.malloc = malloc;
    }

    /** Takes a sample, after a garbage collection. */
    void sample(int step) {
        System.gc();
        long used;
        try {
            used = malloc.inUse();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the C library does not tell", e);
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long meta = 0;
        long compiled = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getName().contains("Metaspace")) {
                meta += pool.getUsage().getCommitted();
            } else if (pool.getName().startsWith("Code")) {
                compiled += pool.getUsage().getCommitted();
            }
        }
        int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        samples.add(
                new double[] {
                    step,
                    resident() / MIB,
                    used / MIB,
                    heap / MIB,
                    compiled / MIB,
                    meta / MIB,
                    classes,
                    threads
                });
    }

    int size() {
        return samples.size();
    }

    private static long resident() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }

    /**
     * The slope of one column and its standard error, by least squares, without the warm-up.
     *
     * @param column of the report, from 1
     * @return per step
     */
    double[] slope(int column) {
        List<double[]> used = samples.subList(samples.size() / 4, samples.size());
        int n = used.size();
        double meanX = used.stream().mapToDouble(s -> s[0]).average().orElse(0);
        double meanY = used.stream().mapToDouble(s -> s[column]).average().orElse(0);
        double xx = 0;
        double xy = 0;
        for (double[] s : used) {
            xx += (s[0] - meanX) * (s[0] - meanX);
            xy += (s[0] - meanX) * (s[column] - meanY);
        }
        double slope = xy / xx;
        double rest = 0;
        for (double[] s : used) {
            double e = s[column] - meanY - slope * (s[0] - meanX);
            rest += e * e;
        }
        return new double[] {slope, Math.sqrt(rest / Math.max(1, n - 2) / xx)};
    }

    /** A table of first, quarter, half and last, and of slopes per so many steps. */
    String report(int per) {
        StringBuilder text = new StringBuilder();
        int last = samples.size() - 1;
        int[] at = {0, last / 4, last / 2, 3 * last / 4, last};
        text.append(String.format(Locale.ROOT, "%-14s", "after"));
        for (int i : at) {
            text.append(String.format(Locale.ROOT, "%9.0f", samples.get(i)[0]));
        }
        text.append("  slope per ").append(per).append(" (last three quarters)\n");
        for (int c = 1; c <= NAMES.length; c++) {
            text.append(String.format(Locale.ROOT, "%-14s", NAMES[c - 1]));
            for (int i : at) {
                text.append(String.format(Locale.ROOT, "%9.2f", samples.get(i)[c]));
            }
            double[] slope = slope(c);
            text.append(
                    String.format(Locale.ROOT, "  %+.3f ± %.3f%n", slope[0] * per, slope[1] * per));
        }
        return text.toString();
    }
}
