package org.syrinx.launcher.internal.pipeline;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.syrinx.api.Stage;

/** A service registry without a framework. */
final class FakeServices {
    private FakeServices() {}

    /** A reference to a service of some types, of a model, with a ranking. */
    static ServiceReference<?> service(String model, int ranking, Class<?>... types) {
        String[] names = new String[types.length];
        for (int i = 0; i < types.length; i++) {
            names[i] = types[i].getName();
        }
        Map<String, Object> properties =
                Map.of(
                        Constants.OBJECTCLASS,
                        names,
                        "syrinx.model",
                        model,
                        Constants.SERVICE_RANKING,
                        ranking);
        return (ServiceReference<?>)
                Proxy.newProxyInstance(
                        FakeServices.class.getClassLoader(),
                        new Class<?>[] {ServiceReference.class},
                        (self, method, arguments) ->
                                switch (method.getName()) {
                                    case "getProperty" -> properties.get(arguments[0]);
                                    case "getPropertyKeys" ->
                                            properties.keySet().toArray(String[]::new);
                                    case "compareTo" ->
                                            Integer.compare(
                                                    ranking,
                                                    (Integer)
                                                            ((ServiceReference<?>) arguments[0])
                                                                    .getProperty(
                                                                            Constants
                                                                                    .SERVICE_RANKING));
                                    case "hashCode" -> System.identityHashCode(self);
                                    case "equals" -> self == arguments[0];
                                    case "toString" -> model;
                                    case "getBundle" -> null;
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
    }

    /** A context that knows some services. */
    static BundleContext context(Map<ServiceReference<?>, Stage> services) {
        return (BundleContext)
                Proxy.newProxyInstance(
                        FakeServices.class.getClassLoader(),
                        new Class<?>[] {BundleContext.class},
                        (self, method, arguments) ->
                                switch (method.getName()) {
                                    case "getService" -> services.get(arguments[0]);
                                    case "ungetService" -> true;
                                    case "addServiceListener", "removeServiceListener" -> null;
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
    }

    /** A configuration with some properties, the others as by default. */
    static PipelineConfig config(Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        return (PipelineConfig)
                Proxy.newProxyInstance(
                        FakeServices.class.getClassLoader(),
                        new Class<?>[] {PipelineConfig.class},
                        (self, method, arguments) ->
                                all.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
