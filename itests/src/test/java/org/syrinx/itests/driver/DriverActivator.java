package org.syrinx.itests.driver;

import java.util.Hashtable;
import java.util.function.Function;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * A small bundle that the tests install: it speaks through the API from inside the framework, as
 * any other bundle would. The tests talk to it in JDK types only.
 */
public final class DriverActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("driver", "load");
        context.registerService(Function.class, new SpeakingLoad(context), properties);
    }

    @Override
    public void stop(BundleContext context) {
        // the framework unregisters the service
    }
}
