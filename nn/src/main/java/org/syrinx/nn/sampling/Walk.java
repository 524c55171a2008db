package org.syrinx.nn.sampling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import org.syrinx.api.Progress;
import org.syrinx.api.Sampler.Problem;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Tensors;

/**
 * The loop that all samplers share: memory of one step at a time, masking, progress, cancellation.
 */
final class Walk {
    private static final String PHASE = "denoise";

    private Walk() {}

    /** One step: from the state before step i to the state after it. */
    interface Step {
        NDArray from(NDArray x, int i);
    }

    static NDArray run(Problem problem, Progress progress, Step step) {
        if (problem.steps() < 1) {
            throw new IllegalArgumentException(
                    "a sampler takes at least 1 step, found " + problem.steps());
        }
        progress.step(PHASE, 0, problem.steps());
        NDArray x = masked(problem, problem.start());
        for (int i = 0; i < problem.steps(); i++) {
            NDArray next;
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                next = masked(problem, step.from(x, i));
                NDScope.unregister(next);
            }
            NDScope.register(next);
            if (x != problem.start()) {
                x.close();
            }
            x = next;
            progress.step(PHASE, i + 1, problem.steps());
        }
        return x;
    }

    private static NDArray masked(Problem problem, NDArray x) {
        return problem.mask() == null ? x : Ops.mul(x, problem.mask());
    }

    /** Standard normal values of the shape of x for step i. */
    static NDArray noise(Problem problem, NDArray x, int i) {
        float[] values = problem.noise().gaussian("step." + i, Math.toIntExact(x.size()));
        return Tensors.of(x.getManager(), values, x.getShape().getShape());
    }
}
