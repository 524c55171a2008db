package org.syrinx.plugin.editing.internal.paper1;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.syrinx.api.ActivationHook;
import org.syrinx.api.Backend;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Direction;
import org.syrinx.api.Directions;
import org.syrinx.plugin.editing.internal.edits.PreparedEdits.ConditioningCopy;

/**
 * Moves the speaker vector and gives it its old length back: keeps the baseline from leaving the
 * region that the model knows, where it falls silent.
 */
record ClampedSpeaker(Backend backend, Direction direction, double strength)
        implements Directions.Editing {
    @Override
    public Optional<ActivationHook> hook() {
        return Optional.empty();
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public Conditioning edit(Conditioning conditioning) {
        float[] v = conditioning.tensor(Conditioning.SPEAKER).toFloatArray();
        double before = 0;
        double after = 0;
        for (int i = 0; i < v.length; i++) {
            before += v[i] * (double) v[i];
            v[i] += (float) (strength * direction.values()[i]);
            after += v[i] * (double) v[i];
        }
        float factor = after == 0 ? 1 : (float) Math.sqrt(before / after);
        for (int i = 0; i < v.length; i++) {
            v[i] *= factor;
        }
        return ConditioningCopy.of(backend, conditioning, Map.of(Conditioning.SPEAKER, v));
    }
}
