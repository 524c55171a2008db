package org.syrinx.nn.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How much memory can still be had. */
public final class AvailableMemory {
    private AvailableMemory() {}

    /**
     * Of the machine: what Linux calls available, within the limit of the control group.
     *
     * @return bytes; {@link Long#MAX_VALUE} where the system does not tell
     */
    public static long machine() {
        return machine(Path.of("/proc/meminfo"), Path.of("/sys/fs/cgroup"));
    }

    /** As above, from other files. */
    static long machine(Path meminfo, Path group) {
        long available = field(lines(meminfo), "MemAvailable:");
        long free = available < 0 ? Long.MAX_VALUE : 1024 * available;
        long limit = number(group.resolve("memory.max"));
        long used = number(group.resolve("memory.current"));
        if (limit < 0 || used < 0) {
            return free;
        }
        // pages of files are given back when memory is wanted
        long cached = Math.max(0, field(lines(group.resolve("memory.stat")), "inactive_file"));
        return Math.min(free, Math.max(0, limit - used + cached));
    }

    /**
     * Of Java's heap, after a collection of garbage.
     *
     * @return bytes
     */
    public static long heap() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    }

    /** A file with one number; -1 for none, and for the word "max". */
    private static long number(Path file) {
        List<String> lines = lines(file);
        return lines.size() == 1 && lines.get(0).matches("[0-9]{1,18}")
                ? Long.parseLong(lines.get(0))
                : -1;
    }

    private static long field(List<String> lines, String name) {
        for (String line : lines) {
            String[] words = line.split("\\s+");
            if (words.length > 1 && words[0].equals(name) && words[1].matches("[0-9]{1,18}")) {
                return Long.parseLong(words[1]);
            }
        }
        return -1;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of(); // the system does not tell
        }
    }
}
