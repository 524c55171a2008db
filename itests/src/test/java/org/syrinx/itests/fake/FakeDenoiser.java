package org.syrinx.itests.fake;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import org.syrinx.api.Conditioning;
import org.syrinx.api.DenoiseOptions;
import org.syrinx.api.Denoiser;
import org.syrinx.api.Latent;
import org.syrinx.api.Progress;

/** As many frames as were asked for, of ones; or what should not be. */
final class FakeDenoiser extends FakeStage implements Denoiser {
    FakeDenoiser(FakeModel model) {
        super(model);
    }

    @Override
    public List<String> requires() {
        return model.fault().equals("denoiser-needs") ? List.of(Conditioning.MU) : List.of();
    }

    @Override
    public Optional<BottleneckSpec> bottleneck() {
        return Optional.empty();
    }

    @Override
    public Latent denoise(Conditioning conditioning, DenoiseOptions options, Progress progress) {
        int channels = FakeModel.SPEC.channels();
        int frames = (int) conditioning.frames();
        float level = 1;
        switch (model.fault()) {
            case "denoiser-throws" -> throw new ArithmeticException("a step of zero");
            case "denoiser-nan" -> level = Float.NaN;
            case "denoiser-short" -> frames--;
            case "denoiser-malformed" -> channels++;
            default -> {
                // good
            }
        }
        float[] values = new float[channels * frames];
        values[0] = level;
        NDArray made = model.manager().create(values, new Shape(1, channels, frames));
        return new Latent(made, FakeModel.SPEC);
    }
}
