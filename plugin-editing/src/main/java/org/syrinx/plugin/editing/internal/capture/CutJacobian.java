package org.syrinx.plugin.editing.internal.capture;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.syrinx.api.ActivationHook.Activation;
import org.syrinx.api.ActivationHook.Continuation;
import org.syrinx.api.Predictor;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.plugin.editing.internal.finders.Sensitivities;
import org.syrinx.plugin.editing.internal.finders.SubspaceIteration;

/**
 * The Jacobian of a denoiser's estimate of the data, at one step, with respect to an offset of the
 * bottleneck that is the same in every valid frame (spec 3.3). The rest of the network is run once;
 * each product with the Jacobian is a pass through its graph. Known up to a positive factor, which
 * depends on the step alone.
 */
final class CutJacobian implements SubspaceIteration.LinearMap, AutoCloseable {
    private final Autograd.Guard recording = Autograd.grad();
    private final NDArray offset;
    private final NDArray estimate;
    private final double sign;
    private final int channels;
    private final int frames;

    /**
     * Runs the rest of the network once, recording. Close on the same thread.
     *
     * @param at an activation of a denoiser that can be cut
     */
    CutJacobian(Activation at) {
        Continuation rest =
                at.rest()
                        .orElseThrow(
                                () ->
                                        new SyrinxException(
                                                "a denoiser that can be cut at its bottleneck",
                                                "this one cannot",
                                                "choose a method without gradients: mean-diff,"
                                                        + " logistic, svm, lda, ridge, pca"));
        long[] shape = at.h().getShape().getShape().clone();
        shape[shape.length - 1] = 1;
        int width = 1;
        for (long s : shape) {
            width *= (int) s;
        }
        offset = Autograd.requireGradient(Tensors.of(at.h().getManager(), new float[width], shape));
        NDArray h = Ops.add(Autograd.detach(at.h()), Ops.mul(offset, at.mask()));
        estimate = rest.predict(h);
        sign = sign(rest.kind());
        channels = (int) estimate.getShape().get(1);
        frames = (int) estimate.getShape().get(2);
    }

    /** Whether a larger prediction is a larger or a smaller estimate of the data. */
    private static double sign(Predictor.Kind kind) {
        return switch (kind) {
            case DATA, SCORE, VELOCITY -> 1;
            case EPSILON, V -> -1;
        };
    }

    @Override
    public int inputs() {
        return (int) offset.size();
    }

    @Override
    public double[] apply(double[] v) {
        NDArray out = Autograd.jvp(estimate, offset, tensor(v, offset), false);
        return values(out);
    }

    @Override
    public double[] applyTransposed(double[] u) {
        NDArray out = Autograd.vjp(estimate, offset, tensor(u, estimate), false);
        return values(out);
    }

    /**
     * Gradients of every channel's average over time: a pass through the graph for each, which is a
     * minute for a large model.
     *
     * @param progress cancellation between channels
     */
    Map<String, float[]> bands(Progress progress) {
        Map<String, float[]> out = new LinkedHashMap<>();
        for (int c = 0; c < channels; c++) {
            progress.step("gradients of every channel", c, channels);
            double[] weights = new double[channels];
            weights[c] = 1;
            out.put(Sensitivities.BAND + c, gradient(weights));
        }
        return out;
    }

    /** Gradients of the mean over channels and of the slope over channels. */
    Map<String, float[]> attributes() {
        double[] level = new double[channels];
        Arrays.fill(level, 1.0 / channels);
        double[] tilt = new double[channels];
        double squares = 0;
        for (int c = 0; c < channels; c++) {
            tilt[c] = c - (channels - 1) / 2.0;
            squares += tilt[c] * tilt[c];
        }
        for (int c = 0; c < channels; c++) {
            tilt[c] = squares == 0 ? 0 : tilt[c] / squares;
        }
        Map<String, float[]> out = new LinkedHashMap<>();
        out.put(Sensitivities.LEVEL, gradient(level));
        out.put(Sensitivities.TILT, gradient(tilt));
        return out;
    }

    /** The largest singular values times their right singular vectors. */
    Map<String, float[]> subspace(int components, long seed, Progress progress) {
        SubspaceIteration.Result r =
                new SubspaceIteration(components, 40, 1e-3).run(this, seed, progress);
        Map<String, float[]> out = new LinkedHashMap<>();
        for (int k = 0; k < r.values().length; k++) {
            float[] row = new float[r.vectors()[k].length];
            for (int d = 0; d < row.length; d++) {
                row[d] = (float) (r.values()[k] * r.vectors()[k][d]);
            }
            out.put(Sensitivities.SINGULAR + k, row);
        }
        return out;
    }

    private float[] gradient(double[] channelWeights) {
        float[] u = new float[channels * frames];
        for (int c = 0; c < channels; c++) {
            Arrays.fill(
                    u, c * frames, (c + 1) * frames, (float) (sign * channelWeights[c] / frames));
        }
        NDArray seed = Tensors.of(estimate.getManager(), u, 1, channels, frames);
        NDArray g = Autograd.vjp(estimate, offset, seed, false);
        float[] out = g.toFloatArray();
        g.close();
        seed.close();
        return out;
    }

    private static NDArray tensor(double[] v, NDArray like) {
        float[] f = new float[v.length];
        for (int i = 0; i < f.length; i++) {
            f[i] = (float) v[i];
        }
        return Tensors.of(like.getManager(), f, like.getShape().getShape());
    }

    private static double[] values(NDArray x) {
        float[] f = x.toFloatArray();
        x.close();
        double[] out = new double[f.length];
        for (int i = 0; i < f.length; i++) {
            out[i] = f[i];
        }
        return out;
    }

    @Override
    public void close() {
        recording.close();
    }
}
