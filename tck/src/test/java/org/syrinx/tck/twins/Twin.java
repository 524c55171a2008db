package org.syrinx.tck.twins;

import java.util.function.Supplier;

/**
 * Something that breaks one clause.
 *
 * @param clause the clause that it breaks
 * @param contract the tests of its role
 * @param make makes it: a stage, or nothing when {@code bundle} is the subject
 */
record Twin(String clause, Class<?> contract, Supplier<?> make) {
    /** What the contract under way is to test. */
    private static Object current;

    /** Makes the twin the subject of the next run. */
    void bring() {
        current = make.get();
    }

    @SuppressWarnings("unchecked")
    static <T> T current() {
        return (T) current;
    }

    @Override
    public String toString() {
        return clause;
    }
}
