package org.syrinx.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelCardTest {
    @Test
    void frontMatterParagraphsAndTables() {
        ModelCard card =
                new ModelCard("apache-2.0", "text-to-speech", "A model")
                        .paragraph("It speaks.\n")
                        .table("training", "", Map.of("steps", "a|b"));
        assertEquals(
                """
                ---
                license: apache-2.0
                library_name: syrinx
                pipeline_tag: text-to-speech
                language: en
                ---

                # A model

                It speaks.

                | training |  |
                |---|---|
                | steps | a\\|b |
                """,
                card.toString());
    }

    @Test
    void whatNobodyStatedHasNoLine() {
        assertEquals(
                """
                ---
                library_name: syrinx
                pipeline_tag: text-to-speech
                ---

                # A model
                """,
                new ModelCard(Optional.empty(), List.of(), "text-to-speech", "A model").toString());
    }
}
