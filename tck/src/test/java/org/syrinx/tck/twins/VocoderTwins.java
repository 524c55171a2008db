package org.syrinx.tck.twins;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioSink;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Latent;
import org.syrinx.api.Progress;
import org.syrinx.tck.internal.Values;
import org.syrinx.tck.samples.hum.HumVocoder;

/** One broken vocoder for each clause of vocoders. */
final class VocoderTwins {
    private VocoderTwins() {}

    static List<Twin> all() {
        List<Twin> all = new ArrayList<>();
        vocoders().forEach((c, v) -> all.add(new Twin(c, Subjects.OfVocoder.class, () -> v)));
        return all;
    }

    /** A vocoder that treats the finished sound wrongly. */
    private abstract static class Misdelivers extends HumVocoder {
        @Override
        protected abstract void deliver(float[] sound, int chunkFrames, AudioSink sink);

        void properly(float[] sound, int chunkFrames, AudioSink sink) {
            super.deliver(sound, chunkFrames, sink);
        }
    }

    private static SortedMap<String, HumVocoder> vocoders() {
        SortedMap<String, HumVocoder> all = new TreeMap<>();
        all.put(
                "V-1",
                new HumVocoder() {
                    private boolean asked;

                    @Override
                    public int sampleRate() {
                        asked = !asked;
                        return asked ? 8000 : 16000;
                    }
                });
        all.put(
                "V-2",
                new Misdelivers() {
                    @Override
                    protected void deliver(float[] sound, int chunkFrames, AudioSink sink) {
                        properly(Arrays.copyOf(sound, sound.length / 2), chunkFrames, sink);
                    }
                });
        all.put(
                "V-3",
                new Misdelivers() {
                    @Override
                    protected void deliver(float[] sound, int chunkFrames, AudioSink sink) {
                        for (int i = 0; i < sound.length; i += chunkFrames * 50) {
                            sound[i] *= 0.5f; // a fade at every seam
                        }
                        properly(sound, chunkFrames, sink);
                    }
                });
        all.put(
                "V-4",
                new Misdelivers() {
                    @Override
                    protected void deliver(float[] sound, int chunkFrames, AudioSink sink) {
                        properly(sound, sound.length, sink);
                    }
                });
        all.put(
                "V-5",
                new Misdelivers() {
                    @Override
                    protected void deliver(float[] sound, int chunkFrames, AudioSink sink) {
                        sound[7] = Float.NaN;
                        properly(sound, chunkFrames, sink);
                    }
                });
        deliveries(all);
        return all;
    }

    /** Those that deliver to the sink wrongly, or to the wrong sink. */
    private static void deliveries(SortedMap<String, HumVocoder> all) {
        all.put(
                "V-6",
                new Misdelivers() {
                    @Override
                    protected void deliver(float[] sound, int chunkFrames, AudioSink sink) {
                        CompletableFuture.runAsync(() -> properly(sound, chunkFrames, sink)).join();
                    }
                });
        all.put(
                "V-7",
                new Misdelivers() {
                    @Override
                    protected void deliver(float[] sound, int chunkFrames, AudioSink sink) {
                        CancelledException[] late = new CancelledException[1];
                        properly(
                                sound,
                                chunkFrames,
                                chunk -> {
                                    try {
                                        sink.accept(chunk);
                                    } catch (CancelledException e) {
                                        late[0] = e;
                                    }
                                });
                        if (late[0] != null) {
                            throw late[0];
                        }
                    }
                });
        all.put(
                "V-8",
                new Misdelivers() {
                    @Override
                    protected void deliver(float[] sound, int chunkFrames, AudioSink sink) {
                        float[] buffer = new float[chunkFrames * 50];
                        for (int at = 0; at + buffer.length <= sound.length; at += buffer.length) {
                            System.arraycopy(sound, at, buffer, 0, buffer.length);
                            sink.accept(new Audio(buffer, 8000));
                        }
                    }
                });
        all.put(
                "V-9",
                new HumVocoder() {
                    @Override
                    public void decode(
                            Latent latent,
                            Conditioning c,
                            DecodeOptions o,
                            AudioSink sink,
                            Progress p) {
                        try (Latent mine = Values.as(latent, SPEC)) {
                            super.decode(mine, c, o, sink, p);
                        }
                    }
                });
        all.put(
                "V-10",
                new HumVocoder() {
                    @Override
                    public void decode(
                            Latent latent,
                            Conditioning c,
                            DecodeOptions o,
                            AudioSink sink,
                            Progress p) {
                        c.optional(Conditioning.SPEAKER);
                        super.decode(latent, c, o, sink, p);
                    }
                });
    }
}
