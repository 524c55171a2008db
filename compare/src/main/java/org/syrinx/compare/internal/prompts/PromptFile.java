package org.syrinx.compare.internal.prompts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.syrinx.api.SyrinxException;

/**
 * The form of a prompt file: UTF-8, one text a line; a line that starts with {@code #} is a
 * comment; either every line is {@code id TAB text} or {@code id TAB text TAB speaker}, or none is
 * and the lines are numbered. The comments {@code # Title:} and {@code # Purpose:} (and the lines
 * that continue it, indented) describe the set.
 */
final class PromptFile {
    private static final String TITLE = "# Title:";
    private static final String PURPOSE = "# Purpose:";
    private static final String CONTINUED = "#   ";

    private PromptFile() {}

    static PromptSet parse(String name, String content) {
        String title = "";
        StringBuilder purpose = new StringBuilder();
        boolean inPurpose = false;
        List<String> lines = new ArrayList<>();
        for (String line : content.replace("\uFEFF", "").lines().toList()) {
            if (!line.startsWith("#")) {
                if (!line.isBlank()) {
                    lines.add(line.strip());
                }
                inPurpose = false;
            } else if (line.startsWith(TITLE)) {
                title = line.substring(TITLE.length()).strip();
                inPurpose = false;
            } else if (line.startsWith(PURPOSE)) {
                purpose.append(line.substring(PURPOSE.length()).strip());
                inPurpose = true;
            } else if (inPurpose && line.startsWith(CONTINUED)) {
                purpose.append(' ').append(line.substring(CONTINUED.length()).strip());
            } else {
                inPurpose = false;
            }
        }
        return new PromptSet(
                name, title.isEmpty() ? stem(name) : title, purpose.toString(), items(name, lines));
    }

    private static String stem(String name) {
        String file = Path.of(name).getFileName().toString().replaceFirst("^@", "");
        int dot = file.lastIndexOf('.');
        String stem = (dot > 0 ? file.substring(0, dot) : file).replaceAll("[^A-Za-z0-9._+-]", "-");
        return stem.isEmpty() ? "prompt" : stem;
    }

    private static List<PromptItem> items(String name, List<String> lines) {
        long withId = lines.stream().filter(l -> l.contains("\t")).count();
        if (lines.isEmpty()) {
            throw new SyrinxException(
                    "at least one text in " + name, "none", "write one text a line");
        }
        if (withId == 0) {
            return PromptSets.numbered(stem(name), lines);
        }
        if (withId < lines.size()) {
            throw new SyrinxException(
                    "every line of " + name + " with an id, a tab and a text, or none",
                    withId + " of " + lines.size() + " lines have a tab",
                    "give every line an id, or none");
        }
        List<PromptItem> items = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (String line : lines) {
            int tab = line.indexOf('\t');
            String id = line.substring(0, tab).strip();
            String[] rest = line.substring(tab + 1).split("\t", -1);
            String text = rest[0].strip();
            String speaker = rest.length == 2 ? rest[1].strip() : "";
            if (!id.matches("[A-Za-z0-9_+-][A-Za-z0-9._+-]*")
                    || text.isEmpty()
                    || rest.length > 2) {
                throw new SyrinxException(
                        "an id of letters, digits and . _ + -, a tab, a text, and perhaps a tab and"
                                + " a speaker",
                        "\"" + line + "\" in " + name,
                        "correct the line");
            }
            if (!ids.add(id)) {
                throw new SyrinxException(
                        "every id of " + name + " once", "\"" + id + "\" twice", "rename one");
            }
            items.add(new PromptItem(id, text, speaker));
        }
        return items;
    }
}
