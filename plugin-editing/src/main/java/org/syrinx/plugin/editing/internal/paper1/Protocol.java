package org.syrinx.plugin.editing.internal.paper1;

/**
 * What was fixed before anything was measured (spec 5.5 and 5.6). Changing a number here is
 * changing the experiment: results made before are not comparable.
 */
final class Protocol {
    /**
     * Version of these numbers and rules, part of every report. Since 1 no number has changed; the
     * teacher's content is measured as the model's is, shuffled labels exchange whole speakers, and
     * H1m was added.
     */
    static final String VERSION = "2";

    /** The strengths, as in the authors' own files. */
    static final double[] GRID = {
        -5, -3, -2, -1.5, -1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5
    };

    /** A method's strength is the smallest that flips so many of the validation items ... */
    static final double FLIP_CRITERION = 0.90;

    /** ... and loses at most so much of the content: a share of the unedited frame accuracy. */
    static final double MOST_CONTENT_LOST = 0.05;

    /** Gate: unedited sounds whose gender the probe hears as it is. */
    static final double GATE_GENDER = 0.95;

    /** Gate: frame accuracy of the model's speech as a share of the teacher's, of one meter. */
    static final double GATE_CONTENT = 0.90;

    /** H2: correlation of a leading component with gender. */
    static final double COMPONENT_GENDER = 0.7;

    /** H2: correlation of another leading component with the level. */
    static final double COMPONENT_LEVEL = 0.5;

    /** H2: how many components may be looked at. */
    static final int COMPONENTS = 3;

    /** H3: rank correlation of strength and gender score over strengths in [-1, 1]. */
    static final double DOSE_RESPONSE = 0.9;

    /** H3: share of items that must reach it. */
    static final double DOSE_SHARE = 0.8;

    /** Control: random directions may flip no more than this. */
    static final double RANDOM_FLIPS = 0.10;

    /** Fewer items for each arm cannot tell 94 % from 76 % (alpha 0.05, power 0.8). */
    static final int FEWEST_ITEMS = 61;

    /** The paper's accuracy with the direction in h-space. */
    static final double PAPER_HSPACE = 0.94;

    /** The paper's accuracy with the direction in the speaker embedding. */
    static final double PAPER_EMBEDDING = 0.76;

    /** Version of the part on effort, whose numbers follow; it was fixed after those above. */
    static final String EFFORT_VERSION = "1";

    /** Effort: strengths, in gaps between loud and soft. */
    static final double[] EFFORT_STRENGTHS = {-1, -0.5, 0.5, 1};

    /** Effort: strengths of the random direction. */
    static final double[] EFFORT_ENDS = {-1, 1};

    /** Effort: texts of the finding that are said by the rows of both styles. */
    static final int EFFORT_FIND_TEXTS = 8;

    /** Effort: texts of the test. */
    static final int EFFORT_TEST_TEXTS = 4;

    /** Effort: with fewer items there is no verdict. */
    static final int EFFORT_FEWEST_ITEMS = 12;

    private Protocol() {}
}
