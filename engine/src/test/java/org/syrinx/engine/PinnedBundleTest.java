package org.syrinx.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * The bundle in a running framework: lazy, wired to nothing that can be refreshed, and pinned once
 * it has loaded.
 */
class PinnedBundleTest {
    private static final String OWNER = "org.syrinx.engine.owner";

    @TempDir Path directory;

    @Test
    void theBundleServesRefusesAnUpdateAndAfterARefreshAsksForARestart() throws Exception {
        Framework framework = framework();
        BundleContext context = framework.getBundleContext();
        Bundle engine = context.installBundle("reference:" + classes());
        engine.start();
        for (BundleWire wire : engine.adapt(BundleWiring.class).getRequiredWires(null)) {
            assertEquals(0, wire.getProviderWiring().getBundle().getBundleId(), "wired to " + wire);
        }
        // "all", because the class path of this test has another copy of DJL's classes
        ServiceReference<?>[] references =
                context.getAllServiceReferences("ai.djl.engine.Engine", null);
        assertEquals(1, references.length);
        refusesAnUpdate(engine); // before the natives are loaded as well
        assertEquals(null, System.getProperty(OWNER), "the service is lazy");
        references = context.getAllServiceReferences("ai.djl.engine.Engine", null);
        Object service = context.getService(references[0]);
        assertEquals("PyTorch", service.getClass().getMethod("getEngineName").invoke(service));
        assertNotNull(System.getProperty(OWNER));
        assertTrue(works(engine));

        refusesAnUpdate(engine);
        assertTrue(works(engine));

        CountDownLatch refreshed = new CountDownLatch(1);
        framework
                .adapt(FrameworkWiring.class)
                .refreshBundles(java.util.List.of(engine), event -> refreshed.countDown());
        assertTrue(refreshed.await(30, TimeUnit.SECONDS));
        BundleException start = assertThrows(BundleException.class, engine::start);
        assertTrue(
                messages(start).contains("Restart Syrinx to use the new engine bundle."),
                messages(start));
        assertEquals(Framework.ACTIVE, framework.getState());
        framework.stop();
        framework.waitForStop(10_000);
    }

    private static void refusesAnUpdate(Bundle engine) throws InterruptedException {
        long version = engine.getLastModified();
        BundleException update = assertThrows(BundleException.class, engine::update);
        assertTrue(
                messages(update).contains("cannot be updated in a running framework"),
                messages(update));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (engine.getState() != Bundle.ACTIVE && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        assertEquals(Bundle.ACTIVE, engine.getState(), "the running copy stays");
        assertEquals(version, engine.getLastModified(), "and is the same");
    }

    /** Calls an operator through the bundle's own class loader. */
    private static boolean works(Bundle engine) throws ReflectiveOperationException {
        Object names =
                engine.loadClass("org.syrinx.engine.Operators").getMethod("names").invoke(null);
        return ((java.util.Set<?>) names).contains("conv1d");
    }

    private static String messages(Throwable e) {
        StringBuilder all = new StringBuilder();
        for (Throwable t = e; t != null; t = t.getCause()) {
            all.append(t.getMessage()).append('\n');
        }
        return all.toString();
    }

    private Framework framework() throws Exception {
        Path natives = Files.createDirectory(directory.resolve("native"));
        for (String name :
                new String[] {"native/lib/pytorch.properties", "jnilib/pytorch.properties"}) {
            String url = PinnedBundleTest.class.getClassLoader().getResource(name).getPath();
            Path jar = Path.of(URI.create(url.substring(0, url.indexOf("!/"))));
            Files.createSymbolicLink(natives.resolve(jar.getFileName()), jar);
        }
        Framework framework =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .newFramework(
                                Map.of(
                                        Constants.FRAMEWORK_STORAGE,
                                        directory.resolve("storage").toString(),
                                        "felix.log.level",
                                        "0",
                                        "syrinx.natives.dir",
                                        natives.toString()));
        framework.start();
        return framework;
    }

    /** The exploded bundle of this build. */
    private static URI classes() throws IOException {
        Path manifest = Path.of("target", "classes", "META-INF", "MANIFEST.MF");
        assertTrue(Files.exists(manifest), "build the bundle's manifest first");
        return manifest.getParent().getParent().toAbsolutePath().toUri();
    }
}
