package org.syrinx.launcher.internal.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TablesTest {
    @Test
    void columnsAreAsWideAsTheirWidestCellAndLinesEndWithoutBlanks() {
        assertEquals(
                "a     bb  ccc\nlong  b\n",
                Tables.align(List.of(List.of("a", "bb", "ccc"), List.of("long", "b", ""))) + "\n");
    }

    @Test
    void noRowsAreNoText() {
        assertEquals("", Tables.align(List.of()));
    }
}
