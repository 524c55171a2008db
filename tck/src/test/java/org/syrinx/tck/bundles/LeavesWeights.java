package org.syrinx.tck.bundles;

import ai.djl.ndarray.types.Shape;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.ProvideModel;
import org.syrinx.api.SyrinxModel;
import org.syrinx.api.Vocoder;
import org.syrinx.engine.Operators;
import org.syrinx.tck.samples.hum.HumVocoder;

/** Never frees its weights, a megabyte: breaks B-9. */
@Component(service = Vocoder.class)
@ProvideModel(value = "hum", roles = "vocoder")
@SyrinxModel(model = "hum", plugin = "hum", latent = "hum")
public class LeavesWeights extends HumVocoder {
    /** Loads. */
    @Activate
    public LeavesWeights() {
        Operators.engine().newBaseManager().zeros(new Shape(262_144));
    }
}
