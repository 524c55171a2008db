package org.syrinx.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.engine.EngineUnavailableException;

class NativeJarsTest {
    private static final String CLASSIFIER = "linux-x86_64";

    @TempDir Path directory;

    @Test
    void thePairIsFoundInADirectoryAndSaysItsVersions() throws IOException {
        FakeJars.torch(directory, "2.7.1", "cpu", "libc10.so", "libtorch.so");
        FakeJars.bridge(directory, "2.7.1-0.35.1", "cpu");
        Files.writeString(directory.resolve("notes.txt"), "not a jar");
        NativeJars jars = NativeJars.inDirectory(directory, CLASSIFIER);
        assertEquals("2.7.1", jars.version());
        assertEquals("cpu", jars.flavor());
        assertEquals(List.of("libc10.so", "libtorch.so"), jars.libraries());
        assertEquals("pytorch-2.7.1-20250101-cpu-linux-x86_64-jni-2.7.1-0.35.1", jars.key());
    }

    @Test
    void aCudaPairOfAnotherVersionIsFoundToo() throws IOException {
        FakeJars.torch(directory, "2.5.1", "cu124", "libtorch.so", "libtorch_cuda.so");
        FakeJars.bridge(directory, "2.5.1-0.32.0", "cu124");
        NativeJars jars = NativeJars.inDirectory(directory, CLASSIFIER);
        assertEquals("2.5.1", jars.version());
        assertEquals("jnilib/linux-x86_64/cu124/" + NativeJars.BRIDGE_LIBRARY, jars.bridgeEntry());
    }

    @Test
    void thePairIsFoundOnTheClassPath() throws IOException {
        URL[] urls = {
            FakeJars.torch(directory, "2.7.1", "cpu", "libtorch.so").toUri().toURL(),
            FakeJars.bridge(directory, "2.7.1-0.35.1", "cpu").toUri().toURL()
        };
        try (URLClassLoader loader = new URLClassLoader(urls, null)) {
            assertEquals("2.7.1", NativeJars.onClassPath(loader, CLASSIFIER).version());
        }
    }

    @Test
    void aMissingDirectoryIsNamed() {
        Path missing = directory.resolve("nowhere");
        assertMessage(missing, "The directory of native libraries " + missing + " does not exist.");
    }

    @Test
    void missingJarsAreNamed() throws IOException {
        assertMessage(directory, "pytorch-native-*-linux-x86_64.jar is missing");
        FakeJars.torch(directory, "2.7.1", "cpu", "libtorch.so");
        assertMessage(directory, "pytorch-jni-*.jar is missing");
    }

    @Test
    void twoSetsAreNotMixed() throws IOException {
        FakeJars.torch(directory, "2.7.1", "cpu", "libtorch.so");
        FakeJars.torch(directory, "2.5.1", "cu124", "libtorch.so");
        FakeJars.bridge(directory, "2.7.1-0.35.1", "cpu");
        assertMessage(directory, "More than one set of native libraries");
    }

    @Test
    void aBridgeForAnotherPyTorchIsRefused() throws IOException {
        FakeJars.torch(directory, "2.5.1", "cpu", "libtorch.so");
        FakeJars.bridge(directory, "2.7.1-0.35.1", "cpu");
        assertMessage(
                directory,
                "do not belong together. Install the pytorch-jni jar made for PyTorch 2.5.1 cpu.");
    }

    @Test
    void aBridgeForAnotherDeviceIsRefused() throws IOException {
        FakeJars.torch(directory, "2.7.1", "cu124", "libtorch.so");
        FakeJars.bridge(directory, "2.7.1-0.35.1", "cpu");
        assertMessage(
                directory,
                "do not belong together. Install the pytorch-jni jar made for PyTorch 2.7.1"
                        + " cu124.");
    }

    private static void assertMessage(Path where, String part) {
        EngineUnavailableException e =
                assertThrows(
                        EngineUnavailableException.class,
                        () -> NativeJars.inDirectory(where, CLASSIFIER));
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }
}
