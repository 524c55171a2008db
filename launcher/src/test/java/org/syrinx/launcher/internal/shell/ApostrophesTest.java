package org.syrinx.launcher.internal.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApostrophesTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "say \"Don't stop.\" -o x.wav, say \"Don\"\\'\"t stop.\" -o x.wav",
                "say \"it's 'x'\", say \"it\"\\'\"s \"\\'\"x\"\\'\"\"",
                "say \"a \\\" b's\", say \"a \\\" b\"\\'\"s\""
            })
    void anApostropheMovesOutOfDoubleQuotes(String typed, String understood) {
        assertEquals(understood, Apostrophes.escaped(typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "say 'a \"b\" c'",
                "say Hello",
                "say Don\\'t",
                "say \"$(f 'x')\"",
                "say \"open",
                "x = 'a'; say $x"
            })
    void otherLinesStayAsTheyAre(String typed) {
        assertEquals(typed, Apostrophes.escaped(typed));
    }
}
