package org.syrinx.api;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Start or noise plus conditioning to latent, in steps. The network is here; the sampler and the
 * noise schedule that drive it are separate, weight-free objects in the {@link DenoiseOptions
 * options}.
 *
 * <p>Implemented by plug-ins, called by pipelines. Safe for use by several threads at once:
 * activations are read and edited through a hook passed as an argument, so a denoiser keeps no
 * state between calls.
 */
@ConsumerType
public interface Denoiser extends Stage {
    /**
     * The latent that it makes.
     *
     * @return the same value for the life of the stage
     */
    LatentSpec latentSpec();

    /**
     * The tensors that it needs in a {@link Conditioning}.
     *
     * @return names; a pipeline checks them before every call, and so when its stages are tried
     */
    List<String> requires();

    /**
     * The hook that it offers.
     *
     * @return where activations can be read and edited, or empty
     */
    Optional<BottleneckSpec> bottleneck();

    /**
     * Makes a latent.
     *
     * @param conditioning what to make; stays the caller's
     * @param options steps, sampler, guidance, noise, hook
     * @param progress progress (one unit a step) and cancellation
     * @return the latent; the caller closes it
     */
    Latent denoise(Conditioning conditioning, DenoiseOptions options, Progress progress);

    /**
     * Where activations can be read and edited.
     *
     * @param hook the id of the place, for example {@code "after_mid"}
     * @param channels C of the activation
     * @param bins F of the activation {@code (B, C, F, T / stride)}, or 0 for {@code (B, C, T /
     *     stride)}
     * @param timeStride latent frames per frame of the activation
     */
    record BottleneckSpec(String hook, int channels, int bins, int timeStride) {}
}
