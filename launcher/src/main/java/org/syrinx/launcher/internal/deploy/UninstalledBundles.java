package org.syrinx.launcher.internal.deploy;

import java.lang.reflect.Field;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Lets the framework forget bundles that were uninstalled. Felix 7.0.5, the newest there is, counts
 * the uses of services by bundle, and keeps the counts of a bundle that is gone, with the bundle
 * and the table of contents of its jar, until every service that it ever used is unregistered; and
 * the ones that plug-ins use, such as the engine's, never are. Nothing public makes it let go, so
 * this reaches into its table.
 *
 * <p>{@code FrameworkForgetsTest} proves both: that Felix needs this, and that it works. In another
 * framework this does nothing.
 */
@Component(
        service = {},
        immediate = true)
public final class UninstalledBundles implements BundleListener {
    private static final System.Logger LOG = System.getLogger(UninstalledBundles.class.getName());

    private final BundleContext context;

    /**
     * Starts to listen.
     *
     * @param context of the launcher
     */
    @Activate
    public UninstalledBundles(BundleContext context) {
        this.context = context;
        context.addBundleListener(this);
    }

    @Deactivate
    void stop() {
        context.removeBundleListener(this);
    }

    /** Comes when the bundle has been stopped and its services given back. */
    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() != BundleEvent.UNINSTALLED) {
            return;
        }
        Object felix = context.getBundle(0);
        if (!felix.getClass().getName().equals("org.apache.felix.framework.Felix")) {
            return;
        }
        try {
            Object registry = field(felix, "m_registry");
            Map<?, ?> uses = (Map<?, ?>) field(registry, "m_inUseMap");
            // all of them: a call that was under way may have added one for an earlier bundle
            uses.keySet().removeIf(user -> ((Bundle) user).getState() == Bundle.UNINSTALLED);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "This version of Felix keeps "
                            + event.getBundle().getSymbolicName()
                            + " in memory although it is uninstalled: "
                            + e);
        }
    }

    private static Object field(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
