package org.syrinx.plugin.vits.internal.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.layers.Conv1d;
import org.syrinx.nn.layers.ConvOptions;
import org.syrinx.nn.layers.WaveNet;
import org.syrinx.nn.params.Init;
import org.syrinx.nn.params.Scope;

/**
 * The invertible map between the speaker-dependent latent z and the prior's z_p, spec 1.11:
 * mean-only couplings, each followed by a reversal of all channels. Its log-determinant is 0.
 */
public final class CouplingFlow {
    private final int half;
    private final List<Coupling> couplings = new ArrayList<>();

    private record Coupling(Conv1d pre, WaveNet waveNet, Conv1d post) {
        /** (B, F/2, T) to the shift of the other half, of the same shape. */
        NDArray shift(NDArray a, NDArray mask, NDArray speaker) {
            NDArray h = Ops.mul(pre.apply(a), mask);
            return Ops.mul(post.apply(waveNet.apply(h, mask, speaker)), mask);
        }
    }

    /**
     * Declares the flow.
     *
     * @param scope {@code flow}
     * @param config the configuration
     */
    public CouplingFlow(Scope scope, VitsConfig config) {
        this.half = config.flowSize() / 2;
        int h = config.text().hidden();
        for (int i = 0; i < config.flows(); i++) {
            Scope s = scope.at("flows").at(i);
            couplings.add(
                    new Coupling(
                            new Conv1d(s.at("conv_pre"), half, h, 1),
                            VitsNetwork.waveNet(s.at("wavenet"), config, config.flowLayers()),
                            // zero at first, so that the flow starts as the identity
                            new Conv1d(
                                    s.at("conv_post"),
                                    h,
                                    half,
                                    1,
                                    ConvOptions.plain().init(Init.zeros()))));
        }
    }

    /**
     * z to z_p.
     *
     * @param z (B, F, T)
     * @param mask (B, 1, T)
     * @param speaker (B, G, 1), or null
     * @return (B, F, T), 0 on padding
     */
    public NDArray forward(NDArray z, NDArray mask, NDArray speaker) {
        NDArray x = z;
        for (Coupling c : couplings) {
            NDList ab = Shapes.split(x, half, 1);
            NDArray b = Ops.add(c.shift(ab.get(0), mask, speaker), Ops.mul(ab.get(1), mask));
            x = Shapes.flip(Shapes.cat(List.of(ab.get(0), b), 1), 1);
        }
        return x;
    }

    /**
     * z_p to z.
     *
     * @param zp (B, F, T)
     * @param mask (B, 1, T)
     * @param speaker (B, G, 1), or null
     * @return (B, F, T), 0 on padding where {@code zp} is
     */
    public NDArray inverse(NDArray zp, NDArray mask, NDArray speaker) {
        NDArray x = zp;
        for (int i = couplings.size() - 1; i >= 0; i--) {
            NDList ab = Shapes.split(Shapes.flip(x, 1), half, 1);
            NDArray shift = couplings.get(i).shift(ab.get(0), mask, speaker);
            x = Shapes.cat(List.of(ab.get(0), Ops.mul(Ops.sub(ab.get(1), shift), mask)), 1);
        }
        return x;
    }
}
