package org.syrinx.plugin.editing.internal.edits;

import org.syrinx.api.Denoiser;
import org.syrinx.api.Denoiser.BottleneckSpec;
import org.syrinx.api.Direction;
import org.syrinx.api.Directions;
import org.syrinx.api.SyrinxException;

/** Whether a direction belongs to a denoiser. */
final class Fit {
    private Fit() {}

    static boolean conditioning(Direction direction) {
        return direction.hook().hook().startsWith(Directions.CONDITIONING);
    }

    static boolean model(Direction direction, Denoiser denoiser) {
        return !direction.fingerprint().isEmpty()
                && direction.fingerprint().equals(denoiser.info().fingerprint());
    }

    /**
     * Refuses a direction whose shape is not that of the denoiser's bottleneck.
     *
     * @throws SyrinxException with the field that differs and both values
     */
    static void check(Direction direction, Denoiser denoiser) {
        if (conditioning(direction)) {
            return;
        }
        BottleneckSpec offered =
                denoiser.bottleneck()
                        .orElseThrow(
                                () ->
                                        new SyrinxException(
                                                "a denoiser whose bottleneck can be edited",
                                                "the denoiser of \""
                                                        + denoiser.info().model()
                                                        + "\" offers none",
                                                "choose another pipeline"));
        if (!offered.equals(direction.hook())) {
            throw new SyrinxException(
                    "a direction for the bottleneck " + offered,
                    "\"" + direction.name() + "\" was found at " + direction.hook(),
                    "find the direction again on this model");
        }
    }
}
