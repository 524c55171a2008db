package org.syrinx.api;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something that a bundle can tell {@code ./syrinx doctor} about its own health. Quick, and never
 * throws.
 */
@ConsumerType
public interface Diagnostic {
    /**
     * The heading under which the findings are shown.
     *
     * @return for example {@code "engine"}
     */
    String area();

    /**
     * Looks.
     *
     * @return at least one finding
     */
    List<Finding> examine();

    /**
     * One finding.
     *
     * @param level how bad it is
     * @param subject what was looked at
     * @param detail what was seen, and for a problem what to do
     */
    record Finding(Level level, String subject, String detail) {}

    /** How bad it is. */
    enum Level {
        /** A fact. */
        INFO,
        /** As it should be. */
        OK,
        /** Works, but not as well as it could. */
        WARNING,
        /** Does not work. */
        ERROR
    }
}
