package org.syrinx.nn.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.syrinx.nn.InPlace;
import org.syrinx.nn.autograd.Autograd;

/**
 * The gradients of a set of leaves, taken together. Leaves that no backward pass has reached are
 * left out. Not for use while another thread runs a backward pass to the same leaves.
 */
public final class Gradients {
    private final List<NDArray> leaves;

    /**
     * The gradients of leaves.
     *
     * @param leaves arrays that require a gradient
     */
    public Gradients(Collection<NDArray> leaves) {
        this.leaves = List.copyOf(leaves);
    }

    /**
     * The Euclidean norm of all gradients as one vector.
     *
     * @return the norm; NaN or infinite if an element is; 0 without gradients
     */
    public double norm() {
        double[] norm = {0};
        use(gradients -> norm[0] = InPlace.globalNorm(gradients).toFloatArray()[0]);
        return norm[0];
    }

    /**
     * Multiplies all gradients by a number.
     *
     * @param factor the number
     */
    public void scale(double factor) {
        use(gradients -> InPlace.scale(gradients, factor));
    }

    /**
     * Shortens the gradient vector to a given norm if it is longer; its direction stays.
     *
     * @param maxNorm the largest norm
     * @return the norm before
     */
    public double clip(double maxNorm) {
        double norm = norm();
        if (norm > maxNorm) {
            scale(maxNorm / norm);
        }
        return norm;
    }

    /** Sets all gradients to 0, also those that are NaN. */
    public void zero() {
        use(InPlace::zero);
    }

    private interface Use {
        void of(List<NDArray> gradients);
    }

    @SuppressWarnings("try") // the guard works by being open
    private void use(Use use) {
        try (NDScope scope = new NDScope();
                Autograd.Guard ignored = Autograd.noGrad()) {
            scope.suppressNotUsedWarning();
            List<NDArray> gradients = new ArrayList<>();
            for (NDArray leaf : leaves) {
                if (Autograd.hasGradient(leaf)) {
                    gradients.add(Autograd.gradient(leaf));
                }
            }
            if (!gradients.isEmpty()) {
                use.of(gradients);
            }
        }
    }
}
