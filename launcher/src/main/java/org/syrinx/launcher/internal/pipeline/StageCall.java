package org.syrinx.launcher.internal.pipeline;

import java.time.Duration;
import java.util.function.Supplier;
import org.syrinx.api.CancelledException;
import org.syrinx.api.ContractException;
import org.syrinx.api.Role;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;

/** Calls a stage so that whatever it throws becomes one plain error that names it. */
final class StageCall {
    static final String ANOTHER_MODEL =
            "try another model; --debug shows the details for a report to the author of the"
                    + " plug-in";

    private static final String LEFT =
            "the call cannot be stopped from outside and was left behind";

    private StageCall() {}

    /**
     * Calls.
     *
     * @param role the role of the stage
     * @param info who it is
     * @param work the call
     * @return its result
     * @throws StageFault for whatever a stage may not throw, or make, naming the stage
     * @throws SyrinxException the stage's own
     * @throws ListenerException what the listener threw, unchanged
     */
    static <T> T of(Role role, StageInfo info, Supplier<T> work) {
        try {
            return work.get();
        } catch (ContractException e) {
            throw new StageFault(
                    role,
                    e.expected() + " from the " + role.key(),
                    name(role, info) + " made " + e.found(),
                    StageChecks.CORRECT,
                    e);
        } catch (SyrinxException | ListenerException plain) {
            throw plain;
        } catch (OutOfMemoryError e) {
            // whoever asks for the last byte is not at fault
            throw new SyrinxException(
                    "enough memory for the " + role.key(),
                    name(role, info) + " ran out of memory: " + e.getMessage(),
                    "say less at once, or give Java more with SYRINX_HEAP",
                    e);
        } catch (Exception | Error e) {
            passThrough(e);
            throw new StageFault(
                    role,
                    "the " + role.key() + " to finish its work",
                    name(role, info) + " failed with " + reason(e),
                    ANOTHER_MODEL,
                    e);
        }
    }

    /**
     * What to say when a call was left behind.
     *
     * @param role of the stage
     * @param info who it is
     * @param silence how long nothing was heard of it
     * @param setting where that is set
     * @return the stage's fault
     */
    static StageFault hung(Role role, StageInfo info, Duration silence, String setting) {
        return new StageFault(
                role,
                "a sign of life from the " + role.key() + " " + within(silence, setting),
                name(role, info) + " gave none; " + LEFT,
                "try another model, or raise " + setting,
                null);
    }

    /**
     * What to say when a run was left behind that was in no stage.
     *
     * @param who was running
     * @param silence how long nothing was heard of it
     * @param setting where that is set
     * @return a plain error
     */
    static SyrinxException hungBetween(String who, Duration silence, String setting) {
        return new SyrinxException(
                "a sign of life " + within(silence, setting),
                who + " gave none between two stages; " + LEFT,
                "run it again with --debug");
    }

    private static String within(Duration silence, String setting) {
        return "within " + silence.toMillis() / 1000.0 + " s (" + setting + ")";
    }

    /** A stage may wrap what its caller's listener threw, or the signal to stop. */
    private static void passThrough(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof ListenerException listener) {
                throw listener;
            }
            if (cause instanceof CancelledException cancelled) {
                throw cancelled;
            }
            cause = cause.getCause();
        }
    }

    static String name(Role role, StageInfo info) {
        return "the " + role.key() + " of \"" + info.model() + "\" (" + info.plugin() + ")";
    }

    private static String reason(Throwable e) {
        String text = e.getMessage();
        String kind = e.getClass().getSimpleName();
        return text == null || text.isBlank() ? kind : kind + ": " + text.strip();
    }
}
