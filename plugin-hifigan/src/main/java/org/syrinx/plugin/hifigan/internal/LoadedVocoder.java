package org.syrinx.plugin.hifigan.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import org.syrinx.api.Backend;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Lease;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.StageInfo;
import org.syrinx.api.TensorScope;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.models.Leases;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.plugin.hifigan.internal.model.VocoderConfig;
import org.syrinx.plugin.hifigan.internal.model.VocoderNetwork;

/** A vocoder in memory. Owns the weights; thread-safe. */
final class LoadedVocoder implements AutoCloseable {
    private final Backend backend;
    private final VocoderNetwork network;
    private final StageInfo info;
    private final LatentSpec latentSpec;
    private final Leases leases;

    private LoadedVocoder(
            Backend backend, NDManager manager, VocoderNetwork network, StageInfo info) {
        this.backend = backend;
        this.network = network;
        this.info = info;
        this.latentSpec = network.config().mel().latentSpec();
        this.leases =
                new Leases(
                        info.model(),
                        () -> {
                            network.parameters().close();
                            manager.close();
                        });
    }

    /**
     * Loads a folder.
     *
     * @param folder the folder
     * @param backend the engine
     * @param device {@code auto}, {@code cpu}, {@code gpu0} ...
     * @param model name of the instance
     * @param version version of the bundle
     * @return the vocoder; the caller closes it
     * @throws ModelFormatException if the folder is not a sound vocoder; nothing stays allocated
     */
    @SuppressWarnings("try") // the scope works by being open
    static LoadedVocoder load(
            ModelFolder folder, Backend backend, String device, String model, String version) {
        VocoderConfig config = VocoderConfig.of(folder.config());
        String where = backend.resolve(device);
        NDManager manager = backend.newManager(where, "vocoder " + model);
        try (SafetensorsFile file = SafetensorsFile.open(folder.require(ModelFolder.WEIGHTS));
                TensorScope ignored = backend.scope()) {
            VocoderNetwork network =
                    new VocoderNetwork(config, ParameterSet.load(file, manager), false);
            ParameterSet set = network.parameters();
            Map<String, String> details = new LinkedHashMap<>();
            details.put("folder", folder.path().toString());
            details.put("configuration", folder.fingerprint(ModelFolder.CONFIG));
            details.put("parameters", Long.toString(set.count()));
            details.put(
                    "licence", config.licence().isEmpty() ? folder.licence() : config.licence());
            details.put("generator", config.generator());
            details.put("sampleRate", config.mel().sampleRate() + " Hz");
            if (set.nonFinite() > 0) {
                details.put("warning", set.nonFinite() + " weights are NaN or infinite");
            }
            StageInfo info =
                    new StageInfo(
                            model,
                            HifiGanFamily.ID,
                            version,
                            "sha256:" + set.fingerprint(),
                            where,
                            details);
            LoadedVocoder loaded = new LoadedVocoder(backend, manager, network, info);
            loaded.selfTest();
            return loaded;
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** A few frames of silence: a vocoder that cannot do this must not be registered. */
    @SuppressWarnings("try") // the scope works by being open
    private void selfTest() {
        try (TensorScope ignored = backend.scope()) {
            double silence = Math.log(network.config().mel().floor());
            NDArray mel =
                    Tensors.full(
                            network.parameters().manager(), silence, 1, latentSpec.channels(), 3);
            NDArray wave = network.generator().decode(mel, null);
            if (!Reductions.allFinite(wave).toBooleanArray()[0]) {
                throw new ModelFormatException(
                        "finite sound",
                        "the weights of " + info.details().get("folder") + " give NaN or infinity",
                        "Use undamaged weights.");
            }
        }
    }

    Backend backend() {
        return backend;
    }

    VocoderNetwork network() {
        return network;
    }

    StageInfo info() {
        return info;
    }

    LatentSpec latentSpec() {
        return latentSpec;
    }

    Lease lease() {
        return leases.lease();
    }

    /** Frees the weights, as soon as nobody holds a lease. Idempotent. */
    @Override
    public void close() {
        leases.close();
    }
}
