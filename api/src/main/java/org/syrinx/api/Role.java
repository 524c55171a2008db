package org.syrinx.api;

import java.util.Locale;

/** The five roles of a speech system; each is an OSGi service interface of this package. */
public enum Role {
    /** Prompt to conditioning: {@link Encoder}. */
    ENCODER(Encoder.class),
    /** What a latent means, and audio to latent: {@link LatentSpace}. */
    LATENTSPACE(LatentSpace.class),
    /** Start or noise plus conditioning to latent: {@link Denoiser}. Optional in a pipeline. */
    DENOISER(Denoiser.class),
    /** Latent to audio: {@link Vocoder}. */
    VOCODER(Vocoder.class),
    /** Activations to directions: {@link DirectionFinder}. */
    DIRECTIONFINDER(DirectionFinder.class);

    private final Class<?> service;

    Role(Class<?> service) {
        this.service = service;
    }

    /**
     * The service interface of the role.
     *
     * @return an interface of this package
     */
    public Class<?> service() {
        return service;
    }

    /**
     * The lower-case name that configurations and commands use.
     *
     * @return for example {@code "vocoder"}
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Finds a role by its key.
     *
     * @param key a key, in any case
     * @return the role
     * @throws SyrinxException if there is no such role; the message lists the five
     */
    public static Role of(String key) {
        for (Role role : values()) {
            if (role.key().equalsIgnoreCase(key)) {
                return role;
            }
        }
        throw new SyrinxException(
                "one of encoder, latentspace, denoiser, vocoder, directionfinder",
                "the role \"" + key + "\"",
                "correct the name of the role");
    }
}
