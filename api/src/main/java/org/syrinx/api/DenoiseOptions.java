package org.syrinx.api;

import java.util.Objects;
import java.util.Optional;

/**
 * How a denoiser is driven.
 *
 * @param steps network evaluations (for a one-evaluation sampler), at least 1; 0 for the model's
 *     default
 * @param sampler the sampler, or empty for the model's default
 * @param guidance scale of classifier-free guidance; 1 is none
 * @param temperature scale of the starting noise; NaN for the model's default
 * @param noise all randomness
 * @param hook reads and edits the bottleneck, or empty: then the result is bit-identical to a
 *     denoiser without hooks
 */
public record DenoiseOptions(
        int steps,
        Optional<Sampler> sampler,
        double guidance,
        double temperature,
        NoiseSource noise,
        Optional<ActivationHook> hook) {
    public DenoiseOptions {
        Objects.requireNonNull(sampler, "sampler");
        Objects.requireNonNull(noise, "noise");
        Objects.requireNonNull(hook, "hook");
        if (steps < 0 || !Double.isFinite(guidance)) {
            throw new SyrinxException(
                    "steps of at least 1 and a finite guidance scale",
                    "steps=" + steps + " guidance=" + guidance,
                    "correct the prompt");
        }
    }

    /**
     * The model's defaults.
     *
     * @param noise all randomness
     * @return options without guidance and without hook
     */
    public static DenoiseOptions defaults(NoiseSource noise) {
        return new DenoiseOptions(0, Optional.empty(), 1, Double.NaN, noise, Optional.empty());
    }
}
