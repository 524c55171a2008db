package org.syrinx.plugin.editing.internal.edits;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The smallest and the largest strength that edits of one direction come to together, over time:
 * spans that do not overlap do not add up, and edits against each other cancel.
 *
 * <p>How long a sentence will be is not known. Times in seconds and shares of a sentence may
 * therefore meet anywhere: their extremes are added up, which may say more than there will be.
 *
 * @param least smallest sum at any time
 * @param most largest sum at any time
 */
record Extremes(double least, double most) {
    /**
     * Looks at every time at which the sum can turn or step, and just before it.
     *
     * @param parts edits of one direction
     */
    static Extremes of(List<BroadcastEdit.Part> parts) {
        double constant =
                parts.stream()
                        .filter(p -> p.envelope().isEmpty())
                        .mapToDouble(BroadcastEdit.Part::strength)
                        .sum();
        double least = constant;
        double most = constant;
        for (boolean fraction : new boolean[] {false, true}) {
            List<BroadcastEdit.Part> some =
                    parts.stream()
                            .filter(p -> p.envelope().isPresent())
                            .filter(p -> p.envelope().get().fraction() == fraction)
                            .toList();
            if (some.isEmpty()) {
                continue;
            }
            double[] sums =
                    some.stream()
                            .flatMapToDouble(p -> Arrays.stream(p.envelope().get().times()))
                            .flatMap(t -> DoubleStream.of(Math.nextDown(t), t))
                            .filter(t -> t >= 0 && !(fraction && t >= 1))
                            .map(t -> sum(some, t))
                            .toArray();
            double low = sum(some, 0);
            double high = low;
            for (double s : sums) {
                low = Math.min(low, s);
                high = Math.max(high, s);
            }
            least += low;
            most += high;
        }
        return new Extremes(least, most);
    }

    private static double sum(List<BroadcastEdit.Part> parts, double time) {
        return parts.stream().mapToDouble(p -> p.strength() * p.envelope().get().at(time)).sum();
    }
}
