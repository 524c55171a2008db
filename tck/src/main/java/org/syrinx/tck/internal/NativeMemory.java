package org.syrinx.tck.internal;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.syrinx.engine.NativeHeap;

/**
 * Bytes that native code has in use through the C library's allocator, which is where tensors on
 * the CPU lie: what the process has taken, less what the virtual machine says that it took for
 * itself. Counts what was really not given back, whoever forgot it: also an array that was detached
 * from every scope.
 */
public final class NativeMemory {
    private static final Pattern TOTAL = Pattern.compile("malloc: (\\d+) #(\\d+)");

    /** Of a block: that of the tracking and that of the C library, about. */
    private static final long HEADER = 32;

    /** More than a reading and its report take themselves. */
    private static final long READING = 16 * 1024;

    private static final List<Long> READINGS = new ArrayList<>();

    private NativeMemory() {}

    /**
     * Why this process cannot tell.
     *
     * @return a sentence, or empty if it can
     */
    public static Optional<String> missing() {
        if (NativeHeap.inUse() < 0) {
            return Optional.of("the C library does not count; glibc 2.33 and later does");
        }
        return ofTheVirtualMachine() < 0
                ? Optional.of(
                        "start the tests with -XX:NativeMemoryTracking=summary, so that the memory"
                                + " of Java itself can be told apart")
                : Optional.empty();
    }

    /**
     * Bytes in use now by native code.
     *
     * @return bytes, without those of the virtual machine
     */
    static long inUse() {
        for (int attempt = 0; ; attempt++) {
            long before = ofTheVirtualMachine();
            long all = NativeHeap.inUse();
            // the compiler works at the same time: read again until it stood still for a moment
            if (before == ofTheVirtualMachine() || attempt == 50) {
                return all - before;
            }
        }
    }

    /** What the virtual machine itself has taken with malloc, with headers; -1 if not tracked. */
    private static long ofTheVirtualMachine() {
        String report;
        try {
            report =
                    ManagementFactory.getPlatformMBeanServer()
                            .invoke(
                                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                    "vmNativeMemory",
                                    new Object[] {new String[] {"summary", "scale=b"}},
                                    new String[] {String[].class.getName()})
                            .toString();
        } catch (JMException e) {
            return -1;
        }
        Matcher total = TOTAL.matcher(report);
        return total.find()
                ? Long.parseLong(total.group(1)) + HEADER * Long.parseLong(total.group(2))
                : -1;
    }

    /**
     * What one round of work leaves behind: the lowest reading of a later half of rounds less the
     * lowest of a first half, so that what comes and goes is in neither. What reading itself takes
     * is taken off. The compiler and the libraries' caches grow and shrink meanwhile, so it is
     * measured again until it was within what is allowed twice, or beyond it eight times: what is
     * really left behind is left behind every time.
     *
     * @param half readings in each half
     * @param allowed bytes a round
     * @param work one round
     * @return bytes a round
     */
    public static long leftBehind(int half, long allowed, Runnable work) {
        int below = 0;
        int above = 0;
        while (true) {
            long left = growth(half, work) - reading(half);
            if (left <= allowed) {
                below++;
            } else {
                above++;
            }
            if (below == 2 || above == 8) {
                return left;
            }
        }
    }

    /**
     * What a reading and its report take. About 8 KiB each time, but a single measurement can be
     * anything: the median of all that this process has made.
     */
    private static synchronized long reading(int half) {
        do {
            READINGS.add(growth(half, () -> {}));
        } while (READINGS.size() < 5);
        Collections.sort(READINGS);
        return Math.max(0, Math.min(READING, READINGS.get(READINGS.size() / 2)));
    }

    private static long growth(int half, Runnable work) {
        long before = lowest(half, work);
        long after = lowest(half, work);
        return (after - before) / half;
    }

    private static long lowest(int rounds, Runnable work) {
        long lowest = Long.MAX_VALUE;
        for (int i = 0; i < rounds; i++) {
            work.run();
            lowest = Math.min(lowest, inUse());
        }
        return lowest;
    }
}
