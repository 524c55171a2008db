package org.syrinx.plugin.editing.internal.edits;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.syrinx.api.ActivationHook;
import org.syrinx.api.Backend;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Direction;
import org.syrinx.api.Directions;
import org.syrinx.api.Latent;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.TensorScope;
import org.syrinx.nn.Tensors;

/** Edits of one request. */
public final class PreparedEdits implements Directions.Editing {
    private final Backend backend;
    private final List<BroadcastEdit.Part> inside = new ArrayList<>();
    private final Map<String, float[]> before = new LinkedHashMap<>();
    private final List<String> warnings;

    /**
     * Prepares.
     *
     * @param backend for scopes
     * @param parts directions and strengths; those of strength 0 are left out, so that the result
     *     is bit-identical to no edit
     * @param warnings to pass on
     */
    public PreparedEdits(Backend backend, List<BroadcastEdit.Part> parts, List<String> warnings) {
        this.backend = backend;
        this.warnings = List.copyOf(warnings);
        for (BroadcastEdit.Part part : parts) {
            if (part.strength() == 0) {
                continue;
            }
            Direction d = part.direction();
            if (!Fit.conditioning(d)) {
                inside.add(part);
                continue;
            }
            if (part.envelope().isPresent()) {
                throw new SyrinxException(
                        "an edit of constant strength for \"" + d.name() + "\"",
                        "an envelope over time",
                        "leave the envelope out: the conditioning has no time");
            }
            String tensor = d.hook().hook().substring(Directions.CONDITIONING.length());
            float[] offset = before.computeIfAbsent(tensor, t -> new float[d.values().length]);
            if (d.steps() != 1 || offset.length != d.values().length) {
                throw new SyrinxException(
                        "a direction of one step and " + offset.length + " values for " + tensor,
                        d.steps() + " steps and " + d.values().length + " values",
                        "find the direction \"" + d.name() + "\" again");
            }
            for (int i = 0; i < offset.length; i++) {
                offset[i] += (float) (part.strength() * d.values()[i]);
            }
        }
    }

    @Override
    public Optional<ActivationHook> hook() {
        return inside.isEmpty() ? Optional.empty() : Optional.of(new BroadcastEdit(inside));
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public Conditioning edit(Conditioning conditioning) {
        if (before.isEmpty()) {
            return conditioning;
        }
        Map<String, float[]> moved = new LinkedHashMap<>();
        before.forEach(
                (name, offset) -> {
                    float[] value = conditioning.tensor(name).toFloatArray();
                    if (value.length != offset.length) {
                        throw new SyrinxException(
                                "a " + name + " vector of " + offset.length + " values",
                                "the encoder gave " + value.length,
                                "find the direction again on this model");
                    }
                    for (int i = 0; i < value.length; i++) {
                        value[i] += offset[i];
                    }
                    moved.put(name, value);
                });
        return ConditioningCopy.of(backend, conditioning, moved);
    }

    /** Copies of conditionings with other values in some tensors. */
    public static final class ConditioningCopy {
        private ConditioningCopy() {}

        /**
         * Copies.
         *
         * @param backend for scopes
         * @param from stays the caller's
         * @param values new values of tensors, of the old shapes
         * @return a conditioning that shares nothing with the old one
         */
        public static Conditioning of(
                Backend backend, Conditioning from, Map<String, float[]> values) {
            Conditioning.Builder b = Conditioning.builder(from.spec(), from.frames());
            try (TensorScope scope = backend.scope()) {
                from.tensors()
                        .forEach(
                                (name, old) -> {
                                    NDArray copy =
                                            values.containsKey(name)
                                                    ? Tensors.of(
                                                            old.getManager(),
                                                            values.get(name),
                                                            old.getShape().getShape())
                                                    : old.duplicate();
                                    b.tensor(name, scope.keep(copy));
                                });
                from.start()
                        .ifPresent(
                                s ->
                                        b.start(
                                                new Latent(
                                                        scope.keep(s.frames().duplicate()),
                                                        s.spec())));
            }
            from.notes().forEach(b::note);
            from.warnings().forEach(b::warning);
            return b.build();
        }
    }
}
