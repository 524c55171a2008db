package org.syrinx.plugin.gradtts.internal.train;

import ai.djl.ndarray.NDArray;
import org.syrinx.nn.LinearAlgebra;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.Shapes;

/**
 * The losses of Grad-TTS (spec 2.5). Each is a sum over a part of a batch, divided by the batch's.
 */
final class GradTtsLosses {
    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    private GradTtsLosses() {}

    /**
     * Duration loss: sum (log w - ln(1e-8 + d) m)^2 / tokens.
     *
     * @param logDurations (B, 1, N), 0 on padding
     * @param durations (B, 1, N)
     * @param mask (B, 1, N)
     * @param tokens of the batch
     * @return one element
     */
    static NDArray duration(NDArray logDurations, NDArray durations, NDArray mask, long tokens) {
        NDArray target = Ops.mul(Ops.log(Ops.shift(durations, 1e-8)), mask);
        return Ops.scale(Reductions.sum(Ops.square(Ops.sub(logDurations, target))), 1.0 / tokens);
    }

    /**
     * Prior loss: sum ((y - mu)^2 + ln 2 pi) m / 2 / (F frames).
     *
     * @param y mels, (B, F, T)
     * @param mu means by frame, (B, F, T)
     * @param mask (B, 1, T)
     * @param frames valid frames of the batch
     * @return one element
     */
    static NDArray prior(NDArray y, NDArray mu, NDArray mask, long frames) {
        NDArray error = Ops.shift(Ops.square(Ops.sub(y, mu)), LOG_2_PI);
        return Ops.scale(
                Reductions.sum(Ops.mul(error, mask)), 0.5 / (y.getShape().get(1) * frames));
    }

    /**
     * Diffusion loss: sum (s sigma + eps)^2 / (F frames).
     *
     * @param score (B, F, T), 0 on padding
     * @param sigma sqrt(1 - exp(-B(t))), (B, 1, 1)
     * @param noise eps, (B, F, T), 0 on padding
     * @param frames valid frames of the batch
     * @return one element
     */
    static NDArray diffusion(NDArray score, NDArray sigma, NDArray noise, long frames) {
        NDArray error = Ops.add(Ops.mul(score, sigma), noise);
        return Ops.scale(
                Reductions.sum(Ops.square(error)), 1.0 / (score.getShape().get(1) * frames));
    }

    /**
     * Log-likelihood of each frame under each token: - F ln(2 pi) / 2 - |y|^2 / 2 + mu . y - |mu|^2
     * / 2.
     *
     * @param y (B, F, T)
     * @param mu (B, F, N)
     * @return (B, T, N)
     */
    static NDArray likelihood(NDArray y, NDArray mu) {
        NDArray frames = Shapes.transpose(y, 1, 2); // (B, T, F)
        NDArray cross = LinearAlgebra.matmul(frames, mu);
        NDArray a = Ops.scale(Reductions.sum(Ops.square(frames), true, 2), -0.5); // (B, T, 1)
        NDArray b = Ops.scale(Reductions.sum(Ops.square(mu), true, 1), -0.5); // (B, 1, N)
        NDArray all = Ops.add(Ops.add(cross, a), b);
        return Ops.shift(all, -0.5 * LOG_2_PI * y.getShape().get(1));
    }
}
