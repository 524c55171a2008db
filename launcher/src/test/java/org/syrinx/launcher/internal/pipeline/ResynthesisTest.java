package org.syrinx.launcher.internal.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.syrinx.launcher.internal.pipeline.FakeServices.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioCollector;
import org.syrinx.api.LatentMismatchException;
import org.syrinx.api.LatentSpace;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.Role;
import org.syrinx.api.Stage;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Vocoder;
import org.syrinx.launcher.internal.pipeline.FakeStages.FakeSpace;
import org.syrinx.launcher.internal.pipeline.FakeStages.FakeVocoder;

class ResynthesisTest {
    private static final Audio FIVE_FRAMES = new Audio(new float[500], 16000);

    private final FakeSpace space = new FakeSpace("voice", FakeStages.Z);
    private final FakeVocoder vocoder = new FakeVocoder("decoder", FakeStages.Z);
    private final ServiceReference<?> spaceRef = service("voice", 0, LatentSpace.class);
    private final ServiceReference<?> vocoderRef = service("decoder", 0, Vocoder.class);
    private final Map<ServiceReference<?>, Stage> services = new HashMap<>();
    private final AudioCollector sound = new AudioCollector();

    private Resynthesis open() {
        services.putIfAbsent(spaceRef, space);
        services.put(vocoderRef, vocoder);
        return Resynthesis.open(
                FakeServices.context(services),
                () -> Map.of(Role.LATENTSPACE, spaceRef, Role.VOCODER, vocoderRef));
    }

    private long run(String to, Duration silence) {
        try (Resynthesis stages = open()) {
            return stages.run(
                    new Resynthesis.Request(FIVE_FRAMES, null, to, 0, NoiseSource.seeded(1)),
                    sound,
                    Progress.NONE,
                    silence);
        }
    }

    private SyrinxException refused() {
        SyrinxException e = assertThrows(SyrinxException.class, () -> run(null, Duration.ZERO));
        assertEquals(0, space.leases.get() + vocoder.leases.get(), "all is given back");
        return e;
    }

    @Test
    void soundGoesThroughTheLatentAndBackAndEverythingIsGivenBack() {
        assertEquals(5, run(null, Duration.ZERO));
        assertEquals(500, sound.audio().samples().length);
        assertEquals(1, space.closedTensors.get());
        assertEquals(0, space.leases.get() + vocoder.leases.get());
        open().close();
        assertEquals(0, space.leases.get() + vocoder.leases.get(), "also without any work");
    }

    @Test
    void stagesThatDoNotFitAreRefusedWithBothNames() {
        services.put(spaceRef, new FakeSpace("mel", FakeStages.MEL));
        LatentMismatchException e = assertThrows(LatentMismatchException.class, this::open);
        assertTrue(e.getMessage().contains("latentspace of \"mel\""), e.getMessage());
        assertTrue(e.getMessage().contains("vocoder of \"decoder\""), e.getMessage());
    }

    @Test
    void aStageThatIsReplacedBetweenTheLookAndTheLeaseIsLookedForOnceMore() {
        FakeVocoder old = new FakeVocoder("decoder", FakeStages.Z);
        old.freed = true;
        ServiceReference<?> oldRef = service("decoder", 0, Vocoder.class);
        services.putAll(Map.of(spaceRef, space, vocoderRef, vocoder, oldRef, old));
        List<ServiceReference<?>> answers = new ArrayList<>(List.of(oldRef, vocoderRef));
        Resynthesis.open(
                        FakeServices.context(services),
                        () -> Map.of(Role.LATENTSPACE, spaceRef, Role.VOCODER, answers.remove(0)))
                .close();
        assertEquals(List.of(), answers);
        assertEquals(0, space.leases.get() + vocoder.leases.get());
    }

    @Test
    void whatAStageBreaksIsOnePlainErrorThatNamesIt() {
        vocoder.rate = 8000;
        assertTrue(refused().found().contains("vocoder of \"decoder\" (fake) delivered sound at"));
        vocoder.rate = -1;
        vocoder.failure = new ArithmeticException("a frame of zero");
        assertTrue(refused().found().contains("failed with ArithmeticException: a frame of zero"));
        space.value = Float.NaN;
        assertTrue(refused().found().contains("latentspace of \"voice\" (fake) returned one with"));
        assertEquals(3, space.closedTensors.get(), "no tensor is left open");
        SyrinxException plain = new SyrinxException("sound with samples", "none", "record some");
        space.failure = plain;
        assertSame(plain, refused());
    }

    @Test
    void anotherSpeakerIsRefusedWhereTheSpaceCannotChangeHim() {
        SyrinxException e = assertThrows(SyrinxException.class, () -> run("anna", Duration.ZERO));
        assertTrue(e.getMessage().contains("--to-speaker"), e.getMessage());
        assertEquals(1, space.closedTensors.get());
    }

    @Test
    void aCallThatHangsIsLeftBehindAndKeepsWhatItUses() throws InterruptedException {
        vocoder.hangsUntil = new CountDownLatch(1);
        SyrinxException e =
                assertThrows(SyrinxException.class, () -> run(null, Duration.ofMillis(200)));
        assertTrue(e.found().contains("vocoder of \"decoder\" (fake) gave none"), e.found());
        assertTrue(e.expected().contains("0.2 s (--timeout)"), e.expected());
        assertEquals(1, vocoder.leases.get(), "it may still touch the memory");
        vocoder.hangsUntil.countDown();
        while (vocoder.leases.get() > 0) {
            Thread.sleep(1);
        }
    }
}
