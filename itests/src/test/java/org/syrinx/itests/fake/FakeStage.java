package org.syrinx.itests.fake;

import org.syrinx.api.LatentSpec;
import org.syrinx.api.Lease;
import org.syrinx.api.Stage;
import org.syrinx.api.StageInfo;

/** What the stages of a fake model share. */
abstract class FakeStage implements Stage {
    final FakeModel model;

    FakeStage(FakeModel model) {
        this.model = model;
    }

    @Override
    public StageInfo info() {
        return model.info();
    }

    @Override
    public Lease lease() {
        return model.lease();
    }

    /** The same for all of them. */
    public LatentSpec latentSpec() {
        return FakeModel.SPEC;
    }
}
