package org.syrinx.plugin.gradtts.internal;

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
import org.syrinx.api.Progress;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.TensorScope;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.models.Leases;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.plugin.gradtts.internal.model.GradTtsConfig;
import org.syrinx.plugin.gradtts.internal.model.GradTtsNetwork;
import org.syrinx.plugin.gradtts.internal.model.Samplers;
import org.syrinx.plugin.gradtts.internal.text.Tokenizer;

/** A model in memory: what its stages share. Owns the weights; thread-safe. */
final class LoadedGradTts implements AutoCloseable {
    /** Between a speaker and a style in the name of a row. */
    private static final String STYLE = ":";

    private static final int LISTED = 20;

    private final Backend backend;
    private final GradTtsNetwork network;
    private final Tokenizer tokenizer;
    private final StageInfo info;
    private final LatentSpec latentSpec;
    private final List<String> rows;
    private final Leases leases;

    private LoadedGradTts(
            Backend backend,
            NDManager manager,
            GradTtsNetwork network,
            Tokenizer tokenizer,
            StageInfo info) {
        this.backend = backend;
        this.network = network;
        this.tokenizer = tokenizer;
        this.info = info;
        this.latentSpec = MelSpecs.latentSpec(network.config());
        GradTtsConfig.Speakers s = network.config().speakers();
        this.rows =
                !network.config().multiSpeaker()
                        ? List.of()
                        : s.names().isEmpty()
                                ? IntStream.range(0, s.count()).mapToObj(Integer::toString).toList()
                                : s.names();
        this.leases =
                new Leases(
                        info.model(),
                        () -> {
                            network.parameters().close();
                            manager.close();
                        });
    }

    /**
     * How an instance calls itself.
     *
     * @param model its name
     * @param version version of the bundle
     */
    record Identity(String model, String version) {}

    /** Makes the tokenizer of a model, when its configuration has been read. */
    interface Tokenizers {
        Tokenizer of(ModelFolder folder, GradTtsConfig config);
    }

    /**
     * Loads a folder.
     *
     * @param folder the folder
     * @param backend the engine
     * @param device {@code auto}, {@code cpu}, {@code gpu0} ...
     * @param identity who the instance is
     * @param tokenizers makes the tokenizer
     * @return the model; the caller closes it
     * @throws ModelFormatException if the folder is not a sound model; nothing stays allocated
     * @throws SyrinxException if the device is not there
     */
    @SuppressWarnings("try") // the scope works by being open
    static LoadedGradTts load(
            ModelFolder folder,
            Backend backend,
            String device,
            Identity identity,
            Tokenizers tokenizers) {
        GradTtsConfig config = GradTtsConfig.of(folder.config());
        Tokenizer tokenizer = tokenizers.of(folder, config);
        String where = backend.resolve(device);
        NDManager manager = backend.newManager(where, "gradtts " + identity.model);
        try (SafetensorsFile file = SafetensorsFile.open(folder.require(ModelFolder.WEIGHTS));
                TensorScope ignored = backend.scope()) {
            GradTtsNetwork network = new GradTtsNetwork(config, ParameterSet.load(file, manager));
            StageInfo info =
                    new StageInfo(
                            identity.model,
                            GradTtsFamily.ID,
                            identity.version,
                            "sha256:" + network.parameters().fingerprint(),
                            where,
                            details(folder, network));
            LoadedGradTts model = new LoadedGradTts(backend, manager, network, tokenizer, info);
            model.selfTest();
            return model;
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    private static Map<String, String> details(ModelFolder folder, GradTtsNetwork network) {
        GradTtsConfig config = network.config();
        ParameterSet set = network.parameters();
        Map<String, String> details = new LinkedHashMap<>();
        details.put("folder", folder.path().toString());
        details.put("configuration", folder.fingerprint(ModelFolder.CONFIG));
        details.put("parameters", Long.toString(set.count()));
        String licence = config.voice().licence();
        details.put("licence", licence.isEmpty() ? folder.licence() : licence);
        details.put("sampleRate", config.samplingRate() + " Hz");
        details.put("steps", Integer.toString(config.defaults().steps()));
        details.put("temperature", Double.toString(1 / config.defaults().tau()));
        details.put("peScale", Double.toString(config.decoder().peScale()));
        details.put("sampler", config.defaults().sampler());
        details.put(
                "encoderSpeakerConditioning",
                Boolean.toString(config.encoderSpeakerConditioning()));
        if (set.nonFinite() > 0) {
            details.put("warning", set.nonFinite() + " weights are NaN or infinite");
        }
        return details;
    }

    /**
     * One token through every part: a model that cannot do this must not be registered. It is
     * spoken at a thousandth of its duration, which is a frame.
     */
    @SuppressWarnings("try") // the scope works by being open
    private void selfTest() {
        try (TensorScope ignored = backend.scope()) {
            Synthesis.Encoded e = Synthesis.encode(network, new long[] {0}, 0, 1e-3);
            Synthesis.Walk walk =
                    new Synthesis.Walk(
                            Samplers.named(config().defaults().sampler()),
                            1,
                            0,
                            NoiseSource.seeded(0));
            NDArray mel =
                    Synthesis.bind(network, e.mu(), e.speaker(), walk, null)
                            .run(config(), walk, Progress.NONE);
            if (!Reductions.allFinite(mel).toBooleanArray()[0]) {
                throw new ModelFormatException(
                        "a finite mel",
                        "the weights of " + info.details().get("folder") + " give NaN or infinity",
                        "Use undamaged weights.");
            }
        }
    }

    Backend backend() {
        return backend;
    }

    GradTtsNetwork network() {
        return network;
    }

    GradTtsConfig config() {
        return network.config();
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    StageInfo info() {
        return info;
    }

    LatentSpec latentSpec() {
        return latentSpec;
    }

    /** The voices, without the rows of their styles. */
    List<String> speakers() {
        return rows.stream().filter(r -> !r.contains(STYLE)).toList();
    }

    /** The name of a row of the speaker table. */
    String row(int index) {
        return rows.get(index);
    }

    /**
     * Finds a row of the speaker table.
     *
     * @param wanted a speaker, or {@code speaker:style}, or a number from 0; null for the first
     * @param style a style that the speaker has, or null
     * @return the row
     * @throws SyrinxException if there is none; the message lists what there is
     */
    int row(String wanted, String style) {
        if (rows.isEmpty()) {
            if (wanted != null || style != null) {
                throw new SyrinxException(
                        "no speaker and no style: " + info.model() + " has a single voice",
                        wanted != null ? "the speaker \"" + wanted + "\"" : "\"" + style + "\"",
                        "Leave it out.");
            }
            return 0;
        }
        String speaker = wanted != null ? wanted : rows.get(0);
        String name = style == null || style.equals("neutral") ? speaker : speaker + STYLE + style;
        int at = rows.indexOf(name);
        if (at < 0 && name.matches("[0-9]{1,9}") && Integer.parseInt(name) < rows.size()) {
            at = Integer.parseInt(name);
        }
        if (at < 0) {
            throw new SyrinxException(
                    "one of the voices of " + info.model() + ": " + listed(),
                    "\"" + name + "\"",
                    "Choose one of them; what follows the colon is a style.");
        }
        return at;
    }

    private String listed() {
        String list = String.join(", ", rows.subList(0, Math.min(LISTED, rows.size())));
        return rows.size() > LISTED ? list + " ... (" + rows.size() + " in all)" : list;
    }

    /** Keeps the weights until the lease is closed. */
    Lease lease() {
        return leases.lease();
    }

    /** Frees the weights, as soon as nobody holds a lease. Idempotent. */
    @Override
    public void close() {
        leases.close();
    }
}
