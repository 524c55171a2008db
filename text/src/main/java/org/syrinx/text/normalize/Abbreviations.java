package org.syrinx.text.normalize;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Abbreviations with a full stop (titles also without), St. and Dr. by context, Latin ones,
 * initials, U.S.A.
 */
final class Abbreviations implements Rule {
    private static final Pattern DOTTED = Pattern.compile("(?:[A-Za-z]\\.)+[A-Za-z]");

    /** Before a name; read with or without the full stop. */
    private static final Map<String, String> TITLES =
            table(
                    "Mr:mister;Mrs:missus;Ms:miz;Prof:professor;Gen:general;Col:colonel;Capt:captain;Lt:lieutenant;"
                        + "Sgt:sergeant;Rev:reverend;Gov:governor;Sen:senator;Rep:representative;Pres:president;"
                        + "Maj:major;Cmdr:commander;Hon:honorable;Mt:mount;Ft:fort;Messrs:messers");

    /** Read only with a full stop. */
    private static final Map<String, String> STOPPED =
            table(
                    "jr:junior;sr:senior;esq:esquire;inc:incorporated;ltd:limited;corp:corporation;co:company;"
                        + "bros:brothers;dept:department;univ:university;assn:association;ave:avenue;blvd:boulevard;rd:road;hwy:highway;vs:versus;etc:et"
                        + " cetera;approx:approximately;"
                        + "est:established;ext:extension;tel:telephone;misc:miscellaneous;avg:average;"
                        + "govt:government;intl:international;natl:national;viz:namely;al:al;cf:compare;"
                        + "mon:monday;tue:tuesday;tues:tuesday;wed:wednesday;thu:thursday;thurs:thursday;"
                        + "fri:friday;jan:january;feb:february;apr:april;aug:august;sept:september;oct:october;"
                        + "nov:november;dec:december;min:minutes;max:maximum;hr:hour;hrs:hours;ft:feet;lbs:pounds;"
                        + "oz:ounces;ca:circa;vols:volumes;figs:figures");

    /** Read only with a full stop and before a number. */
    private static final Map<String, String> NUMBERED =
            table(
                    "no:number;nos:numbers;fig:figure;eq:equation;vol:volume;ch:chapter;pp:pages;p:page;sec:section");

    private static final Set<String> TITLE_NAMES = Set.of("saint", "doctor");
    private static final Map<String, String> LATIN = table("e.g:for example;i.e:that is");
    private static final Set<String> SENTENCE_STARTERS =
            Set.of(
                    "the", "he", "she", "it", "they", "we", "you", "i", "in", "on", "at", "but",
                    "and", "a", "an", "this", "that", "these", "those", "his", "her", "its",
                    "their", "our", "my", "there", "then", "when", "if", "what", "who", "why",
                    "how", "however", "so", "after", "before", "for", "with", "as", "all", "some");

    private static Map<String, String> table(String text) {
        Map<String, String> out = new HashMap<>();
        for (String entry : text.split(";")) {
            String[] f = entry.split(":");
            out.put(f[0], f[1]);
        }
        return Map.copyOf(out);
    }

    @Override
    public Optional<Expansion> expand(Tokens tokens, int at) {
        String core = tokens.core(at);
        String lower = core.toLowerCase(Locale.ROOT);
        boolean stop = tokens.get(at).endsAbbreviation();
        if (core.matches("(?i)st|dr") && Character.isUpperCase(core.charAt(0))) {
            String name = streetOrTitle(tokens, at, lower);
            return Optional.of(closing(tokens, at, Speak.words(name), TITLE_NAMES.contains(name)));
        }
        if (TITLES.containsKey(core)
                && !tokens.isLast(at)
                && (core.matches("M(r|rs|s)") || (stop && isCapital(tokens.core(at + 1))))) {
            return Optional.of(Expansion.abbreviated(tokens, at, 1, Speak.words(TITLES.get(core))));
        }
        if (LATIN.containsKey(lower)) {
            return Optional.of(Expansion.abbreviated(tokens, at, 1, Speak.words(LATIN.get(lower))));
        }
        if (stop && NUMBERED.containsKey(lower) && tokens.core(at + 1).matches("\\d.*")) {
            return Optional.of(
                    Expansion.abbreviated(tokens, at, 1, Speak.words(NUMBERED.get(lower))));
        }
        if (stop && STOPPED.containsKey(lower) && isPlausible(tokens, at, lower)) {
            return Optional.of(closing(tokens, at, Speak.words(STOPPED.get(lower)), false));
        }
        if (DOTTED.matcher(core).matches()) {
            return Optional.of(closing(tokens, at, Speak.letters(core), false));
        }
        boolean initial =
                core.length() == 1 && Character.isUpperCase(core.charAt(0)) && !core.equals("I");
        if (initial
                && tokens.get(at).after().equals(".")
                && !startsSentence(tokens, at + 1)
                && isCapital(tokens.core(at + 1))) {
            return Optional.of(Expansion.abbreviated(tokens, at, 1, Speak.letters(core)));
        }
        return Optional.empty();
    }

    /**
     * Words such as "sat." or "max." end sentences too: short ones that are words only count inside
     * a sentence.
     */
    private static boolean isPlausible(Tokens tokens, int at, String lower) {
        boolean alsoWord =
                Set.of("mon", "wed", "fri", "max", "al", "co", "est", "dec", "ca", "oz", "min")
                        .contains(lower);
        boolean capital = Character.isUpperCase(tokens.core(at).charAt(0));
        return !alsoWord || capital || !tokens.sentenceMayEnd(at) || lower.equals("al");
    }

    /**
     * The full stop also ends the sentence when nothing follows, or when the next word often starts
     * one.
     */
    private static Expansion closing(
            Tokens tokens, int at, List<SpokenWord> words, boolean neverEnds) {
        boolean ends = !neverEnds && (tokens.isLast(at) || startsSentence(tokens, at + 1));
        return ends
                ? Expansion.of(tokens, at, 1, words)
                : Expansion.abbreviated(tokens, at, 1, words);
    }

    private static boolean isCapital(String core) {
        return !core.isEmpty() && Character.isUpperCase(core.charAt(0));
    }

    private static boolean startsSentence(Tokens tokens, int at) {
        String next = tokens.core(at);
        return next.isEmpty()
                || (Character.isUpperCase(next.charAt(0))
                        && SENTENCE_STARTERS.contains(next.toLowerCase(Locale.ROOT)));
    }

    /**
     * "Dr. Ross", "St. Mary's Church" before a capital; "Main St.", "21 Elm Dr." after a name or at
     * the end.
     */
    private static String streetOrTitle(Tokens tokens, int at, String lower) {
        String road = lower.equals("st") ? "street" : "drive";
        String title = lower.equals("st") ? "saint" : "doctor";
        String before = tokens.core(at - 1);
        String after = tokens.core(at + 1);
        boolean capitalBefore =
                !before.isEmpty()
                        && tokens.joined(at - 1)
                        && Character.isUpperCase(before.charAt(0));
        boolean nameBefore =
                capitalBefore && !SENTENCE_STARTERS.contains(before.toLowerCase(Locale.ROOT));
        boolean numberBefore = before.matches("\\d+(st|nd|rd|th)");
        boolean capitalAfter = !after.isEmpty() && Character.isUpperCase(after.charAt(0));
        boolean closed = tokens.get(at).after().matches("\\.?[,;:!?)].*");
        if (after.isEmpty() || closed || numberBefore || (nameBefore && !capitalAfter)) {
            return road;
        }
        return nameBefore && startsSentence(tokens, at + 1) ? road : title;
    }
}
