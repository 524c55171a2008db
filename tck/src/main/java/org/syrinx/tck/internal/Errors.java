package org.syrinx.tck.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import org.syrinx.api.SyrinxException;

/** What is to be refused, and how. */
public final class Errors {
    private Errors() {}

    /** A call that must not succeed. */
    @FunctionalInterface
    public interface Call {
        /**
         * Calls.
         *
         * @return whatever came back; closed if it can be
         * @throws Exception the refusal
         */
        Object run() throws Exception;
    }

    /**
     * Asserts that a call is refused with a {@link SyrinxException} that has its three parts.
     *
     * @param what was asked for, for the message
     * @param call the call
     * @return the refusal
     */
    public static SyrinxException assertRefused(String what, Call call) {
        try {
            Object result = call.run();
            if (result instanceof AutoCloseable c) {
                c.close();
            }
            return fail(what + " was not refused: the result was " + result);
        } catch (SyrinxException e) {
            assertThreeParts(e);
            return e;
        } catch (Exception e) {
            return fail(what + " was refused with " + e + " and not with a SyrinxException", e);
        }
    }

    /**
     * Asserts that an error says what was expected, what was found and what to do.
     *
     * @param e the error
     */
    public static void assertThreeParts(SyrinxException e) {
        assertFalse(e.expected().isBlank(), "the error does not say what was expected: " + e);
        assertFalse(e.found().isBlank(), "the error does not say what was found: " + e);
        assertFalse(e.action().isBlank(), "the error does not say what to do: " + e);
    }
}
