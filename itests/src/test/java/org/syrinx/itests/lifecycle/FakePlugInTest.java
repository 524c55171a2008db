package org.syrinx.itests.lifecycle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.FrameworkWiring;
import org.syrinx.itests.framework.Driver;
import org.syrinx.itests.framework.FakeBundle;
import org.syrinx.itests.framework.RunningSyrinx;

/** A running framework with the fake plug-in, version 1.0.0, whose every sample is 0.25. */
@Timeout(120)
abstract class FakePlugInTest {
    static final RunningSyrinx SYRINX = RunningSyrinx.get();
    static final float LEVEL = 0.25f;
    static final float NEXT = 0.6f;

    @TempDir Path folder;
    Driver driver;

    @BeforeEach
    void installThePlugIn() throws IOException, BundleException {
        System.clearProperty("fake.let.go");
        driver = new Driver(SYRINX);
        install("1.0.0", Map.of());
    }

    @AfterEach
    void removeThePlugIn() throws BundleException {
        System.setProperty("fake.let.go", "true");
        for (Bundle bundle : SYRINX.context().getBundles()) {
            if (FakeBundle.NAME.equals(bundle.getSymbolicName())) {
                bundle.uninstall();
            }
        }
        driver.deleteConfigurations(
                "(|(service.factoryPid=org.syrinx.fake)(service.pid=org.syrinx.pipeline~fake-*))");
        SYRINX.context().getBundle(0).adapt(FrameworkWiring.class).refreshBundles(null);
        driver.close();
    }

    Bundle install(String version, Map<String, String> headers)
            throws IOException, BundleException {
        Bundle bundle =
                SYRINX.context()
                        .installBundle("fake-" + version, FakeBundle.stream(version, headers));
        bundle.start();
        return bundle;
    }

    /** The fake plug-in as it is now. */
    Bundle plugIn() {
        return SYRINX.bundle(FakeBundle.NAME);
    }

    /** Makes a pipeline of two fake models. */
    void wire(String name, String encoder, String vocoder) {
        driver.json("wire", name, "encoder=" + encoder, "vocoder=" + vocoder);
    }
}
