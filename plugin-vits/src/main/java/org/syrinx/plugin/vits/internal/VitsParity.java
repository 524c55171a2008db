package org.syrinx.plugin.vits.internal;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.syrinx.api.Backend;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.ParityCheck;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.TensorScope;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.nn.models.ParityTable;
import org.syrinx.nn.models.RecordedNoise;
import org.syrinx.nn.models.Tolerance;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.text.FrontEnd;
import org.syrinx.text.phonemes.EspeakPhonemizer;

/**
 * Compares a model with the tensors that Hugging Face's {@code VitsModel} computed. A case is a
 * model folder with {@code case.json} ({@code text}, {@code speaker_id}) and {@code
 * expected.safetensors}: ids, text_hidden, prior_means, prior_log_stds, log_duration, z_prior, z,
 * waveform, waveform_no_noise, and the recorded noise_dp and noise_prior.
 */
@Component(service = ParityCheck.class)
public final class VitsParity implements ParityCheck {
    /** What the run with recorded noise computes. */
    static final List<String> WITH_NOISE =
            List.of(
                    "text_hidden",
                    "prior_means",
                    "prior_log_stds",
                    "log_duration",
                    "z_prior",
                    "z",
                    "waveform");

    /** Through text encoder and duration predictor; spec 6.4, as the others. */
    private static final Tolerance TEXT = new Tolerance(1e-6, 5e-6, "5e-6 max|ref| + 1e-6");

    /** Latents. */
    private static final Tolerance LATENT = new Tolerance(0, 1e-5, "1e-5 max|ref|");

    /** Sound. */
    private static final Tolerance WAVEFORM = new Tolerance(1e-5, 0, "1e-5 absolute");

    private static final String CASE = "case.json";
    private static final String EXPECTED = "expected.safetensors";
    private static final int STEPS = 4;

    private final Backend backend;
    private final FrontEnds frontEnds;

    /** Takes what loading a model needs. */
    @Activate
    public VitsParity(
            @Reference Backend backend,
            @Reference(target = "(" + FrontEnd.LANGUAGE + "=en-us)", scope = ReferenceScope.BUNDLE)
                    ComponentServiceObjects<FrontEnd> english) {
        this(
                backend,
                new FrontEnds(
                        FrontEnds.once(english::getService),
                        text -> new EspeakPhonemizer("en-us").phonemize(text)));
    }

    VitsParity(Backend backend, FrontEnds frontEnds) {
        this.backend = backend;
        this.frontEnds = frontEnds;
    }

    @Override
    public String id() {
        return VitsFamily.ID;
    }

    @Override
    public boolean accepts(Path folder) {
        try {
            ModelFolder files = ModelFolder.open(folder);
            return files.find(CASE).isPresent()
                    && files.json(ModelFolder.CONFIG)
                            .filter(c -> "vits".equals(c.get("model_type")))
                            .isPresent();
        } catch (ModelFormatException e) {
            // not a folder of JSON files, so not one of this family
            return false;
        }
    }

    @Override
    public Report check(Path folder, Progress progress) {
        ModelFolder files = ModelFolder.open(folder);
        files.require(CASE);
        Case input = Case.of(files.json(CASE).orElseThrow(), folder.resolve(CASE).toString());
        progress.step("loading", 0, STEPS);
        LoadedVits.Identity identity = new LoadedVits.Identity("parity", "");
        try (SafetensorsFile expected = SafetensorsFile.open(files.require(EXPECTED));
                LoadedVits model = LoadedVits.load(files, backend, "cpu", identity, frontEnds)) {
            ParityTable table = new ParityTable(expected);
            progress.step("reading text", 1, STEPS);
            long[] ids = ids(model, input, table, expected);
            progress.step("comparing", 2, STEPS);
            compare(model, input, ids, expected, table);
            progress.step("comparing without noise", 3, STEPS);
            compareQuiet(model, input, ids, table);
            progress.step("comparing", STEPS, STEPS);
            return new Report(VitsFamily.ID, table.finish());
        }
    }

    /** The recorded ids are the input of all that follows, so that one fault shows in one row. */
    private static long[] ids(
            LoadedVits model, Case input, ParityTable table, SafetensorsFile expected) {
        long[] own = null;
        String fault = "";
        try {
            own = model.tokenizer().tokenize(input.text()).ids();
        } catch (SyrinxException e) {
            fault = e.getMessage();
        }
        table.ids("ids", own, fault);
        if (expected.has("ids")) {
            return expected.longs("ids");
        }
        if (own == null) {
            throw new SyrinxException(
                    "token ids, recorded or from the text",
                    "the case records none and its text cannot be tokenized: " + fault,
                    "Record the tensor \"ids\".");
        }
        return own;
    }

    @SuppressWarnings("try") // the scope works by being open
    private void compare(
            LoadedVits model, Case input, long[] ids, SafetensorsFile expected, ParityTable table) {
        Map<String, float[]> noise = new HashMap<>();
        if (model.network().durationPredictor().wantsNoise()) {
            table.input("noise_dp", v -> noise.put(Synthesis.DURATION_NOISE, v));
        }
        table.input("noise_prior", v -> noise.put(Synthesis.PRIOR_NOISE, v));
        try (TensorScope ignored = backend.scope()) {
            Synthesis.Trace t = run(model, input, ids, new RecordedNoise(noise), table);
            if (t == null) {
                return;
            }
            // the reference keeps hidden states and prior as (B, N, C)
            table.values("text_hidden", Shapes.transpose(t.text().hidden(), 1, 2), TEXT);
            table.values("prior_means", Shapes.transpose(t.text().means(), 1, 2), TEXT);
            table.values("prior_log_stds", Shapes.transpose(t.text().logStds(), 1, 2), TEXT);
            table.values("log_duration", t.logDurations(), TEXT);
            table.values("z_prior", t.zPrior(), LATENT);
            table.values("z", t.z(), LATENT);
            table.values("waveform", waveform(model, t), WAVEFORM);
        }
    }

    private static Synthesis.Trace run(
            LoadedVits model, Case input, long[] ids, NoiseSource noise, ParityTable table) {
        var d = model.config().defaults();
        try {
            return Synthesis.run(
                    model.network(),
                    new Synthesis.Request(
                            ids,
                            input.speaker(),
                            d.noiseScale(),
                            d.noiseScaleDuration(),
                            1 / d.speakingRate()),
                    noise);
        } catch (SyrinxException e) {
            for (String name : WITH_NOISE) {
                table.failed(name, e.getMessage());
            }
            return null;
        }
    }

    @SuppressWarnings("try") // the scope works by being open
    private void compareQuiet(LoadedVits model, Case input, long[] ids, ParityTable table) {
        try (TensorScope ignored = backend.scope()) {
            Synthesis.Request request =
                    new Synthesis.Request(
                            ids,
                            input.speaker(),
                            0,
                            0,
                            1 / model.config().defaults().speakingRate());
            Synthesis.Trace t =
                    Synthesis.run(model.network(), request, new RecordedNoise(Map.of()));
            table.values("waveform_no_noise", waveform(model, t), WAVEFORM);
        }
    }

    /** (1, S). */
    private static NDArray waveform(LoadedVits model, Synthesis.Trace t) {
        return Shapes.squeeze(model.network().decoder().decode(t.z(), t.speaker()), 1);
    }

    /**
     * {@code case.json}.
     *
     * @param text what is said
     * @param speaker row of the speaker table, or -1
     */
    private record Case(String text, int speaker) {
        static Case of(Map<String, Object> json, String source) {
            Object speaker = json.get("speaker_id");
            if (!(json.get("text") instanceof String text)
                    || !(speaker == null || speaker instanceof Integer)) {
                throw new ModelFormatException(
                        "\"text\", and \"speaker_id\" as a whole number or null, in " + source,
                        "found " + json,
                        "Correct the case.");
            }
            return new Case(text, speaker == null ? -1 : (Integer) speaker);
        }
    }
}
