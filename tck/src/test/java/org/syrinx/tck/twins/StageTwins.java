package org.syrinx.tck.twins;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.syrinx.api.AudioSink;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Lease;
import org.syrinx.api.Progress;
import org.syrinx.api.StageInfo;
import org.syrinx.tck.internal.Values;
import org.syrinx.tck.samples.hum.HumVocoder;

/** One broken vocoder for each clause that holds for stages of any role. */
final class StageTwins {
    private StageTwins() {}

    private static Twin twin(String clause, Supplier<HumVocoder> make) {
        return new Twin(clause, Subjects.OfVocoder.class, make);
    }

    static List<Twin> all() {
        return List.of(
                twin("S-1", ForgetsItsName::new),
                twin("S-2", Anonymous::new),
                twin("S-3", ChangesItsLatent::new),
                twin("S-4", Remembers::new),
                twin("S-5", SharesABuffer::new),
                twin("S-6", ClosesWhatItIsHanded::new),
                twin("S-7", CountsBackwards::new),
                twin("S-8", WrapsTheCancellation::new),
                twin("S-9", Leaks::new),
                twin("S-10", LeaksWhenCancelled::new),
                twin("S-11", CountsLeasesTwice::new));
    }

    private static final class ForgetsItsName extends HumVocoder {
        private int calls;

        @Override
        public StageInfo info() {
            return new StageInfo("hum" + calls++, "hum", "1", "", "jvm", Map.of());
        }
    }

    private static final class Anonymous extends HumVocoder {
        @Override
        public StageInfo info() {
            return new StageInfo("hum", "hum", "1.0.0", "d41d8cd98f00b204", "jvm", Map.of());
        }
    }

    private static final class ChangesItsLatent extends HumVocoder {
        private boolean used;

        @Override
        public LatentSpec latentSpec() {
            return used ? SPEC.with("used", true) : SPEC;
        }

        @Override
        protected void deliver(float[] sound, int chunkFrames, AudioSink sink) {
            super.deliver(sound, chunkFrames, sink);
            used = true;
        }
    }

    private static final class Remembers extends HumVocoder {
        private int calls;

        @Override
        protected void deliver(float[] sound, int chunkFrames, AudioSink sink) {
            sound[0] += calls++;
            super.deliver(sound, chunkFrames, sink);
        }
    }

    /** Fills a field and reads it a moment later. */
    private static final class SharesABuffer extends HumVocoder {
        private volatile float[] buffer;

        @Override
        protected void deliver(float[] sound, int chunkFrames, AudioSink sink) {
            buffer = sound;
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            super.deliver(buffer, chunkFrames, sink);
        }
    }

    private static final class ClosesWhatItIsHanded extends HumVocoder {
        @Override
        public void decode(
                Latent latent, Conditioning c, DecodeOptions o, AudioSink sink, Progress p) {
            try (NDArray closed = latent.frames()) {
                super.decode(latent, c, o, sink, p);
                closed.getShape();
            }
        }
    }

    private static final class CountsBackwards extends HumVocoder {
        @Override
        public void decode(
                Latent latent, Conditioning c, DecodeOptions o, AudioSink sink, Progress p) {
            super.decode(latent, c, o, sink, (s, done, all) -> p.step(s, all - done, all));
        }
    }

    private static final class WrapsTheCancellation extends HumVocoder {
        @Override
        public void decode(
                Latent latent, Conditioning c, DecodeOptions o, AudioSink sink, Progress p) {
            try {
                super.decode(latent, c, o, sink, p);
            } catch (CancelledException e) {
                throw new IllegalStateException("humming failed", e);
            }
        }
    }

    private static final class Leaks extends HumVocoder {
        @Override
        protected void deliver(float[] sound, int chunkFrames, AudioSink sink) {
            Values.tensor(new float[16_000], 16_000);
            super.deliver(sound, chunkFrames, sink);
        }
    }

    private static final class LeaksWhenCancelled extends HumVocoder {
        @Override
        public void decode(
                Latent latent, Conditioning c, DecodeOptions o, AudioSink sink, Progress p) {
            NDArray work = Values.tensor(new float[16_000], 16_000);
            super.decode(latent, c, o, sink, p);
            work.close();
        }
    }

    /** A lease that is closed twice takes the place of another. */
    private static final class CountsLeasesTwice extends HumVocoder {
        private final AtomicInteger leases = new AtomicInteger();
        private boolean freed;

        @Override
        public Lease lease() {
            leases.incrementAndGet();
            return () -> freed |= leases.decrementAndGet() == 0;
        }

        @Override
        protected void deliver(float[] sound, int chunkFrames, AudioSink sink) {
            if (freed) {
                throw new IllegalStateException("the memory has been freed");
            }
            super.deliver(sound, chunkFrames, sink);
        }
    }
}
