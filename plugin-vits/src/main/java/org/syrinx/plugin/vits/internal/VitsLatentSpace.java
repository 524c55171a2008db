package org.syrinx.plugin.vits.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.syrinx.api.Audio;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentMismatchException;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.TensorScope;
import org.syrinx.api.VoiceConverter;
import org.syrinx.audio.dsp.Resampler;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Tensors;
import org.syrinx.plugin.vits.internal.model.PosteriorEncoder;
import org.syrinx.plugin.vits.internal.model.VitsConfig;
import org.syrinx.plugin.vits.internal.model.VitsNetwork;

/** The latent z of VITS: posterior encoder, and voice conversion through the flow, spec 1.15. */
final class VitsLatentSpace extends VitsStage implements VoiceConverter {
    /** Tag of the noise of the posterior: F T values, row-major (1, F, T). */
    static final String POSTERIOR_NOISE = "vits.posterior";

    VitsLatentSpace(LoadedVits model) {
        super(model);
    }

    @Override
    public Latent encode(Audio audio, EncodeOptions options, Progress progress) {
        VitsNetwork network = model.network();
        PosteriorEncoder posterior =
                network.posterior()
                        .orElseThrow(
                                () ->
                                        new SyrinxException(
                                                "a model with a posterior encoder",
                                                "the weights of "
                                                        + info().model()
                                                        + " have none, only what speech needs",
                                                "Use the weights as they were published or"
                                                        + " trained."));
        if (!(options.temperature() >= 0)) {
            throw new SyrinxException(
                    "a temperature of at least 0",
                    "the value was " + options.temperature(),
                    "Correct it.");
        }
        int speaker = speaker(options.speaker());
        progress.step("resampling", 0, 2);
        float[] samples = checked(audio);
        progress.step("encoding", 1, 2);
        try (TensorScope scope = model.backend().scope()) {
            NDManager manager = network.parameters().manager();
            NDArray spectrogram = LinearSpectrogram.of(manager, samples, network.config());
            int frames = Math.toIntExact(spectrogram.getShape().get(2));
            NDArray mask = Synthesis.ones(manager, frames);
            NDArray g = speaker < 0 ? null : network.speaker(speaker);
            PosteriorEncoder.Output q = posterior.encode(spectrogram, mask, g);
            NDArray noise = null;
            if (options.temperature() > 0) {
                int channels = network.config().flowSize();
                float[] e =
                        options.noise()
                                .gaussian(POSTERIOR_NOISE, Math.multiplyExact(channels, frames));
                noise =
                        Ops.scale(
                                Tensors.of(manager, e, 1, channels, frames), options.temperature());
            }
            NDArray z = q.sample(noise, mask);
            // the last report comes before anything is kept: it may cancel
            progress.step("encoding", 2, 2);
            return new Latent(scope.keep(z), latentSpec());
        }
    }

    @Override
    public Conditioning conditioning(Latent latent, String speaker) {
        int row = speaker(speaker);
        try (TensorScope scope = model.backend().scope()) {
            Conditioning.Builder b = Conditioning.builder(latent.spec(), latent.length());
            if (row >= 0) {
                NDArray g = model.network().speaker(row);
                b.tensor(Conditioning.SPEAKER, scope.keep(g)); // (1, G, 1)
                b.note("speaker", model.speakers().get(row));
            }
            return b.build();
        }
    }

    @Override
    public Latent convert(Latent latent, String from, String to) {
        if (!latent.spec().fits(latentSpec())) {
            throw new LatentMismatchException(
                    "the latent",
                    latent.spec(),
                    "the latent space " + info().model(),
                    latentSpec(),
                    "Use the latent space of the model that made the latent.");
        }
        if (!model.config().multiSpeaker()) {
            throw new SyrinxException(
                    "a model with several speakers",
                    info().model() + " has a single one",
                    "Choose another model.");
        }
        int source = model.speaker(from);
        int target = model.speaker(to);
        try (TensorScope scope = model.backend().scope()) {
            VitsNetwork network = model.network();
            NDArray mask =
                    Synthesis.ones(
                            network.parameters().manager(), Math.toIntExact(latent.length()));
            NDArray zp = network.flow().forward(latent.frames(), mask, network.speaker(source));
            NDArray z = network.flow().inverse(zp, mask, network.speaker(target));
            return new Latent(scope.keep(z), latentSpec());
        }
    }

    private int speaker(String name) {
        if (name == null && model.config().multiSpeaker()) {
            throw new SyrinxException(
                    "the name of who is speaking, one of " + model.speakers(),
                    "no name",
                    "Name the speaker.");
        }
        return name == null ? -1 : model.speaker(name);
    }

    private float[] checked(Audio audio) {
        VitsConfig config = model.config();
        float[] samples = Resampler.resample(audio, config.samplingRate()).samples();
        int least = LinearSpectrogram.minimum(config);
        if (samples.length < least) {
            throw new SyrinxException(
                    "sound of at least " + least + " samples at " + config.samplingRate() + " Hz",
                    "it has " + samples.length,
                    "Use a longer recording.");
        }
        for (float x : samples) {
            if (!Float.isFinite(x)) {
                throw new SyrinxException(
                        "finite samples",
                        "the sound holds NaN or infinity",
                        "Use an undamaged recording.");
            }
        }
        return samples;
    }
}
