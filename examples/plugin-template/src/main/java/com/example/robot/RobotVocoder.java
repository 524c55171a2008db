package com.example.robot;

import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioSink;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentMismatchException;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Progress;
import org.syrinx.api.ProvideModel;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxModel;
import org.syrinx.api.Vocoder;

/**
 * A log-mel spectrogram as the speech of a robot: the harmonics of one constant pitch, each as loud
 * as the spectrogram is at its frequency.
 *
 * <p>A harmonic of amplitude a, f0 Hz from its neighbours, gives a band of a mel spectrogram of unit
 * area (Slaney) the level a N / (2 f0), where N is the length of the Hann window. So a = 2 f0 level
 * / N.
 */
@Component(service = Vocoder.class)
@ProvideModel(value = "robot", roles = "vocoder")
@SyrinxModel(model = "robot", plugin = "robot", latent = "mel")
public final class RobotVocoder implements Vocoder {
    private static final int RATE = 16_000; // Hz
    private static final int HOP = 256; // samples from frame to frame
    private static final int WINDOW = 1024; // samples
    private static final int BANDS = 80;
    private static final double PITCH = 110; // Hz
    private static final int HARMONICS = (int) (RATE / 2 / PITCH);
    private static final int DEFAULT_CHUNK = 32; // frames

    /** What a latent has to mean: the 16 kHz mel spectrogram of Syrinx, with every parameter. */
    private static final LatentSpec SPEC =
            LatentSpec.of("mel", BANDS, RATE, HOP)
                    .with("mel.bands", BANDS)
                    .with("mel.fmin", "0.0")
                    .with("mel.fmax", "8000.0")
                    .with("mel.scale", "slaney")
                    .with("mel.norm", "slaney")
                    .with("mel.power", 1)
                    .with("mel.epsilon", "1.0e-6")
                    .with("mel.log", "natural")
                    .with("mel.floor", "1.0e-5")
                    .with("stft.nfft", WINDOW)
                    .with("stft.win", WINDOW)
                    .with("stft.window", "hann")
                    .with("stft.padding", "same")
                    .with("stft.padmode", "reflect");

    @Override
    public StageInfo info() {
        return new StageInfo("robot", "robot", "1.0.0", "", "jvm", Map.of("pitch", PITCH + " Hz"));
    }

    @Override
    public LatentSpec latentSpec() {
        return SPEC;
    }

    @Override
    public int sampleRate() {
        return RATE;
    }

    @Override
    public void decode(
            Latent latent,
            Conditioning conditioning,
            DecodeOptions options,
            AudioSink sink,
            Progress progress) {
        if (!latent.spec().fits(SPEC)) {
            throw new LatentMismatchException(
                    "the latent", latent.spec(), "the robot", SPEC, "Choose another vocoder");
        }
        int frames = Math.toIntExact(latent.length());
        int chunk = options.chunkFrames() == 0 ? DEFAULT_CHUNK : options.chunkFrames();
        float[] mel = latent.frames().toFloatArray(); // (1, BANDS, frames), row-major
        double[] phases = phases(options.noise().gaussian("robot.phase", HARMONICS));
        for (int from = 0; from < frames; ) {
            progress.step("decoding", from, frames);
            int to = Math.min(frames, from + Math.min(chunk, frames));
            float[] samples = new float[(to - from) * HOP];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = sample((long) from * HOP + i, mel, frames, phases);
            }
            sink.accept(new Audio(samples, RATE));
            from = to;
        }
        progress.step("decoding", frames, frames);
    }

    /** Normal values to angles: any spread will do, as long as the noise source decides it. */
    private static double[] phases(float[] noise) {
        double[] phases = new double[noise.length];
        for (int h = 0; h < noise.length; h++) {
            phases[h] = 2 * Math.PI * noise[h];
        }
        return phases;
    }

    /** One sample, from its position alone: chunks cannot differ from the whole. */
    private static float sample(long n, float[] mel, int frames, double[] phases) {
        double frame = Math.max(0, Math.min(frames - 1, (n - HOP / 2.0) / HOP));
        double sum = 0;
        for (int h = 1; h <= HARMONICS; h++) {
            double level = Math.exp(level(mel, frames, frame, band(h * PITCH)));
            double amplitude = 2 * PITCH * level / WINDOW;
            sum += amplitude * Math.sin(2 * Math.PI * h * PITCH * n / RATE + phases[h - 1]);
        }
        return (float) sum;
    }

    /** The log-mel between four neighbours, bilinear. */
    private static double level(float[] mel, int frames, double frame, double band) {
        int t = (int) frame;
        int b = (int) band;
        int nextT = Math.min(frames - 1, t + 1);
        int nextB = Math.min(BANDS - 1, b + 1);
        double x = frame - t;
        double y = band - b;
        return (1 - y) * ((1 - x) * mel[b * frames + t] + x * mel[b * frames + nextT])
                + y * ((1 - x) * mel[nextB * frames + t] + x * mel[nextB * frames + nextT]);
    }

    /** The band whose centre is at a frequency, between two bands as a fraction. */
    private static double band(double frequency) {
        double spacing = slaney(RATE / 2.0) / (BANDS + 1); // of the centres, in mel
        return Math.max(0, Math.min(BANDS - 1, slaney(frequency) / spacing - 1));
    }

    /** Hz to mel, Slaney: linear to 1 kHz, logarithmic above. */
    private static double slaney(double frequency) {
        return frequency < 1000
                ? 3 * frequency / 200
                : 15 + 27 * Math.log(frequency / 1000) / Math.log(6.4);
    }
}
