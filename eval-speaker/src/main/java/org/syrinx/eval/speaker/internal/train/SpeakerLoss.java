package org.syrinx.eval.speaker.internal.train;

import ai.djl.ndarray.NDArray;
import org.syrinx.eval.speaker.internal.SpeakerNetwork;
import org.syrinx.nn.Indexing;
import org.syrinx.nn.LinearAlgebra;
import org.syrinx.nn.Losses;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Types;
import org.syrinx.nn.params.Init;
import org.syrinx.nn.params.Parameter;
import org.syrinx.nn.params.Scope;

/**
 * Additive-margin softmax (F. Wang et al., "Additive margin softmax for face verification", 2018,
 * equation 6): cross entropy of scaled cosines to one direction for each speaker, the right one's
 * made smaller by a margin. Parameter: {@code weight} (speakers, embedding).
 */
final class SpeakerLoss {
    private final Parameter weight;
    private final int speakers;
    private final double scale;
    private final double margin;

    SpeakerLoss(Scope scope, int speakers, int embedding, double scale, double margin) {
        this.weight = scope.tensor("weight", Init.normal(1), speakers, embedding);
        this.speakers = speakers;
        this.scale = scale;
        this.margin = margin;
    }

    /**
     * Cosines to all speakers.
     *
     * @param embeddings (B, D), of norm 1
     * @return (B, speakers)
     */
    NDArray cosines(NDArray embeddings) {
        return LinearAlgebra.linear(embeddings, SpeakerNetwork.unit(weight.value()), null);
    }

    /**
     * The loss.
     *
     * @param cosines (B, speakers)
     * @param labels int64 (B)
     * @return a scalar, in nats
     */
    NDArray of(NDArray cosines, NDArray labels) {
        NDArray right = Types.toFloat(Indexing.oneHot(labels, speakers));
        return Losses.crossEntropy(
                Ops.scale(Ops.sub(cosines, Ops.scale(right, margin)), scale), labels);
    }
}
