package org.syrinx.compare.internal.prompts;

/**
 * One text to be said.
 *
 * @param id unique in its set; names files, so letters, digits and {@code . _ + -} only
 * @param text what is to be said
 */
public record PromptItem(String id, String text) {}
