package org.syrinx.text.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SentenceServiceTest {
    private final SentenceService service = new SentenceService();

    @Test
    void aTextIsItsSentencesInOrder() {
        assertEquals(
                List.of("Dr. Smith left at 3 p.m. today.", "Why?", "Nobody knows."),
                service.split(
                        " Dr. Smith left at 3 p.m. today. Why?\n\nNobody knows. ",
                        Optional.of("en")));
    }

    @Test
    void aBlankTextHasNone() {
        assertEquals(List.of(), service.split(" \n ", Optional.empty()));
    }
}
