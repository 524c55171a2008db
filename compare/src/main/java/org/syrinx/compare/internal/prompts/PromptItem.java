package org.syrinx.compare.internal.prompts;

/**
 * One text to be said.
 *
 * @param id unique in its set; names files, so letters, digits and {@code . _ + -} only
 * @param text what is to be said
 * @param speaker who says it in every arm that has no speaker of its own; empty for the arm's own
 */
public record PromptItem(String id, String text, String speaker) {
    /** A text for anyone. */
    public PromptItem(String id, String text) {
        this(id, text, "");
    }
}
