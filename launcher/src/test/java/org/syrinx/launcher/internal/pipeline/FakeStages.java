package org.syrinx.launcher.internal.pipeline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioSink;
import org.syrinx.api.Conditioning;
import org.syrinx.api.DenoiseOptions;
import org.syrinx.api.Denoiser;
import org.syrinx.api.Encoder;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentSpace;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Lease;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;
import org.syrinx.api.StageInfo;
import org.syrinx.api.Vocoder;

/** Stages without an engine: a sentence of n letters becomes n frames, and hop samples a frame. */
final class FakeStages {
    static final LatentSpec Z = LatentSpec.of("fake.z", 4, 16000, 100).with("weights", "a");
    static final LatentSpec MEL = LatentSpec.of("mel", 80, 22050, 256).with("fmin", 0);

    private FakeStages() {}

    static StageInfo info(String model) {
        return new StageInfo(model, "fake", "1.0.0", "", "jvm", Map.of());
    }

    static Latent latent(LatentSpec spec, long frames, AtomicInteger closed) {
        return latent(spec, frames, closed, 0);
    }

    private static Latent latent(LatentSpec spec, long frames, AtomicInteger closed, float value) {
        NDArray tensor =
                (NDArray)
                        Proxy.newProxyInstance(
                                FakeStages.class.getClassLoader(),
                                new Class<?>[] {NDArray.class},
                                (self, method, arguments) ->
                                        switch (method.getName()) {
                                            case "getShape" ->
                                                    new Shape(1, spec.channels(), frames);
                                            case "getDataType" -> DataType.FLOAT32;
                                            case "toFloatArray" -> {
                                                float[] all =
                                                        new float[(int) (spec.channels() * frames)];
                                                java.util.Arrays.fill(all, value);
                                                yield all;
                                            }
                                            case "close" -> closed.incrementAndGet();
                                            default ->
                                                    throw new UnsupportedOperationException(
                                                            method.getName());
                                        });
        return new Latent(tensor, spec);
    }

    /** Can be withdrawn and freed; a call on a freed stage is the failure that must not happen. */
    static class Base {
        final String model;
        final LatentSpec spec;
        final AtomicInteger leases = new AtomicInteger();
        volatile boolean freed;

        Base(String model, LatentSpec spec) {
            this.model = model;
            this.spec = spec;
        }

        public StageInfo info() {
            return FakeStages.info(model);
        }

        public LatentSpec latentSpec() {
            return spec;
        }

        public Lease lease() {
            used();
            leases.incrementAndGet();
            return leases::decrementAndGet;
        }

        void used() {
            if (freed) {
                throw new IllegalStateException("use after free: " + model);
            }
        }
    }

    static class FakeEncoder extends Base implements Encoder {
        final List<Prompt> prompts = new ArrayList<>();
        final AtomicInteger closedTensors = new AtomicInteger();
        boolean givesStart = true;
        int lost;
        RuntimeException failure;

        FakeEncoder(String model, LatentSpec spec) {
            super(model, spec);
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
            used();
            if (failure != null) {
                throw failure;
            }
            synchronized (prompts) {
                prompts.add(prompt);
            }
            long frames = prompt.text().length();
            Conditioning.Builder b =
                    Conditioning.builder(spec, frames)
                            .note("letters", Long.toString(frames))
                            .warning("noise seed " + noise.seed());
            if (givesStart) {
                b.start(latent(spec, frames - lost, closedTensors));
            }
            return b.build();
        }
    }

    static class FakeSpace extends Base implements LatentSpace {
        final AtomicInteger closedTensors = new AtomicInteger();
        RuntimeException failure;
        float value;

        FakeSpace(String model, LatentSpec spec) {
            super(model, spec);
        }

        @Override
        public Latent encode(Audio audio, EncodeOptions options, Progress progress) {
            used();
            if (failure != null) {
                throw failure;
            }
            return latent(spec, audio.samples().length / spec.hop(), closedTensors, value);
        }
    }

    static class FakeDenoiser extends Base implements Denoiser {
        DenoiseOptions lastOptions;
        List<String> requires = List.of();
        int lost;
        final AtomicInteger closedTensors = new AtomicInteger();

        FakeDenoiser(String model, LatentSpec spec) {
            super(model, spec);
        }

        @Override
        public List<String> requires() {
            return requires;
        }

        @Override
        public Optional<BottleneckSpec> bottleneck() {
            return Optional.empty();
        }

        @Override
        public Latent denoise(
                Conditioning conditioning, DenoiseOptions options, Progress progress) {
            lastOptions = options;
            return latent(spec, conditioning.frames() - lost, closedTensors);
        }
    }

    static class FakeVocoder extends Base implements Vocoder {
        volatile int lastChunk = -1;
        int rate = -1;
        CountDownLatch hangsUntil;
        RuntimeException failure;

        FakeVocoder(String model, LatentSpec spec) {
            super(model, spec);
        }

        @Override
        public int sampleRate() {
            return spec.sampleRate();
        }

        @Override
        public void decode(
                Latent latent,
                Conditioning conditioning,
                DecodeOptions options,
                AudioSink sink,
                Progress progress) {
            used();
            lastChunk = options.chunkFrames();
            while (hangsUntil != null && hangsUntil.getCount() > 0) {
                java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
            }
            if (failure != null) {
                throw failure;
            }
            for (int t = 0; t < latent.length(); t++) {
                used();
                float[] chunk = new float[spec.hop()];
                java.util.Arrays.fill(chunk, 0.5f);
                sink.accept(new Audio(chunk, rate < 0 ? spec.sampleRate() : rate));
            }
        }
    }
}
