package org.syrinx.nn.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.syrinx.api.Backend;
import org.syrinx.api.MemoryReport;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.TensorScope;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.autograd.Autograd;

class PyTorchBackendTest {
    private final Backend backend = new PyTorchBackend();

    @Test
    void theProcessorIsAlwaysThereAndAnAbsentDeviceIsRefused() {
        List<String> devices = backend.devices();
        assertEquals("cpu", devices.get(0));
        assertEquals("cpu", backend.resolve("cpu"));
        assertEquals(devices.get(devices.size() > 1 ? 1 : 0), backend.resolve("auto"));
        SyrinxException e = assertThrows(SyrinxException.class, () -> backend.resolve("gpu99"));
        assertTrue(e.getMessage().contains("gpu99"));
        assertThrows(SyrinxException.class, () -> backend.newManager("toaster", "test"));
    }

    @Test
    void aScopeFreesWhatIsMadeInsideAndSparesWhatIsKept() {
        NDManager manager = backend.newManager("cpu", "test");
        NDArray weight = Tensors.of(manager, new float[] {2, 3});
        NDArray kept;
        NDArray lost;
        try (TensorScope scope = backend.scope()) {
            lost = Ops.scale(weight, 2);
            kept = scope.keep(Ops.scale(weight, 10));
        }
        assertEquals(1, manager.getManagedArrays().size());
        assertThrows(IllegalStateException.class, lost::toFloatArray);
        manager.close();
        assertEquals(20, kept.toFloatArray()[0], "outlives the weights' manager");
        kept.close();
    }

    @Test
    void scopesNestSwitchGradientsOffAndRestoreThem() {
        Autograd.prepareThread(true);
        NDManager manager = backend.newManager("cpu", "test");
        TensorScope outer = backend.scope();
        assertFalse(Autograd.isTraining());
        NDArray a = Tensors.of(manager, new float[] {1});
        NDArray b;
        try (TensorScope inner = backend.scope()) {
            assertThrows(IllegalStateException.class, () -> outer.keep(a));
            assertThrows(IllegalStateException.class, outer::close);
            b = inner.keep(Ops.scale(a, 5));
        }
        assertFalse(Autograd.isTraining());
        assertEquals(5, b.toFloatArray()[0]);
        b.close();
        assertEquals(1, a.toFloatArray()[0]);
        outer.close();
        outer.close();
        assertThrows(IllegalStateException.class, a::toFloatArray);
        assertTrue(Autograd.isTraining());
        manager.close();
    }

    @Test
    void aScopeBelongsToItsThread() {
        TensorScope scope = backend.scope();
        boolean refused =
                CompletableFuture.supplyAsync(
                                () -> {
                                    try {
                                        scope.close();
                                        return false;
                                    } catch (IllegalStateException expected) {
                                        return true;
                                    }
                                })
                        .join();
        assertTrue(refused);
        scope.close();
    }

    @Test
    void memoryThreadsAndDescriptionAreReported() {
        MemoryReport m = backend.memory();
        assertTrue(m.jvmUsed() > 0 && m.jvmUsed() <= m.jvmMax());
        assertTrue(m.resident() == -1 || m.resident() > 0 && m.resident() <= m.peakResident());
        // libtorch alone takes some from the C library
        assertTrue(m.nativeUsed() == -1 || m.nativeUsed() > 1 << 20, m.toString());
        int before = backend.threads();
        backend.setThreads(1);
        assertEquals(1, backend.threads());
        backend.setThreads(before);
        assertThrows(SyrinxException.class, () -> backend.setThreads(0));
        assertTrue(backend.description().startsWith("PyTorch 2."), backend.description());
    }

    @Test
    void theStatusFileIsParsedAndItsAbsenceIsSaid() {
        ProcessMemory m =
                ProcessMemory.parse(
                        List.of("Name:\tjava", "VmHWM:\t   20 kB", "VmRSS:\t     12 kB"));
        assertEquals(new ProcessMemory(12 * 1024, 20 * 1024), m);
        assertEquals(new ProcessMemory(-1, -1), ProcessMemory.parse(List.of()));
    }
}
