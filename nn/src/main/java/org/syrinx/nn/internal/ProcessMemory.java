package org.syrinx.nn.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The process as the operating system sees it.
 *
 * @param resident resident set in bytes, -1 where the system does not tell
 * @param peak the largest resident set so far in bytes, -1 where the system does not tell
 */
record ProcessMemory(long resident, long peak) {
    private static final Path STATUS = Path.of("/proc/self/status");

    static ProcessMemory read() {
        if (!Files.isReadable(STATUS)) {
            return new ProcessMemory(-1, -1); // not Linux
        }
        try {
            return parse(Files.readAllLines(STATUS));
        } catch (IOException e) {
            return new ProcessMemory(-1, -1); // -1 says that it is not known
        }
    }

    /** Lines such as {@code VmRSS: 1234 kB}. */
    static ProcessMemory parse(List<String> lines) {
        return new ProcessMemory(kibibytes(lines, "VmRSS:"), kibibytes(lines, "VmHWM:"));
    }

    private static long kibibytes(List<String> lines, String field) {
        for (String line : lines) {
            if (line.startsWith(field)) {
                return 1024
                        * Long.parseLong(line.substring(field.length()).replace("kB", "").strip());
            }
        }
        return -1;
    }
}
