package org.syrinx.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A forward process without weights. Time runs from 0 (data) to 1 (noise): {@code x_t = alpha(t)
 * x_0 + (1 - alpha(t)) mu + sigma(t) eps}, where mu is 0 unless the model says otherwise (Grad-TTS,
 * spec eq. of its section 2.5). Immutable, thread-safe.
 */
@ConsumerType
public interface NoiseSchedule {
    /**
     * The id under which prompts and cards name it.
     *
     * @return for example {@code "grad-tts"}
     */
    String id();

    /**
     * Weight of the data.
     *
     * @param t in [0, 1]
     * @return alpha(t) in [0, 1]
     */
    double alpha(double t);

    /**
     * Standard deviation of the noise.
     *
     * @param t in [0, 1]
     * @return sigma(t), at least 0
     */
    double sigma(double t);

    /**
     * Rate of the forward stochastic differential equation.
     *
     * @param t in [0, 1]
     * @return beta(t), at least 0
     */
    double beta(double t);
}
