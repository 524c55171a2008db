package org.syrinx.launcher.internal.pipeline;

import java.util.Map;
import java.util.Optional;
import org.syrinx.api.Role;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;

/** A configured pipeline, whether it can speak or not; a service of the launcher to itself. */
public interface PipelineStatus {
    /**
     * The name.
     *
     * @return as in {@code syrinx.pipeline}
     */
    String name();

    /**
     * What is configured.
     *
     * @return role to filter, or to {@code none}
     */
    Map<Role, String> targets();

    /**
     * What is bound now.
     *
     * @return role to stage
     */
    Map<Role, StageInfo> bound();

    /**
     * Why it cannot speak.
     *
     * @return empty if it can
     */
    Optional<SyrinxException> problem();

    /**
     * Whether the problem will not go away by itself: every stage is there, but they do not fit.
     *
     * @return true for a mismatch
     */
    boolean refused();
}
