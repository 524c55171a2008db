package org.syrinx.engine.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import org.junit.jupiter.api.Test;

class PyTorchProviderTest {
    private static String explain(String linker) {
        return PyTorchProvider.explain(
                new EngineException("Failed to load", new UnsatisfiedLinkError(linker)));
    }

    @Test
    void theLinkersOwnWordsAreInTheMessage() {
        String message = explain("libgomp.so.1: cannot open shared object file");
        assertTrue(message.contains("libgomp.so.1"), message);
        assertTrue(message.contains("ldd"), message);
    }

    @Test
    void theCudaLibrariesWithoutADriverSaySo() {
        String message =
                explain("libcaffe2_nvrtc.so: libcuda.so.1: cannot open shared object file");
        assertTrue(message.contains("NVIDIA driver"), message);
        assertTrue(message.contains("-Pcuda"), message);
    }
}
