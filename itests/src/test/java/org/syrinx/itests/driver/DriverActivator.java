package org.syrinx.itests.driver;

import java.util.Hashtable;
import java.util.function.BiFunction;
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
        register(context, "load", new SpeakingLoad(context));
        register(context, "speak", new OneRequest(context));
        register(context, "command", new OneCommand(context));
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("driver", "configure");
        context.registerService(BiFunction.class, new Configurer(context), properties);
    }

    private static void register(BundleContext context, String name, Function<?, ?> service) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("driver", name);
        context.registerService(Function.class, service, properties);
    }

    @Override
    public void stop(BundleContext context) {
        // the framework unregisters the services
    }
}
