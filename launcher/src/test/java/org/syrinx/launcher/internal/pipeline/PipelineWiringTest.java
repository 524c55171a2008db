package org.syrinx.launcher.internal.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.syrinx.launcher.internal.pipeline.FakeServices.service;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Encoder;
import org.syrinx.api.Role;
import org.syrinx.api.Stage;
import org.syrinx.api.Vocoder;
import org.syrinx.launcher.internal.pipeline.FakeStages.FakeEncoder;
import org.syrinx.launcher.internal.pipeline.FakeStages.FakeVocoder;

class PipelineWiringTest {
    private final Map<ServiceReference<?>, Stage> services = new ConcurrentHashMap<>();
    private final ServiceReference<?> encoder = service("voice", 0, Encoder.class);

    private PipelineWiring wiring() {
        services.put(encoder, new FakeEncoder("voice", FakeStages.Z));
        PipelineWiring wiring =
                new PipelineWiring(
                        "demo",
                        FakeServices.context(services),
                        FakeServices.config(Map.of("latentspace", "none", "denoiser", "none")),
                        new Retiring(),
                        () -> null,
                        () -> {});
        wiring.start();
        wiring.offer(encoder);
        return wiring;
    }

    private ServiceReference<?> vocoder() {
        ServiceReference<?> vocoder = service("voice", 0, Vocoder.class);
        services.put(vocoder, new FakeVocoder("voice", FakeStages.Z));
        return vocoder;
    }

    private static ServiceEvent withdrawn(ServiceReference<?> stage) {
        return new ServiceEvent(ServiceEvent.UNREGISTERING, stage);
    }

    @Test
    void aStageThatIsWithdrawnWhileItIsBeingWiredIsNeverKept() throws Exception {
        for (int round = 0; round < 3000; round++) {
            PipelineWiring wiring = wiring();
            ServiceReference<?> vocoder = vocoder();
            CyclicBarrier together = new CyclicBarrier(2);
            Thread offering =
                    new Thread(
                            () -> {
                                meet(together);
                                wiring.offer(vocoder);
                            });
            offering.start();
            meet(together);
            // while it is told of, a service can still be had: both orders are possible
            wiring.serviceChanged(withdrawn(vocoder));
            offering.join();
            services.remove(vocoder);
            wiring.retract(vocoder);
            assertNull(wiring.holder().peek(), "round " + round);
            assertTrue(wiring.problem().orElseThrow().found().contains("missing: vocoder"));
        }
    }

    private static void meet(CyclicBarrier together) {
        try {
            together.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsSwitchedToWhileItIsWithdrawnIsNotTaken() {
        PipelineWiring wiring = wiring();
        ServiceReference<?> first = vocoder();
        wiring.offer(first);
        ServiceReference<?> second = vocoder();
        wiring.serviceChanged(withdrawn(second));
        wiring.switchTo(Map.of(Role.ENCODER, encoder, Role.VOCODER, second));
        Wiring now = wiring.holder().peek();
        assertNotNull(now);
        assertEquals(first, now.references().get(Role.VOCODER));
    }

    @Test
    void anInterruptedCallerWhoWaitsForAStageIsToldSoAtOnce() {
        PipelineWiring wiring = wiring();
        Thread.currentThread().interrupt();
        assertThrows(CancelledException.class, wiring::acquire);
        assertTrue(Thread.interrupted(), "the caller still knows");
    }
}
