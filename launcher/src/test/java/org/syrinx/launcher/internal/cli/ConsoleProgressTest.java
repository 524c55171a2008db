package org.syrinx.launcher.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.syrinx.api.CancelledException;

class ConsoleProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final AtomicBoolean interrupted = new AtomicBoolean();

    @Test
    void durationsAreToldInTheUnitOfTheirSize() {
        assertEquals("7 s", ConsoleProgress.duration(7.2));
        assertEquals("99 s", ConsoleProgress.duration(99.4));
        assertEquals("2 min", ConsoleProgress.duration(100));
        assertEquals("90 min", ConsoleProgress.duration(5400));
        assertEquals("2 h 5 min", ConsoleProgress.duration(7500));
    }

    @Test
    void aTerminalShowsThePhaseAndTheShareOnOneLineThatCanBeWiped() {
        ConsoleProgress progress = new ConsoleProgress(out, true, interrupted);
        progress.step("decoding", 50, 200);
        String shown = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(shown.startsWith("\rdecoding 50/200 (25 %)"), shown);
        assertEquals(-1, shown.indexOf('\n'));
        bytes.reset();
        progress.clear();
        String wiped = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(wiped.matches("\r +\r"), wiped);
        bytes.reset();
        progress.clear();
        assertEquals(0, bytes.size(), "once");
    }

    @Test
    void anInterruptCancelsEvenWithoutATerminal() {
        ConsoleProgress progress = new ConsoleProgress(out, false, interrupted);
        progress.step("training", 1, 10);
        interrupted.set(true);
        assertThrows(CancelledException.class, () -> progress.step("training", 2, 10));
        assertEquals(0, bytes.size());
    }
}
