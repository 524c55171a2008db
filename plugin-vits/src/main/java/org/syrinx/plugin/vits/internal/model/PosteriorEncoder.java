package org.syrinx.plugin.vits.internal.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.layers.Conv1d;
import org.syrinx.nn.layers.WaveNet;
import org.syrinx.nn.params.Scope;

/** Linear spectrogram to the posterior of the latent, spec 1.12. */
public final class PosteriorEncoder {
    private final int flowSize;
    private final Conv1d pre;
    private final WaveNet waveNet;
    private final Conv1d project;

    /**
     * The posterior.
     *
     * @param means mu_q, (B, F, T)
     * @param logStds log sigma_q, (B, F, T)
     */
    public record Output(NDArray means, NDArray logStds) {
        /**
         * A sample, by the reparameterisation z = mu_q + noise sigma_q.
         *
         * @param noise (B, F, T), already scaled; null for the mean
         * @param mask (B, 1, T)
         * @return z, (B, F, T), 0 on padding
         */
        public NDArray sample(NDArray noise, NDArray mask) {
            NDArray z = noise == null ? means : Ops.add(means, Ops.mul(noise, Ops.exp(logStds)));
            return Ops.mul(z, mask);
        }
    }

    /**
     * Declares the encoder.
     *
     * @param scope {@code posterior_encoder}
     * @param config the configuration
     */
    public PosteriorEncoder(Scope scope, VitsConfig config) {
        this.flowSize = config.flowSize();
        int h = config.text().hidden();
        this.pre = new Conv1d(scope.at("conv_pre"), config.spectrogramBins(), h, 1);
        this.waveNet = VitsNetwork.waveNet(scope.at("wavenet"), config, config.posteriorLayers());
        this.project = new Conv1d(scope.at("conv_proj"), h, 2 * flowSize, 1);
    }

    /**
     * Encodes.
     *
     * @param spectrogram linear magnitudes, (B, bins, T)
     * @param mask (B, 1, T)
     * @param speaker (B, G, 1), or null
     * @return the posterior, 0 on padding
     */
    public Output encode(NDArray spectrogram, NDArray mask, NDArray speaker) {
        NDArray x = Ops.mul(pre.apply(spectrogram), mask);
        x = waveNet.apply(x, mask, speaker);
        NDList stats = Shapes.split(Ops.mul(project.apply(x), mask), flowSize, 1);
        return new Output(stats.get(0), stats.get(1));
    }
}
