package org.syrinx.launcher.internal.pipeline;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code org.syrinx.pipeline~name}. */
@ObjectClassDefinition(
        name = "Syrinx pipeline",
        description = "A chain of stages that speaks. Each target is an OSGi filter.")
public @interface PipelineConfig {
    /**
     * The name.
     *
     * @return as in the service property {@code syrinx.pipeline}; empty for the part of the PID
     *     after the tilde
     */
    @AttributeDefinition(description = "Name; by default the part of the PID after the tilde")
    String name() default "";

    /**
     * Which encoder.
     *
     * @return an OSGi filter
     */
    @AttributeDefinition(name = "encoder.target", description = "Filter of the encoder")
    String encoder_target() default "";

    /**
     * Which latent space.
     *
     * @return an OSGi filter
     */
    @AttributeDefinition(name = "latentspace.target", description = "Filter of the latent space")
    String latentspace_target() default "";

    /**
     * Which denoiser.
     *
     * @return an OSGi filter
     */
    @AttributeDefinition(name = "denoiser.target", description = "Filter of the denoiser")
    String denoiser_target() default "";

    /**
     * Which vocoder.
     *
     * @return an OSGi filter
     */
    @AttributeDefinition(name = "vocoder.target", description = "Filter of the vocoder")
    String vocoder_target() default "";

    /**
     * Whether there is a denoiser.
     *
     * @return {@code none} for a family that has no denoiser
     */
    @AttributeDefinition(description = "none: the encoder's start latent goes to the vocoder")
    String denoiser() default "";

    /**
     * Whether there is a latent space.
     *
     * @return {@code none} to speak without one
     */
    @AttributeDefinition(description = "none: no latent space is wanted")
    String latentspace() default "";

    /**
     * Patience with a stage that is being replaced.
     *
     * @return milliseconds that a request waits for a missing stage
     */
    @AttributeDefinition(
            name = "swap.wait",
            description = "Milliseconds that a request waits while a stage is replaced")
    long swap_wait() default 10_000;

    /**
     * How a stage is replaced when nobody says otherwise.
     *
     * @return {@code available} or {@code frugal}
     */
    @AttributeDefinition(
            description =
                    "available: load the new stage, then switch (two in memory); frugal: free the"
                            + " old one first (requests wait)")
    String swap() default "available";

    /**
     * Patience with a stage that gives no sign of life: no result, no sound, no progress.
     *
     * @return milliseconds; 0 for ever
     */
    @AttributeDefinition(
            name = "stage.timeout",
            description =
                    "Milliseconds that a stage may give no sign of life (no result, no sound, no"
                            + " progress); 0: for ever")
    long stage_timeout() default 60_000;

    /**
     * When a stage is refused because of its faults.
     *
     * @return faults in a row; 0 for never
     */
    @AttributeDefinition(
            name = "quarantine.after",
            description = "Faults in a row after which a stage is in quarantine; 0: never")
    int quarantine_after() default 3;
}
