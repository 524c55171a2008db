package org.syrinx.eval.internal;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.syrinx.eval.metric.Metric;

/**
 * Metrics that exist because something else does (a recogniser, an embedding), registered and
 * unregistered with it. Safe from any thread.
 */
public final class Registrations {
    private final BundleContext context;
    private final Map<Object, List<ServiceRegistration<Metric>>> byCause =
            new ConcurrentHashMap<>();

    /**
     * Nothing is registered yet.
     *
     * @param context of the bundle that the metrics come from
     */
    public Registrations(BundleContext context) {
        this.context = context;
    }

    /**
     * Registers metrics.
     *
     * @param cause what they exist because of
     * @param metrics the metrics
     */
    public void add(Object cause, List<? extends Metric> metrics) {
        List<ServiceRegistration<Metric>> registered = new ArrayList<>();
        for (Metric m : metrics) {
            Hashtable<String, Object> properties = new Hashtable<>();
            properties.put(Metric.ID, m.info().id());
            registered.add(context.registerService(Metric.class, m, properties));
        }
        byCause.put(cause, registered);
    }

    /**
     * Unregisters what was registered because of something.
     *
     * @param cause what is gone
     */
    public void remove(Object cause) {
        List<ServiceRegistration<Metric>> registered = byCause.remove(cause);
        if (registered != null) {
            registered.forEach(ServiceRegistration::unregister);
        }
    }
}
