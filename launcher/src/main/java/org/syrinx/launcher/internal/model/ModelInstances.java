package org.syrinx.launcher.internal.model;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.syrinx.api.ModelFailure;
import org.syrinx.api.ModelFamily;
import org.syrinx.api.Role;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.SyrinxModel;

/**
 * Model instances as factory configurations: makes them, waits for them, takes them away and
 * remembers how to make them again. Thread-safe.
 */
final class ModelInstances {
    private static final Duration LOADING = Duration.ofMinutes(5);
    private static final Duration LEAVING = Duration.ofSeconds(30);

    private final BundleContext context;
    private final ConfigurationAdmin admin;
    private final ActivationFailures failures;
    private final Map<String, Asleep> asleep = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /**
     * An instance that was taken away.
     *
     * @param factoryPid of its family
     * @param properties of its configuration, without what the framework adds
     * @param stages the service properties that each of its stages had
     */
    record Asleep(
            String factoryPid,
            Hashtable<String, Object> properties,
            List<Dictionary<String, Object>> stages) {
        /**
         * Whether a target would find one of its stages.
         *
         * @param name of the instance
         * @param role of the stage
         * @param filter or empty for any stage of the role
         */
        boolean wakes(String name, Role role, Optional<Filter> filter) {
            boolean had =
                    stages.stream()
                            .filter(
                                    stage ->
                                            Set.of((String[]) stage.get(Constants.OBJECTCLASS))
                                                    .contains(role.service().getName()))
                            .anyMatch(stage -> filter.isEmpty() || filter.get().match(stage));
            if (had || filter.isEmpty()) {
                return had;
            }
            // it had failed before it was taken away: who names it hears why
            Hashtable<String, Object> named = new Hashtable<>(properties);
            named.put(SyrinxModel.MODEL, name);
            return filter.get().match(named);
        }

        /** What it is made of, for a list. */
        String about() {
            Object folder = properties.get("model.dir");
            return folder == null ? "" : folder.toString();
        }
    }

    ModelInstances(BundleContext context, ConfigurationAdmin admin, ActivationFailures failures) {
        this.context = context;
        this.admin = admin;
        this.failures = failures;
    }

    /** Those that were taken away and not loaded again, by name. */
    Map<String, Asleep> asleep() {
        return Collections.unmodifiableMap(asleep);
    }

    /**
     * Loads an instance and waits for it.
     *
     * @param family its family
     * @param name its name
     * @param properties of its configuration
     * @throws SyrinxException if it cannot be loaded: its own reason
     */
    void load(ModelFamily family, String name, Hashtable<String, Object> properties) {
        ReentrantLock lock = lock(name);
        lock.lock();
        try {
            loadAlone(family, name, properties);
        } finally {
            lock.unlock();
        }
    }

    /** Loading and taking away wait for each other, one instance at a time. */
    private ReentrantLock lock(String name) {
        return locks.computeIfAbsent(name, n -> new ReentrantLock(true));
    }

    private void loadAlone(ModelFamily family, String name, Hashtable<String, Object> properties) {
        properties.put(SyrinxModel.MODEL, name);
        Set<Object> before = new HashSet<>();
        try {
            Configuration configuration =
                    admin.getFactoryConfiguration(family.factoryPid(), name, "?");
            List<ServiceReference<?>> failed = references(ModelFailure.class, name);
            if (!failed.isEmpty()) {
                // what made it fail may have been mended
                failed.forEach(ref -> before.add(ref.getProperty(Constants.SERVICE_ID)));
                configuration.update(properties);
            } else {
                List<ServiceReference<?>> old = stages(family, name);
                if (configuration.updateIfDifferent(properties)) {
                    old.forEach(ref -> before.add(ref.getProperty(Constants.SERVICE_ID)));
                }
            }
        } catch (IOException e) {
            throw new SyrinxException(
                    "a place for the configuration of \"" + name + "\"",
                    "it cannot be written: " + e.getMessage(),
                    "check permissions and disk space",
                    e);
        }
        await(family, name, before);
        asleep.remove(name);
    }

    private void await(ModelFamily family, String name, Set<Object> before) {
        int[] looks = {0};
        Optional<Boolean> up =
                ServiceAwait.until(
                        context,
                        LOADING,
                        () -> {
                            refuseFailed(name, before);
                            // asking Declarative Services about all components takes longer
                            if (looks[0]++ % 10 == 9) {
                                refuseInactive(family, name);
                            }
                            List<ServiceReference<?>> now = stages(family, name);
                            now.removeIf(r -> before.contains(r.getProperty(Constants.SERVICE_ID)));
                            return now.size() >= family.roles().size()
                                    ? Optional.of(true)
                                    : Optional.empty();
                        });
        if (up.isEmpty()) {
            throw new SyrinxException(
                    "the model \""
                            + name
                            + "\" to be loaded within "
                            + LOADING.toMinutes()
                            + " min",
                    "it is still not there",
                    "look at ./syrinx doctor");
        }
    }

    private void refuseFailed(String name, Set<Object> before) {
        for (ServiceReference<?> ref : references(ModelFailure.class, name)) {
            if (!before.contains(ref.getProperty(Constants.SERVICE_ID))
                    && context.getService(ref) instanceof ModelFailure failure) {
                context.ungetService(ref);
                throw failure.reason();
            }
        }
    }

    private void refuseInactive(ModelFamily family, String name) {
        failures.of(family.factoryPid() + "~" + name)
                .ifPresent(
                        why -> {
                            throw new SyrinxException(
                                    "the model \"" + name + "\" to be loaded",
                                    "its plug-in " + family.id() + " failed: " + why,
                                    "look at ./syrinx doctor");
                        });
    }

    /**
     * Takes an instance away. Its stages are withdrawn; its memory goes with the last request on
     * it.
     *
     * @param name its name
     * @return false if it is not made by a configuration, or not there
     */
    boolean free(String name) {
        ReentrantLock lock = lock(name);
        lock.lock();
        try {
            return freeAlone(name);
        } finally {
            lock.unlock();
        }
    }

    private boolean freeAlone(String name) {
        Optional<Configuration> found = configuration(name);
        if (found.isEmpty()) {
            return false;
        }
        try {
            Configuration configuration = found.get();
            asleep.put(
                    name,
                    new Asleep(
                            configuration.getFactoryPid(),
                            plain(configuration),
                            stageProperties(name)));
            configuration.delete();
        } catch (IOException e) {
            throw new SyrinxException(
                    "the configuration of \"" + name + "\" to be deleted",
                    "it cannot be: " + e.getMessage(),
                    "check permissions and disk space",
                    e);
        }
        ServiceAwait.until(
                context, LEAVING, () -> there(name) ? Optional.empty() : Optional.of(true));
        return true;
    }

    /** The configuration of an instance, for files. */
    Optional<Configuration> configuration(String name) {
        try {
            Configuration[] found =
                    admin.listConfigurations("(" + SyrinxModel.MODEL + "=" + name + ")");
            return found == null ? Optional.empty() : Optional.of(found[0]);
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Hashtable<String, Object> plain(Configuration configuration) {
        Hashtable<String, Object> properties = new Hashtable<>();
        Dictionary<String, Object> all = configuration.getProperties();
        for (String key : Collections.list(all.keys())) {
            if (!key.startsWith("service.")) {
                properties.put(key, all.get(key));
            }
        }
        return properties;
    }

    private boolean there(String name) {
        for (Role role : Role.values()) {
            if (!references(role.service(), name).isEmpty()) {
                return true;
            }
        }
        return !references(ModelFailure.class, name).isEmpty();
    }

    private List<Dictionary<String, Object>> stageProperties(String name) {
        List<Dictionary<String, Object>> all = new ArrayList<>();
        for (Role role : Role.values()) {
            references(role.service(), name).forEach(ref -> all.add(ref.getProperties()));
        }
        return all;
    }

    private List<ServiceReference<?>> stages(ModelFamily family, String name) {
        List<ServiceReference<?>> found = new ArrayList<>();
        for (Role role : family.roles()) {
            references(role.service(), name).stream().limit(1).forEach(found::add);
        }
        return found;
    }

    /**
     * The services of one kind of an instance.
     *
     * @param type the kind
     * @param model the name of the instance
     * @return highest ranked first
     */
    List<ServiceReference<?>> references(Class<?> type, String model) {
        try {
            List<ServiceReference<?>> found =
                    new ArrayList<>(
                            context.getServiceReferences(
                                    type, "(" + SyrinxModel.MODEL + "=" + model + ")"));
            found.sort(Collections.reverseOrder());
            return found;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
