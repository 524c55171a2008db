package org.syrinx.launcher.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    @Test
    void distancesAreLevenshteins() {
        assertEquals(3, Suggestions.distance("kitten", "sitting"));
        assertEquals(3, Suggestions.distance("saturday", "sunday"));
        assertEquals(4, Suggestions.distance("", "four"));
        assertEquals(0, Suggestions.distance("same", "same"));
    }

    @Test
    void aNearWordIsSuggestedAndAFarOneIsNot() {
        List<String> known = List.of("say", "models", "doctor");
        assertEquals(Optional.of("models"), Suggestions.nearest("model", known));
        assertEquals(Optional.of("doctor"), Suggestions.nearest("docter", known));
        assertEquals(Optional.empty(), Suggestions.nearest("frobnicate", known));
    }
}
