package org.syrinx.nn.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.ArrayDeque;
import java.util.Deque;
import org.syrinx.api.TensorScope;
import org.syrinx.nn.autograd.Autograd;

/** A scope of DJL with gradients off, restored when it closes. */
final class ThreadScope implements TensorScope {
    private static final ThreadLocal<Deque<ThreadScope>> OPEN = new ThreadLocal<>();

    private final boolean recording;
    private final NDScope scope;
    private boolean closed;

    ThreadScope() {
        recording = Autograd.isTraining();
        Autograd.prepareThread(false);
        scope = new NDScope();
        scope.suppressNotUsedWarning();
        Deque<ThreadScope> open = OPEN.get();
        if (open == null) {
            open = new ArrayDeque<>();
            OPEN.set(open);
        }
        open.push(this);
    }

    @Override
    public NDArray keep(NDArray tensor) {
        requireInnermost();
        NDScope.unregister(tensor);
        // Otherwise it would go with the weights that it was computed from.
        tensor.detach();
        return tensor;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        requireInnermost();
        closed = true;
        Deque<ThreadScope> open = OPEN.get();
        open.pop();
        if (open.isEmpty()) {
            OPEN.remove(); // leaves nothing on a pooled thread that would hold this bundle's
            // classes
        }
        scope.close();
        Autograd.setTraining(recording);
    }

    private void requireInnermost() {
        Deque<ThreadScope> open = OPEN.get();
        if (open == null || open.peek() != this) {
            throw new IllegalStateException(
                    "a tensor scope is used and closed on the thread that opened it, innermost"
                            + " first");
        }
    }
}
