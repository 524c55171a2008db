package org.syrinx.tck.samples;

import java.util.List;
import java.util.Map;
import org.syrinx.api.Direction;
import org.syrinx.api.DirectionFinder;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;

/** The difference of two means. Keeps every clause; its subclasses break one each. */
public class MeanFinder implements DirectionFinder {
    @Override
    public String kind() {
        return "mean";
    }

    @Override
    public boolean supervised() {
        return true;
    }

    @Override
    public List<Direction> find(
            ActivationSet data, Map<String, String> options, Progress progress) {
        progress.step("averaging", 0, 2);
        float[] positive = mean(data, options, true);
        progress.step("averaging", 1, 2);
        float[] negative = mean(data, options, false);
        float[] difference = new float[positive.length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = positive[i] - negative[i];
        }
        return List.of(direction(data, difference));
    }

    /** The result. */
    protected Direction direction(ActivationSet data, float[] values) {
        return new Direction(
                "class",
                data.fingerprint(),
                data.hook(),
                data.steps(),
                values,
                "class gap",
                -2,
                2,
                Map.of(),
                Map.of("finder", kind()));
    }

    /** The mean of one class. */
    protected float[] mean(ActivationSet data, Map<String, String> options, boolean positive) {
        List<float[]> members =
                data.samples().stream()
                        .filter(
                                s ->
                                        options.get("positive")
                                                        .equals(
                                                                s.labels()
                                                                        .get(
                                                                                options.get(
                                                                                        "attribute")))
                                                == positive)
                        .map(Sample::pooled)
                        .toList();
        if (members.isEmpty()) {
            throw new SyrinxException("two classes", "one or none", "Collect more.");
        }
        float[] mean = new float[members.get(0).length];
        for (float[] m : members) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += m[i] / members.size();
            }
        }
        return mean;
    }
}
