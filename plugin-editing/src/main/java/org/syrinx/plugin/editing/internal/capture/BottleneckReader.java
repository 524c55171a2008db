package org.syrinx.plugin.editing.internal.capture;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.syrinx.api.ActivationHook;
import org.syrinx.api.Progress;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;

/**
 * Keeps the mean over valid frames of every step's bottleneck, and gradients if they are asked for.
 * Changes nothing by itself; behind another hook it sees what that one returned. For one request.
 */
public final class BottleneckReader implements ActivationHook {
    /** Which gradients to keep beside the activations. */
    public enum Gradients {
        /** None. */
        NONE,
        /** Of the level and the tilt. */
        ATTRIBUTES,
        /** Of every channel's average. */
        BANDS,
        /** Of the whole estimate, by subspace iteration. */
        SUBSPACE
    }

    private final Optional<ActivationHook> first;
    private final Gradients gradients;
    private final int components;
    private final Progress progress;
    private final List<float[]> pooled = new ArrayList<>();
    private final List<Double> times = new ArrayList<>();
    private final List<Map<String, float[]>> rows = new ArrayList<>();

    /**
     * Creates a reader.
     *
     * @param first a hook that edits before this one reads, or empty
     * @param gradients what to keep beside
     * @param components of the subspace iteration
     * @param progress cancellation
     */
    public BottleneckReader(
            Optional<ActivationHook> first,
            Gradients gradients,
            int components,
            Progress progress) {
        this.first = first;
        this.gradients = gradients;
        this.components = components;
        this.progress = progress;
    }

    /** A reader of activations alone. */
    public static BottleneckReader plain() {
        return new BottleneckReader(Optional.empty(), Gradients.NONE, 0, Progress.NONE);
    }

    @Override
    public NDArray apply(Activation at) {
        NDArray h = first.isPresent() ? first.get().apply(at) : at.h();
        long last = h.getShape().dimension() - 1;
        NDArray sum = Reductions.sum(Ops.mul(h, at.mask()), false, last);
        double valid = Reductions.sum(at.mask()).toFloatArray()[0];
        pooled.add(Ops.scale(sum, 1 / valid).toFloatArray());
        times.add(at.time());
        if (gradients != Gradients.NONE) {
            try (CutJacobian jacobian = new CutJacobian(at)) {
                rows.add(
                        switch (gradients) {
                            case ATTRIBUTES -> jacobian.attributes();
                            case BANDS -> jacobian.bands(progress);
                            default -> jacobian.subspace(components, at.step(), progress);
                        });
            }
        }
        return h;
    }

    /** All steps, {@code steps x channels x bins}. */
    public float[] pooled() {
        return joined(pooled);
    }

    /** The time of every step. */
    public double[] times() {
        return times.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Gradients by name, each {@code steps x channels x bins}. */
    public Map<String, float[]> gradients() {
        Map<String, float[]> out = new LinkedHashMap<>();
        if (!rows.isEmpty()) {
            for (String name : rows.get(0).keySet()) {
                out.put(name, joined(rows.stream().map(r -> r.get(name)).toList()));
            }
        }
        return out;
    }

    private static float[] joined(List<float[]> slices) {
        int width = slices.isEmpty() ? 0 : slices.get(0).length;
        float[] all = new float[slices.size() * width];
        for (int i = 0; i < slices.size(); i++) {
            System.arraycopy(slices.get(i), 0, all, i * width, width);
        }
        return all;
    }
}
