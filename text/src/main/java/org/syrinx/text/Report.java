package org.syrinx.text;

import java.util.List;
import java.util.stream.Collectors;
import org.syrinx.text.normalize.UnknownSymbol;

/**
 * What a front end could not read.
 *
 * @param unknown the characters without a reading, in the order of the text
 */
public record Report(List<UnknownSymbol> unknown) {
    private static final int SHOWN = 8;

    /**
     * Copies the list.
     *
     * @param unknown the characters without a reading, in the order of the text
     */
    public Report {
        unknown = List.copyOf(unknown);
    }

    /**
     * Whether everything was read.
     *
     * @return true if there is nothing to report
     */
    public boolean isEmpty() {
        return unknown.isEmpty();
    }

    /**
     * The report for a person.
     *
     * @return one phrase with code point, name and offset of the first characters, and how many
     *     more there are; empty if there is nothing to report
     */
    public String message() {
        String first =
                unknown.stream()
                        .limit(SHOWN)
                        .map(UnknownSymbol::toString)
                        .collect(Collectors.joining("; "));
        return unknown.size() > SHOWN
                ? first + "; and " + (unknown.size() - SHOWN) + " more"
                : first;
    }
}
