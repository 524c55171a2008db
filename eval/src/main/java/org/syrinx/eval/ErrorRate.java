package org.syrinx.eval;

import java.util.List;
import java.util.Locale;

/**
 * Edit errors pooled over a corpus: (substitutions + deletions + insertions) / reference tokens,
 * after Levenshtein alignment with unit costs. May exceed 1.
 *
 * @param substitutions tokens heard as another
 * @param deletions tokens not heard
 * @param insertions tokens heard that were not said
 * @param tokens tokens said
 */
public record ErrorRate(long substitutions, long deletions, long insertions, long tokens) {
    /** Nothing counted yet. */
    public static final ErrorRate NONE = new ErrorRate(0, 0, 0, 0);

    /**
     * Aligns one hypothesis.
     *
     * @param reference tokens said
     * @param hypothesis tokens heard
     * @return the counts of a cheapest alignment; among equally cheap ones substitutions are
     *     preferred
     */
    public static ErrorRate of(List<String> reference, List<String> hypothesis) {
        int n = reference.size();
        int m = hypothesis.size();
        int[][] cost = new int[n + 1][m + 1];
        for (int i = 0; i <= n; i++) {
            for (int j = 0; j <= m; j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                } else {
                    int step = reference.get(i - 1).equals(hypothesis.get(j - 1)) ? 0 : 1;
                    cost[i][j] =
                            Math.min(
                                    cost[i - 1][j - 1] + step,
                                    1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                }
            }
        }
        long substituted = 0;
        long deleted = 0;
        long inserted = 0;
        int i = n;
        int j = m;
        while (i > 0 || j > 0) {
            boolean same = i > 0 && j > 0 && reference.get(i - 1).equals(hypothesis.get(j - 1));
            if (i > 0 && j > 0 && cost[i][j] == cost[i - 1][j - 1] + (same ? 0 : 1)) {
                substituted += same ? 0 : 1;
                i--;
                j--;
            } else if (i > 0 && cost[i][j] == cost[i - 1][j] + 1) {
                deleted++;
                i--;
            } else {
                inserted++;
                j--;
            }
        }
        return new ErrorRate(substituted, deleted, inserted, n);
    }

    /**
     * Adds the counts of another part of the corpus.
     *
     * @param other the other part
     * @return the pooled counts
     */
    public ErrorRate plus(ErrorRate other) {
        return new ErrorRate(
                substitutions + other.substitutions,
                deletions + other.deletions,
                insertions + other.insertions,
                tokens + other.tokens);
    }

    /**
     * All errors.
     *
     * @return substitutions + deletions + insertions
     */
    public long errors() {
        return substitutions + deletions + insertions;
    }

    /**
     * The rate.
     *
     * @return errors per token said, in [0, infinity); NaN when nothing was said
     */
    public double rate() {
        return tokens == 0 ? Double.NaN : (double) errors() / tokens;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f %% (%d of %d)", 100 * rate(), errors(), tokens);
    }
}
