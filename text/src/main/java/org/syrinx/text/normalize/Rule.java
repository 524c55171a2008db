package org.syrinx.text.normalize;

import java.util.Optional;

/** One theme of normalisation. Rules are tried in order; the first that answers wins. Stateless. */
interface Rule {
    /** Reads the tokens from {@code at} on, or leaves them to other rules. */
    Optional<Expansion> expand(Tokens tokens, int at);
}
