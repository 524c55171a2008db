package org.syrinx.launcher.internal.pipeline;

import java.util.function.Supplier;
import org.syrinx.api.Role;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;

/** Calls a stage so that whatever it throws becomes one plain error that names it. */
final class StageCall {
    private StageCall() {}

    /**
     * Calls.
     *
     * @param role the role of the stage
     * @param info who it is
     * @param work the call
     * @return its result
     * @throws SyrinxException the stage's own, or one that names the stage
     */
    static <T> T of(Role role, StageInfo info, Supplier<T> work) {
        try {
            return work.get();
        } catch (SyrinxException plain) {
            throw plain;
        } catch (OutOfMemoryError e) {
            throw new SyrinxException(
                    "enough memory for the " + role.key(),
                    name(role, info) + " ran out of memory: " + e.getMessage(),
                    "say less at once, or give Java more with SYRINX_HEAP",
                    e);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            throw new SyrinxException(
                    "the " + role.key() + " to finish its work",
                    name(role, info) + " failed with " + reason(e),
                    "try another model; --debug shows the details for a report to the author of the"
                            + " plug-in",
                    e);
        }
    }

    private static String name(Role role, StageInfo info) {
        return "the " + role.key() + " of \"" + info.model() + "\" (" + info.plugin() + ")";
    }

    private static String reason(Throwable e) {
        String text = e.getMessage();
        String kind = e.getClass().getSimpleName();
        return text == null || text.isBlank() ? kind : kind + ": " + text.strip();
    }
}
