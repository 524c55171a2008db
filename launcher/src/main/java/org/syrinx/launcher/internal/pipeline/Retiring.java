package org.syrinx.launcher.internal.pipeline;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;

/**
 * Bundles that are being replaced. Their stages are still there, and finish what they have begun,
 * but no pipeline chooses them where another version offers the same. Thread-safe.
 */
@Component(service = Retiring.class)
public final class Retiring {
    private final Set<Long> bundles = ConcurrentHashMap.newKeySet();

    /**
     * A bundle is on its way out; whoever wires looks again after this.
     *
     * @param bundle the old version
     */
    public void add(Bundle bundle) {
        bundles.add(bundle.getBundleId());
    }

    /**
     * The bundle has gone, or stays after all.
     *
     * @param bundle the old version
     */
    public void remove(Bundle bundle) {
        bundles.remove(bundle.getBundleId());
    }

    /**
     * Whether a stage is from such a bundle.
     *
     * @param stage a service
     * @return true if it is
     */
    public boolean concerns(ServiceReference<?> stage) {
        Bundle bundle = stage.getBundle();
        return bundle != null && bundles.contains(bundle.getBundleId());
    }
}
