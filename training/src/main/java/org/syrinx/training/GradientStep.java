package org.syrinx.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.syrinx.engine.Operators;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Types;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.training.adversarial.AdversarialLosses;
import org.syrinx.training.adversarial.Adversary;

/**
 * One step of training: the workers compute their parts of the batch and add their gradients to the
 * shared leaves, then the optimisers move. With an adversary the order is that of HiFi-GAN and
 * VITS: the generator's forward pass, a step of the discriminators on the detached result, then the
 * generator's losses with the refreshed discriminators.
 *
 * @param <E> an example
 */
public final class GradientStep<E> {
    /**
     * What a worker has computed of its part of a batch, in its thread's scope. Each loss is this
     * part's share of the batch's, so that parts add up.
     *
     * @param total the weighted sum whose gradients are wanted, without adversarial losses
     * @param losses for the log, by column
     * @param fake (B, 1, T), what the discriminators judge, or null if there are none
     * @param real (B, 1, T), what they compare with, or null
     * @param share the part of the batch that is here, in (0, 1]
     */
    public record Pass(
            NDArray total, Map<String, NDArray> losses, NDArray fake, NDArray real, double share) {}

    /**
     * The forward pass and its losses. Called by several threads at once.
     *
     * @param <E> an example
     */
    @FunctionalInterface
    public interface Forward<E> {
        /**
         * Computes a part of a batch.
         *
         * @param host the thread's buffer
         * @param mine the examples of this part, at least one
         * @param batch all examples
         * @param seed of noise and crops, which must depend on it and the example only, not on who
         *     else is in the part
         * @return the losses
         */
        Pass of(HostBuffer host, List<E> mine, List<E> batch, long seed);
    }

    private final Learner learner;
    private final Optional<Adversary> adversary;
    private final Workers workers;
    private final Forward<E> forward;
    private final List<Lane> lanes = new ArrayList<>();

    /** What one worker keeps between the phases of a step. */
    private static final class Lane {
        private HostBuffer host;
        private NDScope scope;
        private Pass pass;
        private final Map<String, Double> losses = new LinkedHashMap<>();

        void put(String name, NDArray value) {
            losses.put(name, (double) value.getFloat());
        }

        void close() {
            if (scope != null) {
                scope.close();
                scope = null;
            }
            pass = null;
        }
    }

    /**
     * A step.
     *
     * @param learner what is trained
     * @param adversary the discriminators, or empty
     * @param workers the threads
     * @param forward the forward pass
     */
    public GradientStep(
            Learner learner, Optional<Adversary> adversary, Workers workers, Forward<E> forward) {
        this.learner = learner;
        this.adversary = adversary;
        this.workers = workers;
        this.forward = forward;
        for (int i = 0; i < workers.count(); i++) {
            lanes.add(new Lane());
        }
    }

    /**
     * Trains on a batch.
     *
     * @param batch the examples, sorted by length
     * @param step steps done before, which seeds noise and crops
     * @param seed seed of the run
     * @param rate learning rate
     * @return the losses by name with {@code total}; {@code norm}, the gradients' norm; with
     *     discriminators at work {@code adversarial}, {@code feature}, {@code discriminator} and
     *     {@code norm_d}
     */
    public Map<String, Double> run(List<E> batch, long step, long seed, double rate) {
        Adversary judges = adversary.filter(a -> step >= a.start()).orElse(null);
        long stepSeed = seed * 31 + step;
        // dropout draws from the engine's generator: a function of the step, for exact resumption
        Operators.engine().setRandomSeed((int) (stepSeed ^ stepSeed >>> 32));
        try {
            workers.all(
                    i -> {
                        forward(lanes.get(i), share(batch, i), batch, stepSeed);
                        if (judges == null) {
                            finish(lanes.get(i), null);
                        }
                        return null;
                    });
            Map<String, Double> losses = new LinkedHashMap<>();
            if (judges != null) {
                workers.all(
                        i -> {
                            judge(lanes.get(i), judges);
                            return null;
                        });
                losses.put("norm_d", judges.learner().step(rate));
                judges.learner().freeze(true);
                workers.all(
                        i -> {
                            finish(lanes.get(i), judges);
                            return null;
                        });
                judges.learner().freeze(false);
            }
            for (Lane lane : lanes) {
                lane.losses.forEach((k, v) -> losses.merge(k, v, Double::sum));
            }
            losses.put("norm", learner.step(rate));
            return losses;
        } finally {
            lanes.forEach(lane -> lane.losses.clear());
            // only after an error: each thread closes its own scope
            if (lanes.stream().anyMatch(lane -> lane.scope != null)) {
                workers.all(
                        i -> {
                            lanes.get(i).close();
                            return null;
                        });
            }
        }
    }

    /** Examples of the batch, sorted by length, are dealt in turn, so that parts are alike. */
    private List<E> share(List<E> batch, int worker) {
        List<E> mine = new ArrayList<>();
        for (int i = worker; i < batch.size(); i += workers.count()) {
            mine.add(batch.get(i));
        }
        return mine;
    }

    private void forward(Lane lane, List<E> mine, List<E> batch, long seed) {
        if (lane.host == null) {
            lane.host = new HostBuffer(learner.parameters().manager());
        }
        if (mine.isEmpty()) {
            return;
        }
        lane.scope = new NDScope();
        lane.pass = forward.of(lane.host, mine, batch, seed);
        lane.pass.losses().forEach(lane::put);
    }

    /** The discriminators' loss on the detached result, and its gradients. */
    private static void judge(Lane lane, Adversary judges) {
        if (lane.pass == null) {
            return;
        }
        NDArray loss =
                Ops.scale(
                        AdversarialLosses.discriminator(
                                judges.discriminators().apply(lane.pass.real()),
                                judges.discriminators().apply(Types.detach(lane.pass.fake()))),
                        lane.pass.share());
        lane.put("discriminator", loss);
        Autograd.backward(Ops.scale(loss, judges.weights().discriminator()));
    }

    /** The generator's gradients; with the losses that need discriminators if there are. */
    private static void finish(Lane lane, Adversary judges) {
        if (lane.pass == null) {
            return;
        }
        NDArray total = lane.pass.total();
        if (judges != null) {
            List<List<NDArray>> real = judges.discriminators().apply(lane.pass.real());
            List<List<NDArray>> fake = judges.discriminators().apply(lane.pass.fake());
            double share = lane.pass.share();
            NDArray adversarial = Ops.scale(AdversarialLosses.adversarial(fake), share);
            NDArray features = Ops.scale(AdversarialLosses.features(real, fake), share);
            lane.put("adversarial", adversarial);
            lane.put("feature", features);
            total = Ops.add(total, Ops.scale(adversarial, judges.weights().adversarial()));
            total = Ops.add(total, Ops.scale(features, judges.weights().feature()));
        }
        lane.put("total", total);
        Autograd.backward(total);
        lane.close();
    }
}
