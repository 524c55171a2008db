package org.syrinx.plugin.editing.internal.paper1;

import org.syrinx.api.SyrinxException;

/**
 * How much is spoken.
 *
 * @param name for reports
 * @param findTexts texts that directions are found from
 * @param validateTexts texts on which each arm's strength is chosen
 * @param testTexts texts of the one test
 * @param judgeRecordings of each speaker, for training the judges
 * @param speakers at most so many of each gender for finding, and as many for the test
 * @param shortTexts whether the shortest sentences of the corpus are taken
 * @param exhaustive whether every arm walks the whole grid on the validation items. If not, an arm
 *     walks up towards the other gender until a strength meets the criterion, which chooses the
 *     same strength, and controls, whose strength is not chosen, do not walk at all
 * @param coarse whether the grid has five strengths
 * @param jacobian whether the arm that needs gradients takes part
 */
record Profile(
        String name,
        int findTexts,
        int validateTexts,
        int testTexts,
        int judgeRecordings,
        int speakers,
        boolean shortTexts,
        boolean exhaustive,
        boolean coarse,
        boolean jacobian) {
    private static final double[] COARSE = {-3, -1, 0, 1, 3};

    /** Minutes: shows that everything works; too small for a verdict. */
    static final Profile SMOKE = new Profile("smoke", 3, 1, 1, 6, 2, true, false, true, false);

    /**
     * What the pre-registered outcomes ask for, and little else: the same test as {@link #FULL}, on
     * shorter sentences.
     */
    static final Profile STANDARD =
            new Profile("standard", 24, 4, 13, 40, 99, true, false, false, false);

    /** Everything. */
    static final Profile FULL = new Profile("full", 30, 4, 13, 40, 99, false, true, false, true);

    static Profile of(String name) {
        return switch (name) {
            case "smoke" -> SMOKE;
            case "standard" -> STANDARD;
            case "full" -> FULL;
            default ->
                    throw new SyrinxException(
                            "a profile: smoke, standard or full",
                            "\"" + name + "\"",
                            "correct --profile");
        };
    }

    double[] grid() {
        return coarse ? COARSE.clone() : Protocol.GRID.clone();
    }

    /** Strengths of the part on effort: all, or the ends. */
    double[] effortStrengths() {
        return coarse ? Protocol.EFFORT_ENDS.clone() : Protocol.EFFORT_STRENGTHS.clone();
    }

    int effortFindTexts() {
        return coarse ? 1 : Math.min(Protocol.EFFORT_FIND_TEXTS, findTexts);
    }

    int effortTestTexts() {
        return coarse ? 1 : Math.min(Protocol.EFFORT_TEST_TEXTS, testTexts);
    }

    int texts() {
        return findTexts + validateTexts + testTexts;
    }
}
