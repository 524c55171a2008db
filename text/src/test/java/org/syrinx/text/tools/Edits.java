package org.syrinx.text.tools;

import java.util.List;

/** Edit distance (insertions, deletions, substitutions) between two sequences. */
public final class Edits {
    private Edits() {}

    /**
     * The distance.
     *
     * @param a one sequence
     * @param b the other
     * @return the smallest number of edits that makes them equal
     */
    public static int between(List<String> a, List<String> b) {
        int[] row = new int[b.size() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substitution = diagonal + (a.get(i - 1).equals(b.get(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.size()];
    }
}
