package org.syrinx.text.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * North American telephone numbers, digit by digit with a pause between groups: 555-1234, (412)
 * 555-1234, +1 ...
 */
final class PhoneNumbers implements Rule {
    private static final Pattern LOCAL = Pattern.compile("\\d{3}[-.]\\d{4}");
    private static final Pattern FULL = Pattern.compile("(?:\\+?1[-.])?\\d{3}[-.]\\d{3}[-.]\\d{4}");
    private static final Pattern SPACED_END = Pattern.compile("\\d{4}");
    private static final Pattern AREA = Pattern.compile("\\d{3}");
    private static final Pattern FOREIGN = Pattern.compile("\\+\\d[\\d-]{5,}");

    @Override
    public Optional<Expansion> expand(Tokens tokens, int at) {
        String core = tokens.core(at);
        boolean area = AREA.matcher(core).matches();
        if (area
                && tokens.get(at).before().equals("(")
                && tokens.get(at).after().equals(")")
                && LOCAL.matcher(tokens.core(at + 1)).matches()) {
            return groups(tokens, at, 2, core + "-" + tokens.core(at + 1));
        }
        if (area && tokens.joined(at) && LOCAL.matcher(tokens.core(at + 1)).matches()) {
            return groups(tokens, at, 2, core + "-" + tokens.core(at + 1));
        }
        if (area
                && tokens.joined(at)
                && tokens.joined(at + 1)
                && AREA.matcher(tokens.core(at + 1)).matches()
                && SPACED_END.matcher(tokens.core(at + 2)).matches()) {
            return groups(
                    tokens, at, 3, core + "-" + tokens.core(at + 1) + "-" + tokens.core(at + 2));
        }
        // 555.1234 alone is a decimal
        boolean local = LOCAL.matcher(core).matches() && core.indexOf('.') < 0;
        return local || FULL.matcher(core).matches() || FOREIGN.matcher(core).matches()
                ? groups(tokens, at, 1, core)
                : Optional.empty();
    }

    private static Optional<Expansion> groups(Tokens tokens, int at, int count, String number) {
        List<SpokenWord> out = new ArrayList<>();
        String n = number;
        if (n.startsWith("+")) {
            out.addAll(Speak.words("plus"));
            n = n.substring(1);
        }
        String[] parts = n.split("[-.]");
        for (int i = 0; i < parts.length; i++) {
            List<SpokenWord> digits = Speak.words(NumberWords.digits(parts[i]));
            out.addAll(i < parts.length - 1 ? Speak.withBreak(digits) : digits);
        }
        return Optional.of(Expansion.of(tokens, at, count, out));
    }
}
