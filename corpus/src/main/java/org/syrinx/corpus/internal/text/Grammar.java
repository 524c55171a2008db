package org.syrinx.corpus.internal.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.syrinx.corpus.format.Words;

/** The template grammar of {@code templates.txt} over the lists of {@code words.txt}. */
public final class Grammar {
    private static final Pattern SLOT = Pattern.compile("\\{([a-z0-9]+)}");
    private static final Pattern ARTICLE = Pattern.compile("\\b([Aa])\\(n\\) (\\S)(\\S*)");
    // Where spelling and sound disagree about the article.
    private static final Set<String> SILENT_H = Set.of("honest", "hour");
    private static final Pattern GLIDE = Pattern.compile("(uni[vfoq]|use|usu|union|euro|one\\b).*");

    private final Map<String, List<String>> lists;
    private final List<String> templates;

    Grammar(List<String> wordLines, List<String> templates) {
        this.lists = lists(wordLines);
        this.templates = List.copyOf(templates);
        for (String template : this.templates) {
            Matcher slot = SLOT.matcher(template);
            while (slot.find()) {
                if (!lists.containsKey(slot.group(1))) {
                    throw new IllegalStateException(
                            "No word list " + slot.group(1) + " for: " + template);
                }
            }
        }
    }

    /**
     * The project's own grammar.
     *
     * @return the grammar
     */
    public static Grammar standard() {
        return new Grammar(TextResource.lines("words.txt"), TextResource.lines("templates.txt"));
    }

    /**
     * The templates.
     *
     * @return in file order
     */
    public List<String> templates() {
        return templates;
    }

    /**
     * Makes one sentence.
     *
     * @param template index into {@link #templates()}
     * @param random source of choices
     * @return a sentence with capital and final punctuation
     */
    public String sentence(int template, Random64 random) {
        Set<String> used = new HashSet<>();
        Matcher slot = SLOT.matcher(templates.get(template));
        StringBuilder out = new StringBuilder();
        while (slot.find()) {
            List<String> list = lists.get(slot.group(1));
            String word = random.pick(list);
            while (!used.add(word)) {
                word = random.pick(list);
            }
            slot.appendReplacement(out, Matcher.quoteReplacement(word));
        }
        slot.appendTail(out);
        String text = articles(out.toString());
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    static String articles(String text) {
        Matcher m = ARTICLE.matcher(text);
        StringBuilder out = new StringBuilder();
        while (m.find()) {
            String word = Words.of(m.group(2) + m.group(3)).get(0);
            boolean vowel = "aeiou".indexOf(word.charAt(0)) >= 0;
            if (SILENT_H.contains(word)) {
                vowel = true;
            } else if (GLIDE.matcher(word).matches()) {
                vowel = false;
            }
            m.appendReplacement(out, m.group(1) + (vowel ? "n " : " ") + m.group(2) + m.group(3));
        }
        m.appendTail(out);
        return out.toString();
    }

    /**
     * Every word that a sentence of this grammar can contain.
     *
     * @return lower case, sorted
     */
    public Set<String> vocabulary() {
        Set<String> words = new TreeSet<>();
        lists.values().forEach(list -> list.forEach(entry -> words.addAll(Words.of(entry))));
        for (String template : templates) {
            words.addAll(Words.of(SLOT.matcher(template).replaceAll(" ").replace("(n)", "")));
        }
        words.add("an");
        return words;
    }

    private static Map<String, List<String>> lists(List<String> lines) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        List<String> current = List.of();
        for (String line : lines) {
            String entries;
            if (line.startsWith("+")) {
                entries = line.substring(1);
            } else {
                int colon = line.indexOf(':');
                current = new ArrayList<>();
                lists.put(line.substring(0, colon).strip(), current);
                entries = line.substring(colon + 1);
            }
            for (String entry : entries.split(",")) {
                current.add(entry.strip());
            }
        }
        return lists;
    }
}
