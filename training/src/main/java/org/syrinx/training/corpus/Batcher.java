package org.syrinx.training.corpus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * The order of training: each epoch visits every example once (but for a remainder smaller than a
 * batch) in batches of similar length. A pure function of seed and epoch, so that a run can be
 * resumed at any step. For one thread.
 */
public final class Batcher {
    private final int[] lengths;
    private final int batch;
    private final long seed;

    private long epoch = -1;
    private List<int[]> batches;

    /**
     * Plans.
     *
     * @param lengths length of each example
     * @param batch examples a batch
     * @param seed the seed of the order
     */
    public Batcher(int[] lengths, int batch, long seed) {
        if (lengths.length == 0) {
            throw new IllegalArgumentException("There is nothing to make batches of.");
        }
        this.lengths = lengths.clone();
        this.batch = batch;
        this.seed = seed;
    }

    /**
     * Batches in an epoch.
     *
     * @return at least 1
     */
    public int batchesPerEpoch() {
        return Math.max(1, lengths.length / batch);
    }

    /**
     * The epoch that a step belongs to.
     *
     * @param step counted from 0
     * @return counted from 0
     */
    public long epochOf(long step) {
        return step / batchesPerEpoch();
    }

    /**
     * The examples of a step, longest first.
     *
     * @param step counted from 0
     * @return indices; fewer than a batch only if there are fewer examples
     */
    public int[] at(long step) {
        long e = epochOf(step);
        if (e != epoch) {
            batches = plan(e);
            epoch = e;
        }
        return batches.get((int) (step % batchesPerEpoch()));
    }

    private List<int[]> plan(long e) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L + e);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < lengths.length; i++) {
            order.add(i);
        }
        java.util.Collections.shuffle(order, random);
        int count = batchesPerEpoch();
        int used = Math.min(order.size(), count * batch);
        // a little noise, or the same examples would meet in every epoch
        double[] key = new double[lengths.length];
        for (int i = 0; i < key.length; i++) {
            key[i] = lengths[i] * (0.9 + 0.2 * random.nextDouble());
        }
        List<Integer> sorted = new ArrayList<>(order.subList(0, used));
        sorted.sort(Comparator.comparingDouble(i -> key[i]));
        List<int[]> plan = new ArrayList<>(count);
        for (int b = 0; b < count; b++) {
            List<Integer> part = sorted.subList(b * batch, Math.min(used, (b + 1) * batch));
            plan.add(
                    part.stream()
                            .sorted(Comparator.comparingInt(i -> -lengths[i]))
                            .mapToInt(Integer::intValue)
                            .toArray());
        }
        java.util.Collections.shuffle(plan, random);
        return plan;
    }
}
