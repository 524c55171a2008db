package org.syrinx.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.engine.EngineUnavailableException;

class NativeCacheTest {
    @TempDir Path directory;
    private NativeJars jars;
    private Path root;

    @BeforeEach
    void makeJars() throws IOException {
        FakeJars.torch(
                directory.resolve("jars"), "2.7.1", "cpu", "libc10.so", "libgomp-98b21ff3.so.1");
        FakeJars.bridge(directory.resolve("jars"), "2.7.1-0.35.1", "cpu");
        jars = NativeJars.inDirectory(directory.resolve("jars"), "linux-x86_64");
        root = directory.resolve("cache");
    }

    @Test
    void librariesAndBridgeLieTogether() throws IOException {
        Path unpacked = new NativeCache(root).unpack(jars);
        assertEquals(
                Set.of("libc10.so", "libgomp-98b21ff3.so.1", NativeJars.BRIDGE_LIBRARY),
                names(unpacked));
        assertEquals("content of libc10.so", Files.readString(unpacked.resolve("libc10.so")));
        assertEquals("the bridge", Files.readString(unpacked.resolve(NativeJars.BRIDGE_LIBRARY)));
    }

    @Test
    void aSecondTimeChangesNothing() throws IOException {
        Path first = new NativeCache(root).unpack(jars);
        FileTime longAgo = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(first.resolve("libc10.so"), longAgo);
        assertEquals(first, new NativeCache(root).unpack(jars));
        assertEquals(longAgo, Files.getLastModifiedTime(first.resolve("libc10.so")));
    }

    @Test
    void manyThreadsGetOneWholeDirectory() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        CyclicBarrier together = new CyclicBarrier(8);
        List<Future<Set<String>>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(
                    pool.submit(
                            () -> {
                                together.await(10, TimeUnit.SECONDS);
                                return names(new NativeCache(root).unpack(jars));
                            }));
        }
        for (Future<Set<String>> one : all) {
            assertEquals(3, one.get(10, TimeUnit.SECONDS).size());
        }
        pool.shutdown();
        assertEquals(Set.of(jars.key(), jars.key() + ".lock"), names(root));
    }

    @Test
    void manyProcessesGetOneWholeDirectory() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Unpack.class.getName(),
                                    directory.resolve("jars").toString(),
                                    root.toString())
                            .inheritIO()
                            .start());
        }
        for (Process p : processes) {
            assertTrue(p.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, p.exitValue());
        }
        assertEquals(Set.of(jars.key(), jars.key() + ".lock"), names(root));
    }

    @Test
    void aJarThatLacksWhatItListsLeavesNothingBehind() throws IOException {
        NativeJars broken =
                new NativeJars(
                        jars.torch(),
                        jars.bridge(),
                        jars.version(),
                        jars.build(),
                        jars.flavor(),
                        jars.classifier(),
                        jars.bridgeVersion(),
                        List.of("libc10.so", "libmissing.so"));
        EngineUnavailableException e =
                assertThrows(
                        EngineUnavailableException.class,
                        () -> new NativeCache(root).unpack(broken));
        assertTrue(e.getMessage().contains("libmissing.so"), e.getMessage());
        assertEquals(Set.of(jars.key() + ".lock"), names(root));
    }

    @Test
    void whatAKilledProcessLeftIsDeleted() throws IOException {
        // one that was killed while it unpacked leaves its folder and the lock's file, unlocked
        Path left = Files.createDirectories(root.resolve(jars.key() + ".part123456"));
        Files.writeString(left.resolve("libc10.so"), "half of");
        Files.createFile(root.resolve(jars.key() + ".lock"));
        Path other = Files.createDirectories(root.resolve("2.5.1-cu124-linux-x86_64.part1"));
        Path unpacked = new NativeCache(root).unpack(jars);
        assertEquals("content of libc10.so", Files.readString(unpacked.resolve("libc10.so")));
        // another set of libraries has a lock of its own, and may be in the making
        assertEquals(
                Set.of(jars.key(), jars.key() + ".lock", other.getFileName().toString()),
                names(root));
    }

    @Test
    void theCudaRuntimeIsFoundByItsPlainName() throws IOException {
        Path cuda = directory.resolve("cuda");
        FakeJars.torch(cuda, "2.5.1", "cu124", "libtorch.so", "libcudart-8774224f.so.12");
        FakeJars.bridge(cuda, "2.5.1-0.32.0", "cu124");
        NativeJars pair = NativeJars.inDirectory(cuda, "linux-x86_64");
        Path libraries = new NativeCache(root).unpack(pair);
        for (int start = 0; start < 2; start++) {
            Path shown = CudaRuntime.expose(libraries, pair).orElseThrow();
            assertEquals(
                    "content of libcudart-8774224f.so.12",
                    Files.readString(shown.resolve(System.mapLibraryName("cudart"))));
        }
        assertTrue(CudaRuntime.expose(new NativeCache(root).unpack(jars), jars).isEmpty());
    }

    private static Set<String> names(Path directory) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.forEach(f -> names.add(f.getFileName().toString()));
        }
        return names;
    }

    /** The program of one process; it fails unless it finds the directory whole. */
    static final class Unpack {
        private Unpack() {}

        public static void main(String[] args) throws IOException {
            NativeJars jars = NativeJars.inDirectory(Path.of(args[0]), "linux-x86_64");
            if (names(new NativeCache(Path.of(args[1])).unpack(jars)).size() != 3) {
                throw new IOException("The directory is not whole");
            }
        }
    }
}
