package org.syrinx.plugin.mel.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.syrinx.api.Audio;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentSpace;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Lease;
import org.syrinx.api.Progress;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.dsp.MelSpectrogram;
import org.syrinx.audio.dsp.Resampler;

/** Sound to log-mel frames. Safe for use by several threads. */
final class MelLatentSpace implements LatentSpace {
    private final StageInfo info;
    private final LatentSpec spec;
    private final MelSpectrogram mel;
    private final LeasedManager manager;

    MelLatentSpace(StageInfo info, MelPreset preset, LeasedManager manager) {
        this.info = info;
        this.spec = preset.latentSpec();
        this.mel = new MelSpectrogram(preset.mel());
        this.manager = manager;
    }

    @Override
    public StageInfo info() {
        return info;
    }

    @Override
    public Lease lease() {
        return manager.lease();
    }

    @Override
    public LatentSpec latentSpec() {
        return spec;
    }

    @Override
    public Latent encode(Audio audio, EncodeOptions options, Progress progress) {
        if (options.speaker() != null) {
            throw new SyrinxException(
                    "no speaker: a mel spectrogram has none",
                    "the speaker \"" + options.speaker() + "\"",
                    "leave the speaker out");
        }
        if (!(options.temperature() >= 0)) {
            throw new SyrinxException(
                    "a temperature of at least 0",
                    "the temperature " + options.temperature(),
                    "correct it");
        }
        for (float x : audio.samples()) {
            if (!Float.isFinite(x)) {
                throw new SyrinxException(
                        "finite samples", "a sample that is " + x, "repair the sound");
            }
        }
        progress.step("analysing", 0, 1);
        Audio own =
                audio.sampleRate() == spec.sampleRate()
                        ? audio
                        : Resampler.resample(audio, spec.sampleRate());
        float[][] frames = mel.compute(own);
        if (frames.length == 0) {
            throw new SyrinxException(
                    "at least one frame of sound ("
                            + spec.hop()
                            + " samples at "
                            + spec.sampleRate()
                            + " Hz)",
                    audio.toString(),
                    "pass a longer recording");
        }
        progress.step("analysing", 1, 1);
        return new Latent(Frames.toTensor(frames, manager.manager()), spec);
    }

    /** Between {@code [frame][band]} arrays and {@code (1, C, T)} tensors. */
    static final class Frames {
        private Frames() {}

        static NDArray toTensor(float[][] frames, NDManager manager) {
            int bands = frames[0].length;
            float[] flat = new float[bands * frames.length];
            for (int t = 0; t < frames.length; t++) {
                for (int c = 0; c < bands; c++) {
                    flat[c * frames.length + t] = frames[t][c];
                }
            }
            try (NDArray view = manager.create(flat, new Shape(1, bands, frames.length))) {
                // a tensor made from an array shares Java memory; the copy owns its own
                NDArray copy = view.duplicate();
                ai.djl.ndarray.NDScope.unregister(copy);
                return copy;
            }
        }

        static float[][] toArray(NDArray tensor) {
            int bands = (int) tensor.getShape().get(1);
            int length = (int) tensor.getShape().get(2);
            float[] flat = tensor.toFloatArray();
            float[][] frames = new float[length][bands];
            for (int t = 0; t < length; t++) {
                for (int c = 0; c < bands; c++) {
                    frames[t][c] = flat[c * length + t];
                }
            }
            return frames;
        }
    }
}
