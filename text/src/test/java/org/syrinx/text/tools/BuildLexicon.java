package org.syrinx.text.tools;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Converts the data tables of flite (CMU, BSD-style licence, see text/NOTICE-lexicon) into the
 * resources of this bundle: pronouncing dictionary, letter-to-sound trees, part-of-speech tree,
 * word classes and word shapes. Only data is read; no code of flite is used. The output depends on
 * nothing but the input, byte for byte.
 *
 * <pre>
 * java -cp target/test-classes org.syrinx.text.tools.BuildLexicon FLITE_SOURCE src/main/resources/org/syrinx/text/phonemes
 * </pre>
 *
 * <p>FLITE_SOURCE is an unpacked source tree of flite 2.2 or later (the Debian source package
 * {@code flite}, or the project's public repository {@code festvox/flite}).
 */
public final class BuildLexicon {
    private final Path source;
    private final Path target;

    private BuildLexicon(Path source, Path target) {
        this.source = source;
        this.target = target;
    }

    /**
     * Runs the conversion.
     *
     * @param args the source tree of flite, and the folder to write to
     * @throws IOException if a table cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        BuildLexicon tool = new BuildLexicon(Path.of(args[0]), Path.of(args[1]));
        Files.createDirectories(tool.target);
        tool.lexicon();
        tool.letterToSound();
        tool.partOfSpeech();
        tool.wordClasses();
        tool.wordShapes();
    }

    /** One line per entry: word, part of speech (0 = any), phones. */
    private void lexicon() throws IOException {
        List<String> phones =
                strings(between(read("cmulex/cmu_lex_entries.c"), "phone_table[57]", "NULL"));
        List<byte[]> codes = new ArrayList<>();
        codes.add(new byte[0]);
        for (String s : strings(read("cmulex/cmu_lex_phones_huff_table.c"))) {
            codes.add(unescape(s));
        }
        Pattern line =
                Pattern.compile(
                        "^([0-9, ]*?)\\s*255, /\\* \\d+ (\\S)(\\S*) \\*/", Pattern.MULTILINE);
        List<String> out = new ArrayList<>();
        Matcher m = line.matcher(read("cmulex/cmu_lex_data_raw.c"));
        while (m.find()) {
            String[] bytes =
                    m.group(1).isBlank() ? new String[0] : m.group(1).trim().split("\\s*,\\s*");
            StringBuilder b =
                    new StringBuilder(m.group(3)).append('\t').append(m.group(2)).append('\t');
            String sep = "";
            for (int i = bytes.length - 1; i >= 0; i--) { // stored back to front
                for (byte p : codes.get(Integer.parseInt(bytes[i]))) {
                    b.append(sep).append(phones.get(p));
                    sep = " ";
                }
            }
            out.add(b.toString());
        }
        gzip("lexicon.txt.gz", out);
    }

    /**
     * First the 26 roots, then one line per node: context, letter, yes, no; or "=" and the phones.
     */
    private void letterToSound() throws IOException {
        String rules = read("cmulex/cmu_lts_rules.c");
        List<String> phones = strings(between(rules, "phone_table[76]", "NULL"));
        List<String> out = new ArrayList<>();
        StringBuilder roots = new StringBuilder();
        Matcher r = Pattern.compile("(\\d+), /\\* [a-z] \\*/").matcher(rules);
        while (r.find()) {
            roots.append(roots.length() == 0 ? "" : " ").append(r.group(1));
        }
        out.add(roots.toString());
        Map<String, Integer> states = new LinkedHashMap<>();
        Matcher d =
                Pattern.compile("#define (LTS_STATE_\\S+) 0x(..),0x(..)")
                        .matcher(read("cmulex/cmu_lts_model.h"));
        while (d.find()) {
            states.put(d.group(1), Integer.parseInt(d.group(3) + d.group(2), 16));
        }
        Pattern node =
                Pattern.compile("^\\s+(\\d+), ('.'|\\d+), (\\S+) , ?(\\S+) ,", Pattern.MULTILINE);
        Matcher m = node.matcher(read("cmulex/cmu_lts_model.c"));
        while (m.find()) {
            if (m.group(1).equals("255")) {
                String p = phones.get(Integer.parseInt(m.group(2)));
                out.add("= " + (p.equals("epsilon") ? "" : p.replace('-', ' ')));
            } else {
                // the file orders a node's targets as true, false
                out.add(
                        m.group(1)
                                + " "
                                + m.group(2).charAt(1)
                                + " "
                                + states.get(m.group(3))
                                + " "
                                + states.get(m.group(4)));
            }
        }
        gzip("letter-to-sound.txt.gz", out);
    }

    /**
     * One line per node: feature, value, index of the no branch (the yes branch follows); or "="
     * and the tag.
     */
    private void partOfSpeech() throws IOException {
        String header = read("usenglish/us_pos_cart.h");
        Map<String, String> values = constants(header, "(val_\\d+)");
        Map<String, String> targets = new LinkedHashMap<>();
        Matcher d = Pattern.compile("#define (CTNODE_\\S+) (\\d+)").matcher(header);
        while (d.find()) {
            targets.put(d.group(1), d.group(2));
        }
        String c = read("usenglish/us_pos_cart.c");
        List<String> features = strings(between(c, "feat_table[]", "NULL"));
        List<String> out = new ArrayList<>();
        Matcher m =
                Pattern.compile(
                                "\\{ (\\d+), CST_CART_OP_(\\S+), (\\S+), \\(cst_val"
                                        + " \\*\\)&(val_\\d+) ?\\}")
                        .matcher(c);
        while (m.find()) {
            String value = values.get(m.group(4));
            out.add(
                    m.group(2).equals("NONE")
                            ? "= " + value
                            : features.get(Integer.parseInt(m.group(1)))
                                    + " "
                                    + value
                                    + " "
                                    + targets.get(m.group(3)));
        }
        plain("part-of-speech.txt", out);
    }

    /** One line per class, the name first; the first class that lists a word wins. */
    private void wordClasses() throws IOException {
        String c = read("usenglish/us_gpos.c");
        Map<String, String> words = constants(c, "(gpos_\\w+)");
        Map<String, String> lists = new LinkedHashMap<>();
        Matcher m =
                Pattern.compile("(gpos_\\w+_list)\\[\\] = \\{(.*?)\\};", Pattern.DOTALL).matcher(c);
        while (m.find()) {
            StringBuilder b = new StringBuilder();
            Matcher w = Pattern.compile("&(gpos_\\w+)").matcher(m.group(2));
            while (w.find()) {
                String word = words.get(w.group(1));
                if (word != null) { // the quotation mark, which is never a word
                    b.append(b.length() == 0 ? "" : " ").append(word);
                }
            }
            lists.put(m.group(1), b.toString());
        }
        List<String> out = new ArrayList<>();
        Matcher order = Pattern.compile("^\\s+(gpos_\\w+_list),", Pattern.MULTILINE).matcher(c);
        while (order.find()) {
            out.add(lists.get(order.group(1)));
        }
        plain("word-classes.txt", out);
    }

    /**
     * Two lines of numbers: automata (state * 128 + symbol, 0 ends a state) over word beginnings
     * and endings.
     */
    private void wordShapes() throws IOException {
        String c = read("usenglish/us_aswd.c");
        List<String> out = new ArrayList<>();
        for (String which : List.of("P", "S")) {
            Map<String, Integer> states = new LinkedHashMap<>();
            Matcher s =
                    Pattern.compile("#define (fsm_aswd" + which + "_state_\\d+) (\\d+)").matcher(c);
            while (s.find()) {
                states.put(s.group(1), Integer.parseInt(s.group(2)));
            }
            StringBuilder b = new StringBuilder();
            Matcher t =
                    Pattern.compile(
                                    "#define fsm_aswd"
                                            + which
                                            + "_trans_\\d+ (?:0|\\(\\((\\S+) \\* 128\\) \\+"
                                            + " (\\d+)\\))")
                            .matcher(c);
            while (t.find()) {
                int v =
                        t.group(1) == null
                                ? 0
                                : states.get(t.group(1)) * 128 + Integer.parseInt(t.group(2));
                b.append(b.length() == 0 ? "" : " ").append(v);
            }
            out.add(b.toString());
        }
        plain("word-shapes.txt", out);
    }

    private String read(String file) throws IOException {
        return Files.readString(source.resolve("lang").resolve(file), StandardCharsets.ISO_8859_1);
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from) + from.length();
        return text.substring(start, text.indexOf(to, start));
    }

    private static List<String> strings(String text) {
        List<String> out = new ArrayList<>();
        Matcher m = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(text);
        while (m.find()) {
            out.add(m.group(1));
        }
        return out;
    }

    private static Map<String, String> constants(String text, String name) {
        Map<String, String> out = new LinkedHashMap<>();
        Matcher m =
                Pattern.compile("CONST_VAL_STRING\\(" + name + ",\"([^\"]*)\"\\)").matcher(text);
        while (m.find()) {
            out.put(m.group(1), m.group(2));
        }
        return out;
    }

    private static byte[] unescape(String octal) {
        String[] parts = octal.substring(1).split("\\\\");
        byte[] out = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            out[i] = (byte) Integer.parseInt(parts[i], 8);
        }
        return out;
    }

    private void gzip(String name, List<String> lines) throws IOException {
        try (OutputStream file = Files.newOutputStream(target.resolve(name));
                OutputStream gz = new GZIPOutputStream(file);
                BufferedWriter w =
                        new BufferedWriter(new OutputStreamWriter(gz, StandardCharsets.US_ASCII))) {
            for (String line : lines) {
                w.write(line);
                w.write('\n');
            }
        }
    }

    private void plain(String name, List<String> lines) throws IOException {
        Files.writeString(
                target.resolve(name), String.join("\n", lines) + "\n", StandardCharsets.US_ASCII);
    }
}
