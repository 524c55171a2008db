package org.syrinx.tck.bundles;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.ProvideModel;
import org.syrinx.api.SyrinxModel;
import org.syrinx.api.Vocoder;
import org.syrinx.tck.samples.hum.HumVocoder;

/** Starts a thread and never stops it: breaks B-8. */
@Component(service = Vocoder.class)
@ProvideModel(value = "hum", roles = "vocoder")
@SyrinxModel(model = "hum", plugin = "hum", latent = "hum")
public class LeavesAThread extends HumVocoder {
    /** Starts it. */
    @Activate
    public LeavesAThread() {
        Thread thread = new Thread(LeavesAThread::waitForEver, "left behind");
        thread.setDaemon(true);
        thread.start();
    }

    private static void waitForEver() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
