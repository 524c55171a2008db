package org.syrinx.eval.sphinx4.internal;

/** The closed tasks as JSGF grammars. */
final class Grammars {
    static final String DIGITS =
            """
            #JSGF V1.0;
            grammar digits;
            public <digits> = ( zero | one | two | three | four | five | six | seven | eight | nine )+ ;
            """;

    /**
     * Cooke et al. 2006, table I: command, colour, preposition, letter, digit, adverb. GRID has no
     * w; "a" is left out because a reader cannot tell the letter from the article.
     */
    static final String GRID =
            """
            #JSGF V1.0;
            grammar grid;
            public <grid> = <command> <colour> <preposition> <letter> <digit> <adverb> ;
            <command> = bin | lay | place | set ;
            <colour> = blue | green | red | white ;
            <preposition> = at | by | in | with ;
            <letter> = b | c | d | e | f | g | h | i | j | k | l | m | n | o | p | q | r | s | t | u | v | x | y | z ;
            <digit> = zero | one | two | three | four | five | six | seven | eight | nine ;
            <adverb> = again | now | please | soon ;
            """;

    private Grammars() {}
}
