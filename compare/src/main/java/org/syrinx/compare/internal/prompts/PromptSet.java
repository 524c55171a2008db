package org.syrinx.compare.internal.prompts;

import java.util.List;

/**
 * Texts with a purpose.
 *
 * @param name as the user names it: {@code @varied}, or a file
 * @param title a few words
 * @param purpose what the set is for, and what it is not for; empty for a file that does not say
 * @param items the texts, in order
 */
public record PromptSet(String name, String title, String purpose, List<PromptItem> items) {
    public PromptSet {
        items = List.copyOf(items);
    }

    /**
     * The first texts of the set.
     *
     * @param count how many, or 0 for all
     * @return a set of at most that many
     */
    public PromptSet first(int count) {
        return count == 0 || count >= items.size()
                ? this
                : new PromptSet(name, title, purpose, items.subList(0, count));
    }
}
