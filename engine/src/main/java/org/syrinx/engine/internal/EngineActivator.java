package org.syrinx.engine.internal;

import ai.djl.engine.Engine;
import java.util.Hashtable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.syrinx.engine.EngineUnavailableException;
import org.syrinx.engine.Operators;

/**
 * Initialises DJL under this bundle's class loader and offers the {@link Engine} service. The
 * service is lazy: natives are unpacked and loaded when the first bundle asks for it.
 *
 * <p>An update of the running bundle is refused, whether the natives are loaded or not. A refresh
 * cannot be refused: OSGi has no hook that vetoes one, and an exception of {@code stop} does not
 * end it. After a refresh of a bundle that had loaded the natives the new copy does not start, says
 * why, and the process lives on until it is restarted.
 */
public final class EngineActivator implements BundleActivator {
    private static final Logger LOG = Logger.getLogger(EngineActivator.class.getName());

    private static final StackWalker STACK =
            StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** Called by the framework. */
    public EngineActivator() {}

    @Override
    public void start(BundleContext context) throws BundleException {
        try {
            EngineSetup.requireFree();
        } catch (EngineUnavailableException e) {
            throw new BundleException(e.getMessage(), BundleException.ACTIVATOR_ERROR, e);
        }
        EngineSetup.configure(context::getProperty);
        EngineBoot.initialiseDjl();
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("engine.name", "PyTorch");
        context.registerService(Engine.class, new LazyEngine(), properties);
    }

    @Override
    public void stop(BundleContext context) throws BundleException {
        if (isUpdate()) {
            startAgain(context.getBundle());
            throw new BundleException(
                    "The engine bundle cannot be updated in a running framework, because a process"
                            + " can load PyTorch only once. Put the new engine bundle into the"
                            + " distribution and restart Syrinx; the running one stays.",
                    BundleException.ACTIVATOR_ERROR);
        }
    }

    /**
     * The framework leaves a bundle stopped whose update failed. The start waits for the
     * framework's lock on the bundle, which the updating thread holds until it has given up;
     * therefore another thread.
     */
    private static void startAgain(Bundle engine) {
        Thread restart =
                new Thread(
                        () -> {
                            try {
                                engine.start(Bundle.START_TRANSIENT);
                            } catch (BundleException | IllegalStateException e) {
                                LOG.log(
                                        Level.WARNING,
                                        "The engine did not come back after a refused update",
                                        e);
                            }
                        },
                        "syrinx-engine-restart");
        restart.setDaemon(true);
        restart.start();
    }

    /**
     * Whether the framework is stopping this bundle in order to update it. The framework does not
     * tell an activator why it is stopped; but {@code Bundle.update} gives up when {@code stop}
     * throws (OSGi Core 8, 10.1.4.16), so it pays to know.
     */
    private static boolean isUpdate() {
        return STACK.walk(
                frames ->
                        frames.anyMatch(
                                f ->
                                        f.getMethodName().equals("update")
                                                && Bundle.class.isAssignableFrom(
                                                        f.getDeclaringClass())));
    }

    private static final class LazyEngine implements ServiceFactory<Engine> {
        @Override
        public Engine getService(Bundle bundle, ServiceRegistration<Engine> registration) {
            return Operators.engine();
        }

        @Override
        public void ungetService(
                Bundle bundle, ServiceRegistration<Engine> registration, Engine engine) {
            // one engine for the life of the process
        }
    }
}
