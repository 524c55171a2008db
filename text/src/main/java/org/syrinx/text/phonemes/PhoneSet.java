package org.syrinx.text.phonemes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code radio} phone set of flite and FreeTTS for American English: 16 vowels, 24 consonants
 * and the pause. docs/text.md shows each with an example. All methods are pure.
 */
public final class PhoneSet {
    /**
     * The name under which front ends and models agree on this set, with stress digits on the
     * vowels.
     */
    public static final String ID = "en-us-radio";

    /** The pause. */
    public static final String PAUSE = "pau";

    /**
     * Articulation of each phone, one letter each: V vowel, or for consonants the manner (s stop, f
     * fricative, a affricate, n nasal, l lateral, r approximant), the place (l labial, a alveolar,
     * p palatal, b labio-dental, d dental, v velar, g glottal) and the voice (+ or -). Values of
     * any phonetics textbook.
     */
    private static final Map<String, String> PHONES =
            table(
                    "aa V ae V ah V ao V aw V ax V ay V eh V er V ey V ih V iy V ow V oy V uh V uw"
                        + " V b sl+ ch ap- d sa+ dh fd+ f fb- g sv+ hh fg- jh ap+ k sv- l la+ m nl+"
                        + " n na+ ng nv+ p sl- r ra+ s fa- sh fp- t sa- th fd- v fb+ w rl+ y rp+ z"
                        + " fa+ zh fp+ pau ---");

    private static final List<String> SYMBOLS = allSymbols();

    private PhoneSet() {}

    private static Map<String, String> table(String text) {
        Map<String, String> out = new LinkedHashMap<>();
        String[] parts = text.split(" ");
        for (int i = 0; i < parts.length; i += 2) {
            out.put(parts[i], parts[i + 1]);
        }
        return out;
    }

    private static List<String> allSymbols() {
        List<String> out = new ArrayList<>(List.of(PAUSE));
        for (String name : PHONES.keySet()) {
            if (isVowel(name)) {
                out.add(name + "0");
                out.add(name + "1");
            } else if (!name.equals(PAUSE)) {
                out.add(name);
            }
        }
        return List.copyOf(out);
    }

    /**
     * The phones without stress.
     *
     * @return 41 names in a fixed order
     */
    public static List<String> names() {
        return List.copyOf(PHONES.keySet());
    }

    /**
     * Every symbol that {@link Phone#symbol()} can give.
     *
     * @return 57 symbols in a fixed order, the pause first
     */
    public static List<String> symbols() {
        return SYMBOLS;
    }

    /**
     * Whether a name belongs to the set.
     *
     * @param name a phone without stress
     * @return true if it is one of {@link #names()}
     */
    public static boolean contains(String name) {
        return PHONES.containsKey(name);
    }

    /**
     * Whether a phone is a vowel (a diphthong and a syllabic r count).
     *
     * @param name a phone without stress
     * @return true for a vowel of the set
     */
    public static boolean isVowel(String name) {
        return "V".equals(PHONES.get(name));
    }

    /**
     * Whether a phone is made with voice.
     *
     * @param name a phone without stress
     * @return true for vowels and voiced consonants
     */
    public static boolean isVoiced(String name) {
        String a = PHONES.get(name);
        return a != null && (a.equals("V") || a.endsWith("+"));
    }

    /**
     * Whether a phone is a sibilant: after one of these English inserts a vowel before the ending
     * -s.
     *
     * @param name a phone without stress
     * @return true for s, z, sh, zh, ch and jh
     */
    public static boolean isSibilant(String name) {
        String a = PHONES.get(name);
        return a != null
                && a.length() == 3
                && "fa".indexOf(a.charAt(0)) >= 0
                && "ap".indexOf(a.charAt(1)) >= 0;
    }
}
