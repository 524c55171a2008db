package org.syrinx.launcher.internal.cli;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Progress;

/** A line that is rewritten in place, on a terminal only; cancelled by an interrupt. */
final class ConsoleProgress implements Progress {
    private static final long EVERY_NANOS = 100_000_000;

    private final PrintStream out;
    private final boolean terminal;
    private final AtomicBoolean interrupted;
    private String phase = "";
    private long phaseBegan;
    private long firstDone;
    private long last;
    private int width;

    ConsoleProgress(PrintStream out, boolean terminal, AtomicBoolean interrupted) {
        this.out = out;
        this.terminal = terminal;
        this.interrupted = interrupted;
    }

    @Override
    public void step(String what, long done, long total) {
        if (interrupted.get()) {
            throw new CancelledException(what);
        }
        if (terminal) {
            show(what, done, total);
        }
    }

    private synchronized void show(String what, long done, long total) {
        long now = System.nanoTime();
        if (total != 0 && done < firstDone || phaseBegan == 0 || !sameWork(what)) {
            phase = what;
            phaseBegan = now;
            firstDone = done;
        }
        if (now - last < EVERY_NANOS && done != total) {
            return;
        }
        last = now;
        StringBuilder line = new StringBuilder(what);
        if (total > 0) {
            line.append(' ').append(done).append('/').append(total);
            line.append(" (").append(100 * done / total).append(" %)");
            if (done > firstDone && done < total) {
                double perUnit = (now - phaseBegan) / 1e9 / (done - firstDone);
                line.append(", ").append(duration(perUnit * (total - done))).append(" left");
            }
        }
        int length = line.length();
        line.append(" ".repeat(Math.max(0, width - length)));
        width = length;
        out.print("\r" + line);
        out.flush();
    }

    /** A trainer's phase carries changing losses after its first word. */
    private boolean sameWork(String what) {
        return firstWord(phase).equals(firstWord(what));
    }

    private static String firstWord(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space);
    }

    static String duration(double seconds) {
        long s = Math.round(seconds);
        if (s < 100) {
            return s + " s";
        }
        return s < 6000 ? (s + 30) / 60 + " min" : s / 3600 + " h " + s / 60 % 60 + " min";
    }

    /** Wipes the line, so that what is printed next starts on a clean one. */
    synchronized void clear() {
        if (width > 0) {
            out.print("\r" + " ".repeat(width) + "\r");
            out.flush();
            width = 0;
        }
    }
}
