package org.syrinx.eval.speaker.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.syrinx.api.Audio;
import org.syrinx.api.Backend;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.TensorScope;
import org.syrinx.audio.dsp.Resampler;
import org.syrinx.eval.metric.Embedding;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.safetensors.SafetensorsFile;

/** A speaker encoder in memory. Owns its weights; used on one thread. */
final class SpeakerModel implements Embedding.Session {
    private final Backend backend;
    private final NDManager manager;
    private final SpeakerNetwork network;

    private SpeakerModel(Backend backend, NDManager manager, SpeakerNetwork network) {
        this.backend = backend;
        this.manager = manager;
        this.network = network;
    }

    /**
     * Loads a folder, on the CPU: the network is so small that a GPU gains nothing.
     *
     * @param folder with {@code config.json} and {@code model.safetensors}
     * @throws ModelFormatException if it is not a sound speaker encoder; nothing stays allocated
     */
    @SuppressWarnings("try") // the scope works by being open
    static SpeakerModel load(Path folder, Backend backend) {
        SpeakerConfig config = SpeakerConfig.read(folder);
        NDManager manager = backend.newManager("cpu", "speaker encoder");
        try (SafetensorsFile file = SafetensorsFile.open(folder.resolve("model.safetensors"));
                TensorScope ignored = backend.scope()) {
            ParameterSet set = ParameterSet.load(file, manager);
            SpeakerNetwork network = new SpeakerNetwork(config, set.root());
            set.finish();
            if (set.nonFinite() > 0) {
                throw new ModelFormatException(
                        "finite weights",
                        set.nonFinite() + " weights of " + folder + " are NaN or infinite",
                        "Train the encoder again.");
            }
            return new SpeakerModel(backend, manager, network);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    @Override
    @SuppressWarnings("try") // the scope works by being open
    public double[] embed(Audio audio) {
        float[][] frames =
                SpeakerFeatures.of(Resampler.resample(audio, SpeakerFeatures.RATE).samples());
        if (frames.length == 0) {
            return new double[0];
        }
        float[] flat = new float[frames.length * SpeakerFeatures.BANDS];
        SpeakerFeatures.transpose(frames, FloatBuffer.wrap(flat));
        try (TensorScope ignored = backend.scope()) {
            NDArray mel = Tensors.of(manager, flat, 1, SpeakerFeatures.BANDS, frames.length);
            float[] e = network.apply(mel).toFloatArray();
            double[] out = new double[e.length];
            for (int i = 0; i < e.length; i++) {
                out[i] = e[i];
            }
            return out;
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
