package org.syrinx.tck.bundles;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.AudioSink;
import org.syrinx.api.ProvideModel;
import org.syrinx.api.SyrinxModel;
import org.syrinx.api.Vocoder;
import org.syrinx.tck.samples.hum.HumVocoder;

/** Another vocoder after each start: breaks B-7. */
@Component(service = Vocoder.class)
@ProvideModel(value = "hum", roles = "vocoder")
@SyrinxModel(model = "hum", plugin = "hum", latent = "hum")
public class NotWhatItWas extends HumVocoder {
    private static int starts;

    private final int gain;

    /** Counts. */
    @Activate
    public NotWhatItWas() {
        gain = ++starts;
    }

    @Override
    protected void deliver(float[] sound, int chunkFrames, AudioSink sink) {
        for (int i = 0; i < sound.length; i++) {
            sound[i] *= gain;
        }
        super.deliver(sound, chunkFrames, sink);
    }
}
