package org.syrinx.itests.fake;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.cm.ManagedServiceFactory;
import org.syrinx.api.Backend;
import org.syrinx.api.ModelFamily;

/**
 * A plug-in that the tests install, in versions that are good and versions that are broken. It is
 * what a stranger could write: by hand, without Declarative Services. Headers of its manifest say
 * how this version is:
 *
 * <ul>
 *   <li>{@code Fake-Loading}: {@code good}, {@code fails} (a model failure), {@code never} (nothing
 *       comes up), or milliseconds that a model takes to load
 *   <li>{@code Fake-Level}: the value of every sample, which tells versions apart by ear
 *   <li>{@code Fake-Fault}: a fault that every model of this version has
 * </ul>
 *
 * <p>Its built-in models are named after their faults.
 */
public final class FakePlugin implements BundleActivator, ManagedServiceFactory {
    /** The factory PID. */
    public static final String PID = "org.syrinx.fake";

    private final Map<String, FakeModel> models = new ConcurrentHashMap<>();
    private BundleContext context;
    private Dictionary<String, String> headers;

    @Override
    public void start(BundleContext c) {
        context = c;
        headers = c.getBundle().getHeaders();
        if ("throws".equals(header("Fake-Start", "good"))) {
            throw new IllegalStateException("this version cannot even start");
        }
        c.registerService(ModelFamily.class, new FakeFamily(), null);
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(Constants.SERVICE_PID, PID);
        c.registerService(ManagedServiceFactory.class, this, properties);
    }

    private String header(String name, String absent) {
        String value = headers.get(name);
        return value == null ? absent : value;
    }

    @Override
    public void stop(BundleContext c) {
        models.values().forEach(FakeModel::close);
    }

    @Override
    public String getName() {
        return "fake";
    }

    @Override
    public void updated(String pid, Dictionary<String, ?> properties) {
        deleted(pid);
        String name = pid.substring(pid.indexOf('~') + 1);
        Object fault = properties.get("fault");
        String kind = name.startsWith("fake-") ? name.substring("fake-".length()) : "good";
        models.put(
                pid,
                new FakeModel(
                        context,
                        context.getService(context.getServiceReference(Backend.class)),
                        name,
                        header("Fake-Loading", "good"),
                        header("Fake-Fault", fault == null ? kind : fault.toString()),
                        Float.parseFloat(header("Fake-Level", "0.25"))));
    }

    @Override
    public void deleted(String pid) {
        FakeModel old = models.remove(pid);
        if (old != null) {
            old.close();
        }
    }
}
