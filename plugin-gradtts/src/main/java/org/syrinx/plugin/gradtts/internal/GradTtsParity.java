package org.syrinx.plugin.gradtts.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.syrinx.api.Backend;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.ParityCheck;
import org.syrinx.api.Predictor;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.TensorScope;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.Types;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.models.JsonFields;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.nn.models.ParityTable;
import org.syrinx.nn.models.RecordedNoise;
import org.syrinx.nn.models.Tolerance;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.plugin.gradtts.internal.model.GradTtsConfig;
import org.syrinx.plugin.gradtts.internal.model.GradTtsNetwork;
import org.syrinx.plugin.gradtts.internal.model.Samplers;

/**
 * Compares a model with the tensors that the authors' code computed. A case is a model folder with
 * {@code case.json} ({@code steps}, {@code temperature}, {@code length_scale}, {@code speaker_id},
 * {@code sampler}) and {@code expected.safetensors}: ids, mu_text, log_duration, alignment, mu_y,
 * at every step the state before it ({@code x_steps}), the score and the bottleneck behind {@code
 * mid_block2}, the mel, and the recorded noise.
 */
@Component(service = ParityCheck.class)
public final class GradTtsParity implements ParityCheck {
    /** Names of what is compared. */
    static final List<String> COMPARED =
            List.of(
                    "mu_text",
                    "log_duration",
                    "alignment",
                    "mu_y",
                    "x_steps",
                    "score_steps",
                    "h_steps",
                    "mel");

    private static final String CASE = "case.json";
    private static final String EXPECTED = "expected.safetensors";
    private static final Tolerance TOLERANCE = Tolerance.relative(1e-4);
    private static final int STAGES = 3;

    private final Backend backend;

    /** Takes the engine. */
    @Activate
    public GradTtsParity(@Reference Backend backend) {
        this.backend = backend;
    }

    @Override
    public String id() {
        return GradTtsFamily.ID;
    }

    @Override
    public boolean accepts(Path folder) {
        try {
            ModelFolder files = ModelFolder.open(folder);
            if (files.find(CASE).isEmpty() || files.find(ModelFolder.CONFIG).isEmpty()) {
                return false;
            }
            GradTtsConfig.of(files.config());
            return true;
        } catch (ModelFormatException e) {
            // another family's configuration, or none at all
            return false;
        }
    }

    @Override
    public Report check(Path folder, Progress progress) {
        ModelFolder files = ModelFolder.open(folder);
        GradTtsConfig config = GradTtsConfig.of(files.config());
        Case input =
                Case.of(new JsonFields(files.json(CASE).orElseThrow(), files.require(CASE) + ""));
        progress.step("loading", 0, STAGES);
        // random weights can be ill-conditioned: there the reference itself moves by 1.5e-4 when it
        // sums on two threads, so sums are taken in the order of one
        int threads = backend.threads();
        backend.setThreads(1);
        try (SafetensorsFile expected = SafetensorsFile.open(files.require(EXPECTED));
                SafetensorsFile weights = SafetensorsFile.open(files.require(ModelFolder.WEIGHTS));
                ParameterSet set =
                        ParameterSet.load(weights, backend.newManager("cpu", "parity"))) {
            GradTtsNetwork network = new GradTtsNetwork(config, set);
            ParityTable table = new ParityTable(expected);
            progress.step("comparing", 1, STAGES);
            if (!expected.has("ids")) {
                throw new SyrinxException(
                        "recorded token ids",
                        "the case records none",
                        "Record the tensor \"ids\".");
            }
            long[] ids = expected.longs("ids");
            table.ids("ids", ids, "");
            compare(network, input, ids, expected, table);
            progress.step("comparing", STAGES, STAGES);
            return new Report(GradTtsFamily.ID, table.finish());
        } finally {
            backend.setThreads(threads);
        }
    }

    @SuppressWarnings("try") // the scope works by being open
    private void compare(
            GradTtsNetwork network,
            Case input,
            long[] ids,
            SafetensorsFile expected,
            ParityTable table) {
        try (TensorScope ignored = backend.scope()) {
            Synthesis.Encoded e = Synthesis.encode(network, ids, input.speaker, input.lengthScale);
            table.values("mu_text", e.text().means(), TOLERANCE);
            table.values("log_duration", e.logDurations(), TOLERANCE);
            int padded = GradTtsNetwork.padded(e.alignment().frames());
            float[] path = e.alignment().matrix(padded);
            NDArray matrix = Tensors.of(e.mu().getManager(), path, 1, ids.length, padded);
            table.values("alignment", matrix, Tolerance.EXACT);

            Map<String, float[]> noise = new HashMap<>();
            table.input("noise", v -> noise.put(Synthesis.NOISE, v));
            for (int i = 0; i < input.steps && input.sampler.equals("euler-sde"); i++) {
                int step = i;
                table.input("noise_" + i, v -> noise.put("step." + step, v));
            }
            Synthesis.Walk walk =
                    new Synthesis.Walk(
                            Samplers.named(input.sampler),
                            input.steps,
                            1 / input.temperature,
                            new RecordedNoise(noise));
            try {
                table.values("mu_y", e.mu(), TOLERANCE);
                walk(network, e, walk, table);
                steps(network, e, walk, expected, table);
            } catch (SyrinxException fault) {
                for (String name : COMPARED.subList(COMPARED.indexOf("mu_y"), COMPARED.size())) {
                    table.failed(name, fault.getMessage());
                }
            }
        }
    }

    /** The whole walk on its own. A sampler frees what a step made, so states are copied out. */
    private static void walk(
            GradTtsNetwork network, Synthesis.Encoded e, Synthesis.Walk walk, ParityTable table) {
        Synthesis.Bound bound = Synthesis.bind(network, e.mu(), e.speaker(), walk, null);
        List<NDArray> states = new ArrayList<>();
        Predictor recording =
                new Predictor() {
                    @Override
                    public Kind kind() {
                        return bound.predictor().kind();
                    }

                    @Override
                    public NDArray predict(NDArray x, double time, int step) {
                        NDArray state = Types.copy(Shapes.squeeze(x, 0));
                        NDScope.unregister(state);
                        states.add(state);
                        return bound.predictor().predict(x, time, step);
                    }
                };
        Synthesis.Bound recorded =
                new Synthesis.Bound(
                        recording, bound.start(), bound.mu(), bound.mask(), bound.frames());
        NDArray mel = recorded.run(network.config(), walk, Progress.NONE);
        try {
            table.values("x_steps", Shapes.stack(states, 0), TOLERANCE);
        } finally {
            states.forEach(NDArray::close);
        }
        table.values("mel", Shapes.narrow(mel, 2, 0, bound.frames()), TOLERANCE);
    }

    /**
     * The network at each recorded state and mean: at its own states a badly conditioned network
     * would amplify the rounding of the walk, and one fault would show in every later row. Random
     * weights amplify the rounding within the network too: there exact arithmetic is up to 1e-4
     * from what the authors' code recorded, and so is their code on another machine. So operators
     * come one by one in the authors' order here, as they do where gradients are recorded; the walk
     * above is computed as in use.
     */
    @SuppressWarnings("try") // the guard works by being open
    private static void steps(
            GradTtsNetwork network,
            Synthesis.Encoded e,
            Synthesis.Walk walk,
            SafetensorsFile expected,
            ParityTable table) {
        List<NDArray> h = new ArrayList<>();
        long[] frames = e.mu().getShape().getShape();
        boolean meant =
                expected.has("mu_y") && Arrays.equals(expected.info("mu_y").dimensions(), frames);
        NDArray mu =
                meant ? Tensors.of(e.mu().getManager(), expected.floats("mu_y"), frames) : e.mu();
        Synthesis.Bound bound =
                Synthesis.bind(
                        network,
                        mu,
                        e.speaker(),
                        walk,
                        (activation, mask, rest, step, time) -> {
                            h.add(Shapes.squeeze(activation, 0));
                            return activation;
                        });
        long bands = network.config().bands();
        long padded = bound.mu().getShape().get(2);
        long[] shape = {walk.steps(), bands, padded};
        if (!expected.has("x_steps")
                || !Arrays.equals(expected.info("x_steps").dimensions(), shape)) {
            String reason = "Needs \"x_steps\" of the shape " + Arrays.toString(shape) + ".";
            table.failed("score_steps", reason);
            table.failed("h_steps", reason);
            return;
        }
        float[] states = expected.floats("x_steps");
        int size = Math.toIntExact(bands * padded);
        List<NDArray> scores = new ArrayList<>();
        for (int i = 0; i < walk.steps(); i++) {
            float[] state = Arrays.copyOfRange(states, i * size, (i + 1) * size);
            NDArray x = Tensors.of(bound.mu().getManager(), state, 1, bands, padded);
            double time = 1 - (i + 0.5) / walk.steps();
            try (Autograd.Guard ignored = Autograd.grad()) {
                scores.add(Shapes.squeeze(bound.predictor().predict(x, time, i), 0));
            }
        }
        table.values("score_steps", Shapes.stack(scores, 0), TOLERANCE);
        table.values("h_steps", Shapes.stack(h, 0), TOLERANCE);
    }

    /**
     * {@code case.json}.
     *
     * @param steps of the sampler
     * @param temperature tau, which divides the noise
     * @param lengthScale factor on durations
     * @param speaker row of the speaker table
     * @param sampler its id
     */
    private record Case(
            int steps, double temperature, double lengthScale, int speaker, String sampler) {
        static Case of(JsonFields f) {
            return new Case(
                    f.integer("steps", 10, 1, 10_000),
                    f.number("temperature", 1.5, 1e-3, 1e6),
                    f.number("length_scale", 1, 1e-2, 1e2),
                    f.integer("speaker_id", 0, 0, 1 << 20),
                    f.oneOf("sampler", "euler-ode", Samplers.ids()));
        }
    }
}
