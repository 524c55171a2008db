package org.syrinx.tck.bundles;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.syrinx.api.AudioSink;
import org.syrinx.api.ProvideModel;
import org.syrinx.api.SyrinxModel;
import org.syrinx.api.Vocoder;
import org.syrinx.tck.samples.hum.HumVocoder;

/** Frees what it needs when it is stopped, leases or not: breaks B-6. */
@Component(service = Vocoder.class)
@ProvideModel(value = "hum", roles = "vocoder")
@SyrinxModel(model = "hum", plugin = "hum", latent = "hum")
public class FreesUnderALease extends HumVocoder {
    private volatile boolean freed;

    @Deactivate
    void close() {
        freed = true;
    }

    @Override
    protected void deliver(float[] sound, int chunkFrames, AudioSink sink) {
        if (freed) {
            throw new IllegalStateException("the memory has been freed");
        }
        super.deliver(sound, chunkFrames, sink);
    }
}
