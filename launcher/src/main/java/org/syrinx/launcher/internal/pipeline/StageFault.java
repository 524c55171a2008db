package org.syrinx.launcher.internal.pipeline;

import org.syrinx.api.Role;
import org.syrinx.api.SyrinxException;

/**
 * A stage broke its contract: it threw what it may not throw, returned what cannot be, or gave no
 * sign of life. Unlike a plain error, which the caller can mend by asking for something else, a
 * fault counts against the stage.
 */
final class StageFault extends SyrinxException {
    private static final long serialVersionUID = 1L;

    /** Whose fault it is. */
    private final Role role;

    StageFault(Role role, String expected, String found, String action, Throwable cause) {
        super(expected, found, action, cause);
        this.role = role;
    }

    Role role() {
        return role;
    }
}
