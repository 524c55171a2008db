package org.syrinx.launcher.internal.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Role;
import org.syrinx.api.Stage;
import org.syrinx.api.SyrinxException;
import org.syrinx.launcher.internal.pipeline.FakeStages.FakeDenoiser;
import org.syrinx.launcher.internal.pipeline.FakeStages.FakeEncoder;
import org.syrinx.launcher.internal.pipeline.FakeStages.FakeVocoder;

class TrialTest {
    private final FakeEncoder encoder = new FakeEncoder("voice", FakeStages.Z);
    private final FakeDenoiser denoiser = new FakeDenoiser("diffusion", FakeStages.Z);
    private final FakeVocoder vocoder = new FakeVocoder("voice", FakeStages.Z);

    private void attempt(boolean denoised) {
        Map<Role, Stage> stages = new EnumMap<>(Role.class);
        stages.put(Role.ENCODER, encoder);
        stages.put(Role.VOCODER, vocoder);
        if (denoised) {
            stages.put(Role.DENOISER, denoiser);
        }
        Trial.of("demo", Wiring.of(stages), Duration.ZERO);
    }

    private SyrinxException refused(boolean denoised) {
        SyrinxException e = assertThrows(SyrinxException.class, () -> attempt(denoised));
        assertEquals(0, encoder.leases.get() + vocoder.leases.get(), "all is given back");
        return e;
    }

    @Test
    void stagesThatSpeakPassAndAreGivenBack() {
        attempt(true);
        attempt(false);
        assertEquals("hello", encoder.prompts.get(0).text());
        assertEquals(0, encoder.leases.get() + denoiser.leases.get() + vocoder.leases.get());
    }

    @Test
    void anEncoderThatDoesNotKnowTheWordMayKnowOthers() {
        encoder.failure = new SyrinxException("hiragana", "\"hello\"", "write Japanese");
        attempt(true);
    }

    @Test
    void aStartLatentThatNobodyGivesIsFoundBeforeARequestMissesIt() {
        encoder.givesStart = false;
        attempt(true);
        assertTrue(refused(false).getMessage().contains("start latent"));
    }

    @Test
    void aTensorThatNobodyGivesIsFoundToo() {
        denoiser.requires = List.of("mu");
        assertTrue(refused(true).getMessage().contains("\"mu\""));
    }

    @Test
    void whatTheVocoderRefusesIsNotTheWordsFault() {
        SyrinxException plain = new SyrinxException("a speaker", "none", "wire another encoder");
        vocoder.failure = plain;
        assertSame(plain, refused(false));
    }

    @Test
    void anEncoderWithoutMemoryAndOneThatWasStoppedHaveNotBeenTried() {
        CancelledException stopped = new CancelledException("trying");
        encoder.failure = stopped;
        assertSame(stopped, refused(false));
        FakeEncoder full =
                new FakeEncoder("voice", FakeStages.Z) {
                    @Override
                    public org.syrinx.api.Conditioning encode(
                            org.syrinx.api.Prompt prompt,
                            org.syrinx.api.NoiseSource noise,
                            org.syrinx.api.Progress progress) {
                        throw new OutOfMemoryError("no more");
                    }
                };
        Wiring wiring = Wiring.of(Map.of(Role.ENCODER, full, Role.VOCODER, vocoder));
        SyrinxException e =
                assertThrows(SyrinxException.class, () -> Trial.of("demo", wiring, Duration.ZERO));
        assertTrue(e.getMessage().contains("ran out of memory"), e.getMessage());
    }

    @Test
    void aStageThatCannotBeLeasedIsOnePlainError() {
        vocoder.freed = true;
        assertTrue(refused(false).getMessage().contains("use after free"));
    }
}
