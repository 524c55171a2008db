package org.syrinx.plugin.gradtts.internal.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.syrinx.api.Progress;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.plugin.gradtts.internal.model.GradTtsNetwork;
import org.syrinx.training.HostBuffer;
import org.syrinx.training.Workers;
import org.syrinx.training.alignment.MonotonicAlignment;

/**
 * The means by frame of every utterance from an encoder that no longer changes: computed once, as
 * synthesis computes them, without dropout.
 */
final class Means {
    private static final int CHUNK = 64;

    private final GradTtsNetwork network;
    private final GradTtsPass pass;
    private final Workers workers;

    Means(GradTtsNetwork network, GradTtsPass pass, Workers workers) {
        this.network = network;
        this.pass = pass;
        this.workers = workers;
    }

    /** Hands the means of all examples to the pass. The network must be in evaluation mode. */
    void compute(List<Example> train, List<Example> valid, Progress progress) {
        List<Example> all = Stream.concat(train.stream(), valid.stream()).distinct().toList();
        Map<Example, float[]> found = new ConcurrentHashMap<>();
        for (int from = 0; from < all.size(); from += CHUNK) {
            progress.step("encoding", from, all.size());
            List<Example> chunk = all.subList(from, Math.min(all.size(), from + CHUNK));
            workers.all(
                    w -> {
                        for (int i = w; i < chunk.size(); i += workers.count()) {
                            found.put(chunk.get(i), of(chunk.get(i)));
                        }
                        return null;
                    });
        }
        found.forEach(pass::mean);
    }

    @SuppressWarnings("try") // guard and scope work by being open
    private float[] of(Example e) {
        try (Autograd.Guard ignored = Autograd.noGrad();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            HostBuffer host = new HostBuffer(network.parameters().manager());
            Batch one = new Batch(host, List.of(e), network.config().bands(), e.frames(), 0);
            NDArray means =
                    network.encoder()
                            .encode(one.tokens(), one.tokenMask(), network.speakers(e.row()))
                            .means();
            int[] durations = e.durations();
            if (durations == null) {
                float[] score = GradTtsLosses.likelihood(one.mels(), means).toFloatArray();
                int n = e.tokens().length;
                durations = MonotonicAlignment.durations(score, 0, n, e.frames(), n);
            }
            NDArray index = one.tokenOfFrame(new ArrayList<>(List.of(durations)), false);
            return GradTtsPass.byFrame(means, index).toFloatArray();
        }
    }
}
