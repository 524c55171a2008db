package org.syrinx.plugin.vits.internal;

import org.syrinx.api.LatentSpec;
import org.syrinx.api.Lease;
import org.syrinx.api.StageInfo;

/** What the stages of one loaded model have in common: they are that model. */
abstract class VitsStage {
    final LoadedVits model;

    VitsStage(LoadedVits model) {
        this.model = model;
    }

    public final StageInfo info() {
        return model.info();
    }

    public final Lease lease() {
        return model.lease();
    }

    public final LatentSpec latentSpec() {
        return model.latentSpec();
    }
}
