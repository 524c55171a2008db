package org.syrinx.plugin.editing.internal.edits;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;
import org.syrinx.api.ActivationHook;
import org.syrinx.api.Direction;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.Tensors;

/**
 * Adds directions to the bottleneck: {@code h + sum of strength * v} in every valid frame, nothing
 * in padded ones (spec 1.4). Immutable, thread-safe.
 */
public final class BroadcastEdit implements ActivationHook {
    private final List<Part> parts;

    /**
     * One direction.
     *
     * @param direction what to add
     * @param strength how much of it
     * @param envelope over time, or empty
     */
    public record Part(Direction direction, double strength, Optional<Envelope> envelope) {}

    /**
     * Creates the hook.
     *
     * @param parts at least one, all for the same bottleneck, none of strength 0
     */
    public BroadcastEdit(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public NDArray apply(Activation at) {
        NDArray h = at.h();
        for (Part part : parts) {
            h = Ops.add(h, offset(part, at));
        }
        return h;
    }

    private static NDArray offset(Part part, Activation at) {
        long[] shape = at.h().getShape().getShape();
        long frames = shape[shape.length - 1];
        boolean image = shape.length == 4;
        float[] slice = StepSlices.at(part.direction(), at.time());
        for (int d = 0; d < slice.length; d++) {
            slice[d] = (float) (slice[d] * part.strength());
        }
        NDArray v =
                image
                        ? Tensors.of(at.h().getManager(), slice, 1, shape[1], shape[2], 1)
                        : Tensors.of(at.h().getManager(), slice, 1, shape[1], 1);
        NDArray where = at.mask();
        if (part.envelope().isPresent()) {
            int valid = Math.round(Reductions.sum(at.mask()).toFloatArray()[0]);
            float[] e = part.envelope().get().factors(valid, (int) frames);
            NDArray over =
                    image
                            ? Tensors.of(at.h().getManager(), e, 1, 1, 1, frames)
                            : Tensors.of(at.h().getManager(), e, 1, 1, frames);
            where = Ops.mul(where, over);
        }
        return Ops.mul(v, where);
    }
}
