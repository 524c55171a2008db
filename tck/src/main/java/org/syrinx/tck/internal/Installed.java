package org.syrinx.tck.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.syrinx.api.ModelFailure;
import org.syrinx.api.SyrinxModel;
import org.syrinx.tck.PlugIn;

/**
 * The plug-in under test in the framework, and the service of it that is tested.
 *
 * @param <T> the interface of the service
 */
public final class Installed<T> implements AutoCloseable {
    /** A component is there at once; a model that is loaded may take its time. */
    private static final int COMPONENT_SECONDS = 20;

    private static final int LOADING_SECONDS = 120;

    private final PlugInFramework framework = PlugInFramework.get();
    private final PlugIn where;
    private final Class<T> role;
    private final List<Bundle> others = new ArrayList<>();
    private final Bundle bundle;
    private PlugInFramework.Held<T> held;

    /**
     * Installs the plug-in and does not start it.
     *
     * @param where it is
     * @param role the interface of the service
     */
    public Installed(PlugIn where, Class<T> role) {
        this.where = where;
        this.role = role;
        for (String path : where.with()) {
            Bundle other = framework.install(Path.of(path));
            others.add(other);
            framework.start(other);
        }
        bundle = framework.install(Path.of(where.bundle()));
    }

    /**
     * The bundle.
     *
     * @return the plug-in
     */
    public Bundle bundle() {
        return bundle;
    }

    /** Starts the bundle and makes the instance, and does not wait for it. */
    public void start() {
        framework.start(bundle);
        if (!where.factoryPid().isEmpty()) {
            Hashtable<String, Object> properties = new Hashtable<>();
            for (String setting : where.configuration()) {
                String[] parts = setting.split("=", 2);
                properties.put(
                        parts[0],
                        parts[0].equals("model.dir")
                                ? Path.of(parts[1]).toAbsolutePath().normalize().toString()
                                : parts[1]);
            }
            framework.configure(where.factoryPid(), instance(), properties);
        }
    }

    /**
     * The service, once it is there.
     *
     * @return the service, held until {@link #release()}
     */
    public T service() {
        if (held == null) {
            int waited = 0;
            do {
                release();
                held = framework.hold(role, filter(), 2);
                waited += 2;
            } while (held.service().isEmpty() && !failed() && waited < seconds());
        }
        return held.service()
                .orElseThrow(
                        () ->
                                new AssertionError(
                                        bundle.getSymbolicName()
                                                + " registers no "
                                                + role.getSimpleName()
                                                + " with "
                                                + filter()
                                                + " in time. "
                                                + failure()));
    }

    /** Who says why it cannot load will not load if one waits longer. */
    private boolean failed() {
        try {
            return !framework
                    .context()
                    .getServiceReferences(ModelFailure.class, filter())
                    .isEmpty();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private String failure() {
        try (var failed = framework.hold(ModelFailure.class, filter(), 1)) {
            return failed.service()
                    .map(f -> "It says: " + f.reason().getMessage())
                    .orElse("It registers no ModelFailure either. " + framework.complaints());
        }
    }

    private int seconds() {
        return where.factoryPid().isEmpty() ? COMPONENT_SECONDS : LOADING_SECONDS;
    }

    /**
     * Which services are meant.
     *
     * @return a filter on the bundle and, where it is given, the model
     */
    public String filter() {
        String model = where.factoryPid().isEmpty() ? where.model() : instance();
        return "(&("
                + Constants.SERVICE_BUNDLEID
                + "="
                + bundle.getBundleId()
                + ")"
                + (model.isEmpty() ? "" : "(" + SyrinxModel.MODEL + "=" + model + ")")
                + where.target()
                + ")";
    }

    private String instance() {
        return where.model().isEmpty() ? "contract" : where.model();
    }

    /** Lets go of the service. */
    public void release() {
        if (held != null) {
            held.close();
            held = null;
        }
    }

    /**
     * Waits for another service of the plug-in.
     *
     * @param <S> its type
     * @param type its interface
     * @param filter of its properties
     * @return the service, if there is one within ten seconds; the caller closes the result
     */
    public <S> PlugInFramework.Held<S> other(Class<S> type, String filter) {
        return framework.hold(
                type,
                "(&("
                        + Constants.SERVICE_BUNDLEID
                        + "="
                        + bundle.getBundleId()
                        + ")"
                        + filter
                        + ")",
                10);
    }

    /**
     * Makes an instance of a model that there is not, neither in the bundle nor in a folder.
     *
     * @param name of the instance
     */
    public void configureBroken(String name) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("model.builtin", "no-such-model");
        properties.put("model.dir", Path.of("target", "no-such-model").toAbsolutePath().toString());
        framework.configure(where.factoryPid(), name, properties);
    }

    /**
     * Takes an instance of the family away.
     *
     * @param name of the instance
     */
    public void unconfigure(String name) {
        framework.unconfigure(where.factoryPid(), name);
    }

    /**
     * The framework.
     *
     * @return shared by all tests of the process
     */
    public PlugInFramework framework() {
        return framework;
    }

    /**
     * What the annotation says of the configuration.
     *
     * @return the factory PID, if there is one
     */
    public Optional<String> factoryPid() {
        return Optional.of(where.factoryPid()).filter(p -> !p.isEmpty());
    }

    /** Uninstalls, while the instance is still there: that is the harder way to go. */
    @Override
    public void close() {
        release();
        framework.remove(bundle);
        if (!where.factoryPid().isEmpty()) {
            framework.unconfigure(where.factoryPid(), instance());
        }
        others.forEach(framework::remove);
    }
}
