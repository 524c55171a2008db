package org.syrinx.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioCollector;
import org.syrinx.api.AudioSink;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentMismatchException;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.Role;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Vocoder;
import org.syrinx.api.Vocoder.DecodeOptions;
import org.syrinx.tck.internal.Errors;
import org.syrinx.tck.internal.Values;

/** The contract of a vocoder: clauses V, and S, B and F. */
public abstract class VocoderContract extends StageContract<Vocoder> {
    private static final int FRAMES = 40;

    private Latent latent;

    /** For subclasses. */
    protected VocoderContract() {}

    /**
     * A latent to decode. Override it if noise makes no sense to the vocoder.
     *
     * @param vocoder the vocoder under test
     * @return some forty frames; closed by the tests
     */
    protected Latent latent(Vocoder vocoder) {
        return Values.latent(vocoder.latentSpec(), FRAMES);
    }

    /**
     * What the vocoder wants beside the latent.
     *
     * @param vocoder the vocoder under test
     * @return null if it wants nothing; else the same object at every call
     */
    protected Conditioning conditioning(Vocoder vocoder) {
        return null;
    }

    private Latent latent() {
        if (latent == null) {
            latent = latent(stage());
        }
        return latent;
    }

    /** Closes the latent. */
    @AfterAll
    protected final void closeLatent() {
        if (latent != null) {
            latent.close();
        }
    }

    @Override
    protected final Role role() {
        return Role.VOCODER;
    }

    @Override
    protected final LatentSpec latentSpec(Vocoder vocoder) {
        return vocoder.latentSpec();
    }

    @Override
    protected final List<NDArray> handedOver(Vocoder vocoder) {
        Conditioning conditioning = conditioning(vocoder);
        return conditioning == null
                ? List.of(latent().frames())
                : Stream.concat(
                                Stream.of(latent().frames()),
                                conditioning.tensors().values().stream())
                        .toList();
    }

    @Override
    protected final float[] use(Vocoder vocoder, NoiseSource noise, Progress progress) {
        AudioCollector all = new AudioCollector();
        if (latent == null) {
            latent = latent(vocoder);
        }
        vocoder.decode(latent, conditioning(vocoder), new DecodeOptions(0, noise), all, progress);
        return all.audio().samples();
    }

    private void decode(int chunkFrames, AudioSink sink) {
        stage().decode(
                        latent(),
                        conditioning(stage()),
                        new DecodeOptions(chunkFrames, NoiseSource.seeded(3)),
                        sink,
                        Progress.NONE);
    }

    private float[] whole(int chunkFrames) {
        AudioCollector all = new AudioCollector();
        decode(chunkFrames, all);
        return all.audio().samples();
    }

    private double samplesPerFrame() {
        LatentSpec spec = stage().latentSpec();
        return (double) spec.hop() * stage().sampleRate() / spec.sampleRate();
    }

    /** V-1. */
    @Clause("V-1")
    void everyChunkHasTheRateThatWasPromised() {
        assertTrue(stage().sampleRate() > 0, "a rate of " + stage().sampleRate() + " Hz");
        decode(
                7,
                chunk ->
                        assertEquals(
                                stage().sampleRate(), chunk.sampleRate(), "the rate of a chunk"));
    }

    /** V-2. */
    @Clause("V-2")
    void theSoundIsAsLongAsTheLatent() {
        double expected = latent().length() * samplesPerFrame();
        assertEquals(
                expected,
                whole(0).length,
                2 * samplesPerFrame(),
                "samples of " + latent().length() + " frames, to within two frames");
    }

    /** V-3. */
    @Clause("V-3")
    void chunkSizeChangesWhenSoundIsDeliveredNeverTheSound() {
        float[] whole = whole(0);
        for (int chunk : new int[] {1, 3, 7, (int) latent().length(), 1000}) {
            assertArrayEquals(whole, whole(chunk), "in chunks of " + chunk + " frames");
        }
    }

    /** V-4. */
    @Clause("V-4")
    void noChunkIsEmptyOrLongerThanWasAskedFor() {
        int limit = (int) Math.ceil(5 * samplesPerFrame());
        decode(
                5,
                chunk ->
                        assertTrue(
                                chunk.samples().length > 0 && chunk.samples().length <= limit,
                                "a chunk of "
                                        + chunk.samples().length
                                        + " samples where 5 frames have "
                                        + limit));
    }

    /** V-5. */
    @Clause("V-5")
    void everySampleIsFinite() {
        float[] samples = whole(0);
        int at = Values.firstNotFinite(samples);
        assertTrue(at < 0, () -> "sample " + at + " is " + samples[at]);
    }

    /** V-6. */
    @Clause("V-6")
    void soundComesOnTheThreadThatAskedForIt() {
        Thread asked = Thread.currentThread();
        decode(0, chunk -> assertEquals(asked, Thread.currentThread(), "the thread of a chunk"));
    }

    /** V-7. */
    @Clause("V-7")
    void aSinkThatCancelsIsObeyedAtOnce() {
        CancelledException stop = new CancelledException("listening");
        int[] chunks = {0};
        try {
            decode(
                    1,
                    chunk -> {
                        chunks[0]++;
                        if (chunks[0] >= 2) {
                            throw stop;
                        }
                    });
            fail("the cancellation did not come out");
        } catch (CancelledException e) {
            assertSame(stop, e, "another exception came out than went in");
        } catch (SyrinxException e) {
            fail("the cancellation came out as " + e, e);
        }
        assertEquals(2, chunks[0], "chunks, the last of them after the cancellation");
    }

    /** V-8. */
    @Clause("V-8")
    void deliveredChunksAreTheSinksToKeep() {
        List<Audio> kept = new ArrayList<>();
        List<float[]> copies = new ArrayList<>();
        decode(
                3,
                chunk -> {
                    kept.add(chunk);
                    copies.add(chunk.samples().clone());
                });
        whole(3);
        for (int i = 0; i < kept.size(); i++) {
            assertArrayEquals(copies.get(i), kept.get(i).samples(), "chunk " + i + ", later");
        }
    }

    /** V-9. */
    @Clause("V-9")
    void aLatentOfAnotherMeaningIsRefusedWithEveryFieldThatDiffers() {
        LatentSpec own = stage().latentSpec();
        LatentSpec renamed =
                new LatentSpec(
                        "tck." + own.id(),
                        own.channels(),
                        own.sampleRate() + 1,
                        own.hop() + 1,
                        own.parameters());
        refuse(renamed, "id", "sampleRate", "hop");
        refuse(own.with("tck.parameter", "other"), "tck.parameter");
    }

    private void refuse(LatentSpec spec, String... fields) {
        try (Latent other = Values.as(latent(), spec)) {
            SyrinxException e =
                    Errors.assertRefused(
                            "a latent that differs in " + List.of(fields),
                            () ->
                                    stage().decode(
                                                    other,
                                                    conditioning(stage()),
                                                    DecodeOptions.seeded(1)));
            assertTrue(
                    e instanceof LatentMismatchException, "it is no LatentMismatchException: " + e);
            for (String field : fields) {
                assertTrue(e.getMessage().contains(field), field + " is not named: " + e);
            }
        }
    }

    /** V-10. */
    @Clause("V-10")
    void withoutAConditioningItDecodesOrSaysWhatItNeeds() {
        try {
            Audio sound = stage().decode(latent(), null, DecodeOptions.seeded(1));
            assertTrue(sound.samples().length > 0, "no sound and no error");
        } catch (SyrinxException e) {
            Errors.assertThreeParts(e);
        } catch (RuntimeException e) {
            fail("without a conditioning it fails with " + e, e);
        }
    }
}
