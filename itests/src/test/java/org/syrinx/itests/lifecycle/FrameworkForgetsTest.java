package org.syrinx.itests.lifecycle;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;
import org.syrinx.itests.framework.RunningSyrinx;

/**
 * A bundle that was uninstalled leaves nothing in memory, not even its own object. The bundle here
 * has no code: it takes a service, gives it back, and goes.
 */
@Timeout(120)
class FrameworkForgetsTest {
    @TempDir Path folder;

    @Test
    void anUninstalledBundleThatUsedAServiceCanBeCollected() throws Exception {
        BundleContext context = RunningSyrinx.get().context();
        assertTrue(isCollected(come(context, "org.syrinx.api.Backend")));
    }

    /** If this fails, Felix has mended it: remove the launcher's UninstalledBundles. */
    @Test
    void felixItselfKeepsAnUninstalledBundleThatUsedAService() throws Exception {
        Framework felix =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, folder.toString()));
        felix.start();
        try {
            Runnable service = () -> {};
            felix.getBundleContext().registerService(Runnable.class, service, null);
            assertTrue(isCollected(come(felix.getBundleContext(), null)), "it used none");
            assertFalse(isCollected(come(felix.getBundleContext(), Runnable.class.getName())));
        } finally {
            felix.stop();
            felix.waitForStop(10_000);
        }
    }

    /** Installs, uses a service, gives it back, uninstalls, refreshes. */
    private static WeakReference<Bundle> come(BundleContext context, String service)
            throws IOException, BundleException, InterruptedException {
        Bundle guest = context.installBundle("guest", empty());
        guest.start();
        if (service != null) {
            BundleContext its = guest.getBundleContext();
            ServiceReference<?> reference = its.getServiceReference(service);
            assertTrue(its.getService(reference) != null);
            assertTrue(its.ungetService(reference));
        }
        guest.uninstall();
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle(0)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(guest), event -> refreshed.countDown());
        assertTrue(refreshed.await(20, TimeUnit.SECONDS));
        return new WeakReference<>(guest);
    }

    private static boolean isCollected(WeakReference<Bundle> bundle) throws InterruptedException {
        for (int i = 0; i < 50 && bundle.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        return bundle.get() == null;
    }

    private static InputStream empty() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "guest");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
