package org.syrinx.api;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The installed directions, and how the edits of a prompt become changes of a request. One service
 * in a framework, provided by the bundle that edits; pipelines call it. Thread-safe.
 */
@ProviderType
public interface Directions {
    /** What the hook of a direction that changes a conditioning tensor starts with. */
    String CONDITIONING = "conditioning:";

    /**
     * All directions that are installed, whatever model they belong to.
     *
     * @return sorted by name
     */
    List<Direction> installed();

    /**
     * Prepares the edits of one request.
     *
     * @param edits names and strengths; several of one name add up
     * @param denoiser of the pipeline
     * @return what to change
     * @throws SyrinxException if a direction is unknown (the message lists those of this model),
     *     was found on another model, or does not fit the bottleneck
     */
    Editing prepare(List<Edit> edits, Denoiser denoiser);

    /** The edits of one request, ready to be applied to each of its sentences. Immutable. */
    @ProviderType
    interface Editing {
        /**
         * The edit of the bottleneck.
         *
         * @return empty if no edit, or only edits of strength 0, touch the bottleneck
         */
        Optional<ActivationHook> hook();

        /**
         * Edits the conditioning: a direction with the hook {@code "conditioning:speaker"} moves
         * the speaker vector.
         *
         * @param conditioning stays the caller's, unchanged
         * @return the same object if nothing is to be changed; else a new one, which the caller
         *     closes as well
         */
        Conditioning edit(Conditioning conditioning);

        /**
         * Strengths outside their validated range.
         *
         * @return whole sentences
         */
        List<String> warnings();
    }
}
