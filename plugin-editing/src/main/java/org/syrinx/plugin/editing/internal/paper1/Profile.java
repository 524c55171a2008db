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
 * @param jacobian whether the arm that needs gradients takes part
 */
record Profile(
        String name,
        int findTexts,
        int validateTexts,
        int testTexts,
        int judgeRecordings,
        boolean jacobian) {
    /** Minutes: shows that everything works; too small for a verdict. */
    static final Profile SMOKE = new Profile("smoke", 4, 1, 2, 12, false);

    /** What the pre-registered outcomes ask for. */
    static final Profile FULL = new Profile("full", 30, 4, 13, 40, true);

    static Profile of(String name) {
        return switch (name) {
            case "smoke" -> SMOKE;
            case "full" -> FULL;
            default ->
                    throw new SyrinxException(
                            "a profile: smoke or full", "\"" + name + "\"", "correct --profile");
        };
    }
}
