package org.syrinx.plugin.vits.internal.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Types;
import org.syrinx.nn.autograd.Autograd;

/**
 * One step of training: the workers compute their parts of the batch and add their gradients to the
 * shared leaves, then the optimisers move. With discriminators the order is the paper's: the
 * generator's forward pass, a step of the discriminators on the detached result, then the
 * generator's losses with the refreshed discriminators.
 */
final class TrainingStep {
    private final TrainingConfig config;
    private final TrainingState state;
    private final Spectrograms spectra;
    private final Workers workers;
    private final Part.Sizes sizes;
    private final List<Lane> lanes = new ArrayList<>();

    /** What one worker keeps between the phases of a step. */
    private static final class Lane {
        private HostBuffer host;
        private NDScope scope;
        private Part part;
        private GeneratorPass pass;
        private final Map<String, Double> losses = new LinkedHashMap<>();

        void put(String name, NDArray value) {
            losses.put(name, (double) value.getFloat());
        }

        void close() {
            if (scope != null) {
                scope.close();
                scope = null;
            }
            part = null;
            pass = null;
        }
    }

    TrainingStep(
            TrainingConfig config,
            TrainingState state,
            Spectrograms spectra,
            Workers workers,
            Part.Sizes sizes) {
        this.config = config;
        this.state = state;
        this.spectra = spectra;
        this.workers = workers;
        this.sizes = sizes;
        for (int i = 0; i < workers.count(); i++) {
            lanes.add(new Lane());
        }
    }

    /**
     * Trains on a batch.
     *
     * @param batch the utterances
     * @param step steps done before, which seeds noise and slices
     * @param seed seed of the run
     * @param rate learning rate
     * @return losses by name, and the gradient norms
     */
    Map<String, Double> run(List<Example> batch, long step, long seed, double rate) {
        boolean adversarial = state.discriminators() != null && step >= config.adversarialStart();
        long stepSeed = seed * 31 + step;
        workers.first(
                () -> {
                    // dropout draws from the engine's generator: a function of the step, for exact
                    // resumption
                    org.syrinx.engine.Operators.engine()
                            .setRandomSeed((int) (stepSeed ^ stepSeed >>> 32));
                    return null;
                });
        GeneratorPass.Totals totals = totals(batch);
        try {
            workers.all(
                    i -> {
                        forward(lanes.get(i), share(batch, i), totals, stepSeed);
                        if (!adversarial) {
                            finish(lanes.get(i), null);
                        }
                        return null;
                    });
            Map<String, Double> losses = new LinkedHashMap<>();
            if (adversarial) {
                workers.all(
                        i -> {
                            judge(lanes.get(i), totals);
                            return null;
                        });
                losses.put("norm_d", state.stepDiscriminators(rate));
                state.freezeDiscriminators(true);
                workers.all(
                        i -> {
                            finish(lanes.get(i), totals);
                            return null;
                        });
                state.freezeDiscriminators(false);
            }
            for (Lane lane : lanes) {
                lane.losses.forEach((k, v) -> losses.merge(k, v, Double::sum));
            }
            losses.put("norm", state.stepGenerator(rate));
            return losses;
        } finally {
            workers.all(
                    i -> {
                        lanes.get(i).close();
                        lanes.get(i).losses.clear();
                        return null;
                    });
        }
    }

    /** Utterances of the batch, sorted by length, are dealt in turn, so that parts are alike. */
    private List<Example> share(List<Example> batch, int worker) {
        List<Example> mine = new ArrayList<>();
        for (int i = worker; i < batch.size(); i += workers.count()) {
            mine.add(batch.get(i));
        }
        return mine;
    }

    private GeneratorPass.Totals totals(List<Example> batch) {
        long frames = 0;
        long tokens = 0;
        for (Example e : batch) {
            frames += sizes.window() > 0 ? Math.min(sizes.window(), e.frames()) : e.frames();
            tokens += e.tokens().length;
        }
        return new GeneratorPass.Totals(batch.size(), frames, tokens);
    }

    private void forward(Lane lane, List<Example> mine, GeneratorPass.Totals totals, long seed) {
        if (lane.host == null) {
            lane.host = new HostBuffer(state.manager());
        }
        if (mine.isEmpty()) {
            return;
        }
        lane.scope = new NDScope();
        lane.part = Part.of(lane.host, mine, sizes, seed);
        lane.pass =
                GeneratorPass.of(state.network(), spectra, config, lane.host, lane.part, totals);
        lane.put("mel", lane.pass.mel());
        lane.put("kl", lane.pass.kl());
        lane.put("duration", lane.pass.duration());
        if (lane.pass.speech() != null) {
            lane.put("speech", lane.pass.speech());
        }
        if (lane.pass.stft() != null) {
            lane.put("stft", lane.pass.stft());
        }
    }

    /** The discriminators' loss on the detached result, and its gradients. */
    private void judge(Lane lane, GeneratorPass.Totals totals) {
        if (lane.pass == null) {
            return;
        }
        double share = (double) lane.part.size() / totals.utterances();
        Discriminators d = state.discriminators();
        NDArray fake = Types.detach(lane.pass.fake());
        NDArray loss =
                Ops.scale(
                        VitsLosses.discriminator(d.apply(lane.part.waveSlice()), d.apply(fake)),
                        share);
        lane.put("discriminator", loss);
        Autograd.backward(Ops.scale(loss, config.weights().discriminator()));
    }

    /** The generator's gradients; with the losses that need discriminators if totals are given. */
    private void finish(Lane lane, GeneratorPass.Totals totals) {
        if (lane.pass == null) {
            return;
        }
        NDArray total = lane.pass.total(config.weights());
        if (totals != null) {
            double share = (double) lane.part.size() / totals.utterances();
            Discriminators d = state.discriminators();
            List<List<NDArray>> real = d.apply(lane.part.waveSlice());
            List<List<NDArray>> fake = d.apply(lane.pass.fake());
            NDArray adversarial = Ops.scale(VitsLosses.adversarial(fake), share);
            NDArray features = Ops.scale(VitsLosses.features(real, fake), share);
            lane.put("adversarial", adversarial);
            lane.put("feature", features);
            total = Ops.add(total, Ops.scale(adversarial, config.weights().adversarial()));
            total = Ops.add(total, Ops.scale(features, config.weights().feature()));
        }
        lane.put("total", total);
        Autograd.backward(total);
        lane.close();
    }
}
