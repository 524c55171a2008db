package org.syrinx.itests.melvoice;

import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.syrinx.api.Encoder;
import org.syrinx.api.LatentSpace;
import org.syrinx.api.SyrinxModel;
import org.syrinx.api.Vocoder;

/**
 * A small bundle that the tests install: an encoder whose latent is a mel spectrogram, and a
 * vocoder of mel spectrograms, so that there is something to swap. Wants the model mel-16k to be
 * loaded.
 */
public final class MelVoiceActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) throws InvalidSyntaxException {
        LatentSpace space =
                context
                        .getServiceReferences(
                                LatentSpace.class, "(" + SyrinxModel.MODEL + "=mel-16k)")
                        .stream()
                        .findFirst()
                        .map(context::getService)
                        .orElseThrow();
        context.registerService(Encoder.class, new ToneEncoder(space), properties("tone"));
        context.registerService(Vocoder.class, new BuzzVocoder(space), properties("buzz"));
    }

    private static Dictionary<String, Object> properties(String model) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(SyrinxModel.MODEL, model);
        properties.put(SyrinxModel.PLUGIN, "test");
        properties.put(SyrinxModel.LATENT, "mel");
        return properties;
    }

    @Override
    public void stop(BundleContext context) {
        // the framework unregisters the services
    }
}
