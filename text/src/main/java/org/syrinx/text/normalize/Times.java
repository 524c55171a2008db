package org.syrinx.text.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times of day: 10:30, 10:05 p.m., 5pm, 17:45:30. */
final class Times implements Rule {
    private static final Pattern CLOCK =
            Pattern.compile("(\\d{1,2}):([0-5]\\d)(?::([0-5]\\d))?((?i)[ap]\\.?m)?");
    private static final Pattern HOUR = Pattern.compile("(\\d{1,2})((?i)[ap]\\.?m)?");
    private static final Pattern HALF_OF_DAY = Pattern.compile("(?i)[ap]\\.?m");

    @Override
    public Optional<Expansion> expand(Tokens tokens, int at) {
        String core = tokens.core(at);
        Matcher clock = CLOCK.matcher(core);
        Matcher hour = HOUR.matcher(core);
        boolean isClock = clock.matches();
        if (!isClock && !hour.matches()) {
            return Optional.empty();
        }
        String hours = isClock ? clock.group(1) : hour.group(1);
        String half = isClock ? clock.group(4) : hour.group(2);
        if (Integer.parseInt(hours) > 24) {
            return Optional.empty();
        }
        boolean separate =
                half == null
                        && tokens.joined(at)
                        && HALF_OF_DAY.matcher(tokens.core(at + 1)).matches()
                        && (!tokens.core(at + 1).equalsIgnoreCase("am")
                                || isClock
                                || Integer.parseInt(hours) <= 12);
        if (!isClock && half == null && !separate) {
            return Optional.empty();
        }
        List<SpokenWord> out = new ArrayList<>(Speak.number(hours));
        if (isClock) {
            boolean oclock = tokens.core(at + 1).equalsIgnoreCase("o'clock");
            minutes(clock, half != null || separate, oclock, out);
        }
        int count = separate ? 2 : 1;
        String letters = separate ? tokens.core(at + 1) : half;
        if (letters == null) {
            return Optional.of(Expansion.of(tokens, at, 1, out));
        }
        out.addAll(Speak.letters(letters));
        boolean dotted = letters.contains(".");
        int last = at + count - 1;
        // "at 5 p.m. Then": the full stop is the abbreviation's and the sentence's
        return Optional.of(
                dotted && !tokens.sentenceMayEnd(last)
                        ? Expansion.abbreviated(tokens, at, count, out)
                        : Expansion.of(tokens, at, count, out));
    }

    private static void minutes(
            Matcher clock, boolean hasHalf, boolean saysOclock, List<SpokenWord> out) {
        String minutes = clock.group(2);
        if (!minutes.equals("00")) {
            if (minutes.startsWith("0")) {
                out.add(SpokenWord.word("oh"));
            }
            out.addAll(Speak.number(minutes));
        } else if (Integer.parseInt(clock.group(1)) > 12) {
            out.add(SpokenWord.word("hundred"));
        } else if (!hasHalf && !saysOclock && clock.group(3) == null) {
            out.add(SpokenWord.word("oclock"));
        }
        if (clock.group(3) != null) {
            out.addAll(Speak.words("and"));
            out.addAll(Speak.number(clock.group(3)));
            out.addAll(Speak.words(Speak.isOne(clock.group(3)) ? "second" : "seconds"));
        }
    }
}
