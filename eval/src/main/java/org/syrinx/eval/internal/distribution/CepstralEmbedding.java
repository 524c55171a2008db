package org.syrinx.eval.internal.distribution;

import org.osgi.service.component.annotations.Component;
import org.syrinx.api.Audio;
import org.syrinx.eval.internal.spectral.CepstralStatistics;
import org.syrinx.eval.metric.Embedding;

/** Means and deviations of mel cepstra: an embedding that nobody trained. */
@Component(property = Embedding.ID + "=cepstra")
public final class CepstralEmbedding implements Embedding {
    @Override
    public String id() {
        return "cepstra";
    }

    @Override
    public String about() {
        return "Means and standard deviations of mel cepstral coefficients 1 to 13 over an"
                + " utterance, in dB: it sees colour and liveliness of the spectrum, not words,"
                + " pitch or rhythm. Nothing in it is trained.";
    }

    @Override
    public Session open() {
        return CepstralEmbedding::embed;
    }

    private static double[] embed(Audio audio) {
        return CepstralStatistics.of(audio);
    }
}
