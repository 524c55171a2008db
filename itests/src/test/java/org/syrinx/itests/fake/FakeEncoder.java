package org.syrinx.itests.fake;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Encoder;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;

/** Letters become frames. */
final class FakeEncoder extends FakeStage implements Encoder {
    FakeEncoder(FakeModel model) {
        super(model);
    }

    @Override
    public List<String> speakers() {
        return List.of();
    }

    @Override
    public List<String> languages() {
        return List.of();
    }

    @Override
    public Conditioning encode(Prompt prompt, NoiseSource noise, Progress progress) {
        if (model.fault().equals("hangs-encoding")) {
            FakeModel.hang();
        }
        int frames = prompt.text().length();
        LatentSpec spec =
                model.fault().equals("wrong-shape")
                        ? LatentSpec.of("fake.z", 3, 16000, 160)
                        : FakeModel.SPEC;
        int stated = model.fault().equals("no-frames") ? 0 : frames;
        Conditioning.Builder made = Conditioning.builder(spec, stated);
        if (model.fault().equals("no-start")) {
            return made.build();
        }
        int channels = spec.channels() + (model.fault().equals("malformed") ? 1 : 0);
        int length = frames - (model.fault().equals("short-start") ? 1 : 0);
        float[] values = new float[channels * length];
        values[0] = model.fault().equals("nan-latent") ? Float.NaN : 1;
        NDArray start = model.manager().create(values, new Shape(1, channels, length));
        return made.start(new Latent(start, spec)).build();
    }
}
