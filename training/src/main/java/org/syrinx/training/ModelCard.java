package org.syrinx.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model card: a README.md with the front matter that Hugging Face reads, paragraphs and tables.
 * For one thread.
 */
public final class ModelCard {
    private final StringBuilder text = new StringBuilder();

    /**
     * Begins the card of an English model.
     *
     * @param licence an SPDX identifier, lower case
     * @param task Hugging Face's name of the task, for example {@code text-to-speech}
     * @param title the heading
     */
    public ModelCard(String licence, String task, String title) {
        this(Optional.of(licence), List.of("en"), task, title);
    }

    /**
     * Begins a card. What nobody stated has no line: a reader must not take a guess for a licence.
     *
     * @param licence of the weights, an SPDX identifier, lower case; or empty
     * @param languages BCP 47 or ISO 639 codes; may be empty
     * @param task Hugging Face's name of the task, for example {@code text-to-speech}
     * @param title the heading
     */
    public ModelCard(Optional<String> licence, List<String> languages, String task, String title) {
        text.append("---\n");
        licence.ifPresent(id -> text.append("license: ").append(id).append('\n'));
        text.append("library_name: syrinx\npipeline_tag: ").append(task).append('\n');
        if (languages.size() == 1) {
            text.append("language: ").append(languages.get(0)).append('\n');
        } else if (!languages.isEmpty()) {
            text.append("language: [").append(String.join(", ", languages)).append("]\n");
        }
        text.append("---\n\n# ").append(title).append("\n\n");
    }

    /**
     * Adds a paragraph; an empty one adds nothing.
     *
     * @param paragraph Markdown
     * @return this card
     */
    public ModelCard paragraph(String paragraph) {
        if (!paragraph.isBlank()) {
            text.append(paragraph.strip()).append("\n\n");
        }
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
