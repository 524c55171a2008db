package org.syrinx.launcher.internal.stages;

import java.util.Optional;
import org.syrinx.api.Denoiser;
import org.syrinx.api.Encoder;
import org.syrinx.api.LatentSpace;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Role;
import org.syrinx.api.Stage;
import org.syrinx.api.StageInfo;
import org.syrinx.api.Vocoder;

/**
 * A stage that is there.
 *
 * @param role its role
 * @param info who it is
 * @param spec the latent that it makes or wants
 */
record InstalledStage(Role role, StageInfo info, LatentSpec spec) {
    /** A service as a stage with a latent, or empty: a direction finder has none. */
    static Optional<InstalledStage> of(Role role, Object service) {
        if (!(service instanceof Stage stage)) {
            return Optional.empty();
        }
        LatentSpec spec =
                switch (role) {
                    case ENCODER -> ((Encoder) stage).latentSpec();
                    case LATENTSPACE -> ((LatentSpace) stage).latentSpec();
                    case DENOISER -> ((Denoiser) stage).latentSpec();
                    case VOCODER -> ((Vocoder) stage).latentSpec();
                    default -> null;
                };
        return Optional.ofNullable(spec).map(s -> new InstalledStage(role, stage.info(), s));
    }
}
