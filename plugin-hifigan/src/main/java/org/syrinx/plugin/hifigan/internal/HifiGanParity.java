package org.syrinx.plugin.hifigan.internal;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.syrinx.api.Backend;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.ParityCheck;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.TensorScope;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.nn.models.ParityTable;
import org.syrinx.nn.models.Tolerance;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.plugin.hifigan.internal.model.VocoderConfig;
import org.syrinx.plugin.hifigan.internal.model.VocoderNetwork;

/**
 * Compares a vocoder with what its reference implementation computed. A case is a model folder with
 * {@code case.json} (which may be an empty object) and {@code expected.safetensors}: {@code mel}
 * (1, bands, T), the input, and {@code waveform} (1, S), the sound.
 */
@Component(service = ParityCheck.class)
public final class HifiGanParity implements ParityCheck {
    private static final String CASE = "case.json";
    private static final String EXPECTED = "expected.safetensors";
    private static final String MEL = "mel";
    private static final int STAGES = 2;

    /** Of a waveform in [-1, 1]. */
    private static final Tolerance TOLERANCE = new Tolerance(1e-5, 0, "1e-5 absolute");

    private final Backend backend;

    /** Takes the engine. */
    @Activate
    public HifiGanParity(@Reference Backend backend) {
        this.backend = backend;
    }

    @Override
    public String id() {
        return HifiGanFamily.ID;
    }

    @Override
    public boolean accepts(Path folder) {
        try {
            ModelFolder files = ModelFolder.open(folder);
            if (files.find(CASE).isEmpty() || files.find(ModelFolder.CONFIG).isEmpty()) {
                return false;
            }
            VocoderConfig.of(files.config());
            return true;
        } catch (ModelFormatException e) {
            // another family's configuration, or none at all
            return false;
        }
    }

    @Override
    @SuppressWarnings("try") // the scope works by being open
    public Report check(Path folder, Progress progress) {
        ModelFolder files = ModelFolder.open(folder);
        VocoderConfig config = VocoderConfig.of(files.config());
        progress.step("loading", 0, STAGES);
        try (SafetensorsFile expected = SafetensorsFile.open(files.require(EXPECTED));
                SafetensorsFile weights = SafetensorsFile.open(files.require(ModelFolder.WEIGHTS));
                ParameterSet set = ParameterSet.load(weights, backend.newManager("cpu", "parity"));
                TensorScope ignored = backend.scope()) {
            VocoderNetwork network = new VocoderNetwork(config, set, false);
            progress.step("comparing", 1, STAGES);
            if (!expected.has(MEL)) {
                throw new SyrinxException(
                        "a recorded mel",
                        "the case records none",
                        "Record the tensor \"" + MEL + "\".");
            }
            ParityTable table = new ParityTable(expected);
            NDArray[] mel = new NDArray[1];
            long[] shape = expected.info(MEL).dimensions();
            table.input(MEL, v -> mel[0] = Tensors.of(set.manager(), v, shape));
            NDArray wave = network.generator().decode(mel[0], null);
            table.values("waveform", Shapes.squeeze(wave, 1), TOLERANCE);
            progress.step("comparing", STAGES, STAGES);
            return new Report(HifiGanFamily.ID, table.finish());
        }
    }
}
