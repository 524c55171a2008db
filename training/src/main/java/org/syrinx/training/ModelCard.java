package org.syrinx.training;

import java.util.Map;

/**
 * A model card: a README.md with the front matter that Hugging Face reads, paragraphs and tables.
 * For one thread.
 */
public final class ModelCard {
    private final StringBuilder text = new StringBuilder();

    /**
     * Begins a card.
     *
     * @param licence an SPDX identifier, lower case
     * @param task Hugging Face's name of the task, for example {@code text-to-speech}
     * @param title the heading
     */
    public ModelCard(String licence, String task, String title) {
        text.append("---\nlicense: ").append(licence).append("\nlibrary_name: syrinx\n");
        text.append("pipeline_tag: ").append(task).append("\nlanguage: en\n---\n\n");
        text.append("# ").append(title).append("\n\n");
    }

    /**
     * Adds a paragraph.
     *
     * @param paragraph Markdown
     * @return this card
     */
    public ModelCard paragraph(String paragraph) {
        text.append(paragraph.strip()).append("\n\n");
        return this;
    }

    /**
     * Adds a table of two columns.
     *
     * @param left heading of the names
     * @param right heading of the values
     * @param rows name to value, in order
     * @return this card
     */
    public ModelCard table(String left, String right, Map<String, String> rows) {
        text.append("| ").append(left).append(" | ").append(right).append(" |\n|---|---|\n");
        rows.forEach(
                (k, v) ->
                        text.append("| ")
                                .append(k)
                                .append(" | ")
                                .append(v.replace("|", "\\|"))
                                .append(" |\n"));
        text.append('\n');
        return this;
    }

    /** The whole card as Markdown. */
    @Override
    public String toString() {
        return text.toString().stripTrailing() + "\n";
    }
}
