package org.syrinx.nn.optim;

/**
 * A learning rate as a function of the step, and nothing else: resuming needs only the number of
 * the step.
 */
@FunctionalInterface
public interface LearningRate {
    /**
     * The rate of one step.
     *
     * @param step the number of the step, from 0
     * @return the rate, at least 0
     */
    double at(long step);

    /**
     * Always the same.
     *
     * @param rate the rate
     * @return the schedule
     */
    static LearningRate constant(double rate) {
        return step -> rate;
    }

    /**
     * rate * factor^floor(step / every): with {@code every} = 1 a decay per step, with the steps of
     * an epoch one per epoch.
     *
     * @param rate the rate at step 0
     * @param factor the decay, in (0, 1]
     * @param every after how many steps, at least 1
     * @return the schedule
     */
    static LearningRate exponential(double rate, double factor, long every) {
        return step -> rate * Math.pow(factor, Math.floorDiv(step, every));
    }

    /**
     * Half a cosine from {@code rate} at step 0 to {@code last} at step {@code steps}, then {@code
     * last}.
     *
     * @param rate the first rate
     * @param last the last rate
     * @param steps the length, at least 1
     * @return the schedule
     */
    static LearningRate cosine(double rate, double last, long steps) {
        return step -> {
            double x = Math.min(1, (double) step / steps);
            return last + (rate - last) * (1 + Math.cos(Math.PI * x)) / 2;
        };
    }

    /**
     * A straight line from {@code rate} at step 0 to {@code last} at step {@code steps}, then
     * {@code last}.
     *
     * @param rate the first rate
     * @param last the last rate
     * @param steps the length, at least 1
     * @return the schedule
     */
    static LearningRate linear(double rate, double last, long steps) {
        return step -> rate + (last - rate) * Math.min(1, (double) step / steps);
    }

    /**
     * This schedule, multiplied by (step + 1) / steps during the first steps. The schedule's own
     * steps keep their numbers.
     *
     * @param steps the length of the warm-up, 0 for none
     * @return the schedule
     */
    default LearningRate warmedUp(long steps) {
        return step -> at(step) * (step < steps ? (step + 1.0) / steps : 1);
    }
}
