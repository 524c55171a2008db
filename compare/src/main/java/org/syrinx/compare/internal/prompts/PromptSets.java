package org.syrinx.compare.internal.prompts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds prompt sets: the four that the project wrote, files, and texts of the command line. */
public final class PromptSets {
    /** The sets of this project. */
    public static final List<String> NAMES = List.of("@varied", "@digits", "@grid", "@hard");

    private PromptSets() {}

    /**
     * A set of the project.
     *
     * @param name one of {@link #NAMES}
     * @return the set
     * @throws org.syrinx.api.SyrinxException for another name
     */
    public static PromptSet builtIn(String name) {
        return switch (name) {
            case "@varied", "@hard" -> PromptFile.parse(name, resource(name.substring(1) + ".txt"));
            case "@digits" ->
                    new PromptSet(
                            name,
                            "100 strings of digits",
                            "Telephone-like strings of four to seven digits: the easiest task of a"
                                    + " recogniser, so that a failure is the voice's. No judge of"
                                    + " prosody.",
                            numbered("digits", org.syrinx.corpus.PromptSets.digits()));
            case "@grid" ->
                    new PromptSet(
                            name,
                            "100 sentences of the GRID grammar",
                            "Command, colour, preposition, letter, digit, adverb: every word must"
                                    + " be heard by itself, because the sentence gives no hint. The"
                                    + " letters are the hard part. No judge of natural text.",
                            numbered("grid", org.syrinx.corpus.PromptSets.grid()));
            default ->
                    throw new org.syrinx.api.SyrinxException(
                            "a file, or one of " + String.join(", ", NAMES),
                            "the prompt set \"" + name + "\"",
                            "correct --prompts");
        };
    }

    /**
     * A file of the user's own; see {@link PromptFile} for its form.
     *
     * @param file the file
     * @return the set, named after the file
     * @throws org.syrinx.api.SyrinxException if it cannot be read or used
     */
    public static PromptSet file(Path file) {
        try {
            return PromptFile.parse(file.toString(), Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new org.syrinx.api.SyrinxException(
                    "text in UTF-8", file + " is something else", "convert it", e);
        } catch (IOException e) {
            throw new org.syrinx.api.SyrinxException(
                    "a file of prompts, or one of " + String.join(", ", NAMES),
                    Files.exists(file) ? file + " cannot be read" : "there is no file " + file,
                    "check --prompts",
                    e);
        }
    }

    /**
     * Texts of the command line.
     *
     * @param texts at least one
     * @return the set
     */
    public static PromptSet texts(List<String> texts) {
        return new PromptSet("--text", "Texts of the command line", "", numbered("text", texts));
    }

    static List<PromptItem> numbered(String stem, List<String> texts) {
        int width = Math.max(2, Integer.toString(texts.size()).length());
        List<PromptItem> items = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            items.add(
                    new PromptItem(
                            stem + "-" + ("0".repeat(width) + (i + 1)).substring(digits(i + 1)),
                            texts.get(i)));
        }
        return items;
    }

    private static int digits(int n) {
        return Integer.toString(n).length();
    }

    private static String resource(String name) {
        try (InputStream in =
                PromptSets.class.getResourceAsStream("/org/syrinx/compare/prompts/" + name)) {
            if (in == null) {
                throw new IllegalStateException("this bundle was built without " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
