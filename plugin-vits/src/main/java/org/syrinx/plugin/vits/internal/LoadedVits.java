package org.syrinx.plugin.vits.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.syrinx.api.Backend;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Lease;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.TensorScope;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.models.Leases;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.nn.params.Fingerprint;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.plugin.vits.internal.model.VitsConfig;
import org.syrinx.plugin.vits.internal.model.VitsNetwork;
import org.syrinx.plugin.vits.internal.text.Tokenizer;

/** A model in memory: what its stages share. Owns the weights; thread-safe. */
final class LoadedVits implements AutoCloseable {
    private final Backend backend;
    private final VitsNetwork network;
    private final Tokenizer tokenizer;
    private final FrontEnds frontEnds;
    private final StageInfo info;
    private final LatentSpec latentSpec;
    private final Leases leases;

    private LoadedVits(
            Backend backend,
            NDManager manager,
            VitsNetwork network,
            Tokenizer tokenizer,
            FrontEnds frontEnds,
            StageInfo info,
            Fingerprint weights) {
        this.backend = backend;
        this.network = network;
        this.tokenizer = tokenizer;
        this.frontEnds = frontEnds;
        this.info = info;
        this.leases =
                new Leases(
                        info.model(),
                        () -> {
                            network.parameters().close();
                            manager.close();
                        });
        VitsConfig c = network.config();
        // all weights but the decoder's define the latent: a decoder that was trained further on
        // the
        // same latent still fits
        String latent = weights.of(name -> !name.startsWith("decoder.")).substring(0, 16);
        this.latentSpec =
                LatentSpec.of("vits.z", c.flowSize(), c.samplingRate(), c.hop())
                        .with("weights", latent);
    }

    /**
     * How an instance calls itself.
     *
     * @param model its name
     * @param version version of the bundle
     */
    record Identity(String model, String version) {}

    /**
     * Loads a folder.
     *
     * @param folder the folder
     * @param backend the engine
     * @param device {@code auto}, {@code cpu}, {@code gpu0} ...
     * @param identity who the instance is
     * @param front front ends for tokenizers
     * @return the model; the caller closes it
     * @throws ModelFormatException if the folder is not a sound VITS model; nothing stays allocated
     * @throws SyrinxException if the device is not there
     */
    @SuppressWarnings("try") // the scope works by being open
    static LoadedVits load(
            ModelFolder folder,
            Backend backend,
            String device,
            Identity identity,
            FrontEnds front) {
        VitsConfig config = VitsConfig.of(folder);
        Tokenizer tokenizer = front.tokenizer(folder, config);
        String where = backend.resolve(device);
        NDManager manager = backend.newManager(where, "vits " + identity.model);
        try (SafetensorsFile file = SafetensorsFile.open(folder.require(ModelFolder.WEIGHTS));
                TensorScope ignored = backend.scope()) {
            VitsNetwork network =
                    new VitsNetwork(
                            config, ParameterSet.load(file, manager), VitsNetwork.Parts.INFERENCE);
            ParameterSet set = network.parameters();
            Map<String, String> details = new LinkedHashMap<>();
            details.put("folder", folder.path().toString());
            details.put("configuration", folder.fingerprint(ModelFolder.CONFIG));
            details.put("parameters", Long.toString(set.count()));
            details.put("licence", Licence.of(folder, config));
            details.put(
                    "decoder", config.decoder().kind().name().toLowerCase(java.util.Locale.ROOT));
            details.put("sampleRate", config.samplingRate() + " Hz");
            if (set.nonFinite() > 0) {
                details.put("warning", set.nonFinite() + " weights are NaN or infinite");
            }
            Fingerprint weights = set.fingerprints();
            StageInfo info =
                    new StageInfo(
                            identity.model,
                            VitsFamily.ID,
                            identity.version,
                            "sha256:" + weights.all(),
                            where,
                            details);
            LoadedVits model =
                    new LoadedVits(backend, manager, network, tokenizer, front, info, weights);
            model.selfTest();
            return model;
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /**
     * One token through every part that speaks: a model that cannot do this must not be registered.
     */
    @SuppressWarnings("try") // the scope works by being open
    private void selfTest() {
        try (TensorScope ignored = backend.scope()) {
            int speaker = config().multiSpeaker() ? 0 : -1;
            Synthesis.Trace t =
                    Synthesis.run(
                            network,
                            new Synthesis.Request(new long[] {0}, speaker, 0, 0, 1e-3),
                            NoiseSource.seeded(0));
            NDArray wave = network.decoder().decode(t.z(), t.speaker());
            if (!Reductions.allFinite(wave).toBooleanArray()[0]) {
                throw new ModelFormatException(
                        "finite sound",
                        "the weights of " + info.details().get("folder") + " give NaN or infinity",
                        "Use undamaged weights.");
            }
        }
    }

    /** The engine. */
    Backend backend() {
        return backend;
    }

    /** The network. */
    VitsNetwork network() {
        return network;
    }

    /** The configuration. */
    VitsConfig config() {
        return network.config();
    }

    /** Text to ids. */
    Tokenizer tokenizer() {
        return tokenizer;
    }

    /** Text processing beyond the model's own files. */
    FrontEnds frontEnds() {
        return frontEnds;
    }

    /** Who it is. */
    StageInfo info() {
        return info;
    }

    /** The meaning of its latent, which names the weights. */
    LatentSpec latentSpec() {
        return latentSpec;
    }

    /** The names of its speakers: the model's own, or numbers; empty for a single speaker. */
    List<String> speakers() {
        VitsConfig.Speakers s = config().speakers();
        if (!config().multiSpeaker()) {
            return List.of();
        }
        return s.names().isEmpty()
                ? IntStream.range(0, s.count()).mapToObj(Integer::toString).toList()
                : s.names();
    }

    /**
     * Finds a speaker.
     *
     * @param wanted a name, or a number from 0
     * @return its row
     * @throws SyrinxException if there is none; the message lists the speakers
     */
    int speaker(String wanted) {
        List<String> names = speakers();
        int at = names.indexOf(wanted);
        if (at < 0 && wanted.matches("[0-9]{1,9}") && Integer.parseInt(wanted) < names.size()) {
            at = Integer.parseInt(wanted);
        }
        if (at < 0) {
            throw new SyrinxException(
                    names.isEmpty()
                            ? "no speaker: " + info.model() + " has a single one"
                            : "one of the speakers of " + info.model() + ": " + listed(names),
                    "the speaker \"" + wanted + "\"",
                    names.isEmpty() ? "Leave the speaker out." : "Choose one of them.");
        }
        return at;
    }

    private static String listed(List<String> names) {
        int shown = 20;
        String list = String.join(", ", names.subList(0, Math.min(shown, names.size())));
        return names.size() > shown ? list + " ... (" + names.size() + " in all)" : list;
    }

    /**
     * Keeps the weights until the lease is closed.
     *
     * @return the lease
     * @throws SyrinxException if the model has been closed
     */
    Lease lease() {
        return leases.lease();
    }

    /** Frees the weights, as soon as nobody holds a lease. Idempotent. */
    @Override
    public void close() {
        leases.close();
    }
}
