package org.syrinx.text.phonemes;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Spellings with two pronunciations that the dictionary cannot tell apart by part of speech alone.
 * What is not decided here (record, live, close, use, present, object ...) the dictionary decides
 * by the tagged part of speech.
 */
final class Homographs {
    private static final String READ_PRESENT = "r iy1 d";
    private static final String READ_PAST = "r eh1 d";

    /** What makes the next verb a bare form. */
    private static final Set<String> BEFORE_BARE_FORM =
            Set.of(
                    "to",
                    "can",
                    "cant",
                    "cannot",
                    "could",
                    "couldnt",
                    "will",
                    "wont",
                    "shall",
                    "should",
                    "shouldnt",
                    "would",
                    "wouldnt",
                    "may",
                    "might",
                    "must",
                    "do",
                    "does",
                    "did",
                    "dont",
                    "doesnt",
                    "didnt",
                    "please",
                    "lets",
                    "'ll",
                    "'d",
                    "youll",
                    "always",
                    "often",
                    "usually");

    private static final Set<String> SUBJECTS =
            Set.of("i", "we", "you", "they", "who", "people", "and");

    private static final Set<String> LED_IS_METAL_BEFORE =
            Set.of(
                    "pipe",
                    "pipes",
                    "paint",
                    "poisoning",
                    "bullet",
                    "bullets",
                    "crystal",
                    "weight",
                    "weights",
                    "acid");

    private static final Set<String> FISH_BEFORE =
            Set.of("sea", "striped", "black", "caught", "fresh");

    private static final Set<String> AIR_BEFORE =
            Set.of(
                    "the", "a", "strong", "cold", "north", "south", "east", "west", "high", "of",
                    "no", "warm", "gentle");

    private Homographs() {}

    static Optional<String> choose(List<String> words, int at, char pos) {
        String before = at > 0 ? words.get(at - 1) : "";
        String after = at + 1 < words.size() ? words.get(at + 1) : "";
        switch (words.get(at)) {
            case "read":
                return Optional.of(isBareForm(before) ? READ_PRESENT : READ_PAST);
            case "lead":
                boolean metal = LED_IS_METAL_BEFORE.contains(after) || before.equals("of");
                return Optional.of(metal ? "l eh1 d" : "l iy1 d");
            case "live":
                boolean bare = BEFORE_BARE_FORM.contains(before) || SUBJECTS.contains(before);
                return bare ? Optional.of("l ih1 v") : Optional.empty();
            case "wind":
                boolean verb = BEFORE_BARE_FORM.contains(before);
                boolean up = after.equals("up") && !AIR_BEFORE.contains(before);
                return Optional.of(verb || up ? "w ay1 n d" : "w ih1 n d");
            case "row":
                return Optional.of("r ow1");
            case "bass":
                return Optional.of(FISH_BEFORE.contains(before) ? "b ae1 s" : "b ey1 s");
            case "wound":
                boolean past =
                        SUBJECTS.contains(before) || before.equals("it") || after.equals("up");
                return Optional.of(past ? "w aw1 n d" : "w uw1 n d");
            default:
                return Optional.empty();
        }
    }

    /** After an auxiliary, or at the start of a sentence (an order). */
    private static boolean isBareForm(String before) {
        return before.isEmpty() || BEFORE_BARE_FORM.contains(before);
    }
}
