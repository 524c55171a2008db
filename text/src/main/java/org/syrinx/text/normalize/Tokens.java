package org.syrinx.text.normalize;

import java.util.List;

/** The tokens of one text, seen from a place: neighbours that do not exist are empty. */
final class Tokens {
    private static final RawToken NOTHING = new RawToken("", "", "", -1, -1);

    private final List<RawToken> all;

    Tokens(List<RawToken> all) {
        this.all = all;
    }

    int size() {
        return all.size();
    }

    RawToken get(int i) {
        return i >= 0 && i < all.size() ? all.get(i) : NOTHING;
    }

    String core(int i) {
        return get(i).core();
    }

    /** Whether nothing separates token i from the next. */
    boolean joined(int i) {
        return get(i).after().isEmpty() && get(i + 1).before().isEmpty() && i + 1 < all.size();
    }

    /** Whether token i is the last that is read. */
    boolean isLast(int i) {
        return i == all.size() - 1;
    }

    /** Whether a new sentence seems to begin after token i: nothing follows, or a capital. */
    boolean sentenceMayEnd(int i) {
        String next = core(i + 1);
        return next.isEmpty() || Character.isUpperCase(next.charAt(0));
    }
}
