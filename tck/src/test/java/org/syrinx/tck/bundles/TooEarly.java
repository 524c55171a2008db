package org.syrinx.tck.bundles;

import org.osgi.service.component.annotations.Component;
import org.syrinx.api.AudioSink;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Latent;
import org.syrinx.api.Progress;
import org.syrinx.api.ProvideModel;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.SyrinxModel;
import org.syrinx.api.Vocoder;
import org.syrinx.tck.samples.hum.HumVocoder;

/** Loads while it is registered already: breaks B-5. */
@Component(service = Vocoder.class)
@ProvideModel(value = "hum", roles = "vocoder")
@SyrinxModel(model = "hum", plugin = "hum", latent = "hum")
public class TooEarly extends HumVocoder {
    private final long ready = System.nanoTime() + 500_000_000L;

    @Override
    public void decode(Latent latent, Conditioning c, DecodeOptions o, AudioSink s, Progress p) {
        if (System.nanoTime() < ready) {
            throw new SyrinxException("a model that is loaded", "it is loading", "Wait.");
        }
        super.decode(latent, c, o, s, p);
    }
}
