package org.syrinx.launcher.internal.pipeline;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.syrinx.api.Role;
import org.syrinx.api.SyrinxException;

/**
 * The stages that Declarative Services offers to one pipeline, and the choice among them: for each
 * role the highest ranked, and of equals the oldest, as everywhere in OSGi. One service may stand
 * for several roles. Not thread-safe.
 */
final class Candidates {
    /** In place of a filter: the role stays empty. */
    static final String NONE = "none";

    /** In place of a filter: whatever is there. */
    static final String ANY = "(any)";

    private final Map<ServiceReference<?>, Integer> offers = new HashMap<>();
    private final Set<ServiceReference<?>> dropped = Collections.newSetFromMap(new WeakHashMap<>());

    /** Declarative Services may offer on one thread what another is withdrawing. */
    void add(ServiceReference<?> stage) {
        if (!dropped.contains(stage)) {
            offers.merge(stage, 1, Integer::sum);
        }
    }

    void remove(ServiceReference<?> stage) {
        offers.computeIfPresent(stage, (r, n) -> n == 1 ? null : n - 1);
    }

    /** The service is being withdrawn, whether Declarative Services has heard of it yet or not. */
    void drop(ServiceReference<?> stage) {
        offers.remove(stage);
        dropped.add(stage);
    }

    /** Whether the service was dropped; it never comes back. */
    boolean dropped(ServiceReference<?> stage) {
        return dropped.contains(stage);
    }

    /**
     * Chooses.
     *
     * @param targets role to filter, {@link #ANY} or {@link #NONE}
     * @param wanted false for what must not be chosen although it is there
     * @return role to stage; a role for which there is nothing is left out
     * @throws SyrinxException if a target is not a filter
     */
    Map<Role, ServiceReference<?>> choose(
            Map<Role, String> targets, Predicate<ServiceReference<?>> wanted) {
        Map<Role, ServiceReference<?>> chosen = new EnumMap<>(Role.class);
        targets.forEach(
                (role, target) -> {
                    if (!NONE.equals(target)) {
                        Predicate<ServiceReference<?>> fits = filter(role, target);
                        offers.keySet().stream()
                                .filter(wanted)
                                .filter(ref -> provides(ref, role) && fits.test(ref))
                                .max(ServiceReference::compareTo)
                                .ifPresent(ref -> chosen.put(role, ref));
                    }
                });
        return chosen;
    }

    static boolean provides(ServiceReference<?> stage, Role role) {
        for (String type : (String[]) stage.getProperty(Constants.OBJECTCLASS)) {
            if (type.equals(role.service().getName())) {
                return true;
            }
        }
        return false;
    }

    private static Predicate<ServiceReference<?>> filter(Role role, String target) {
        if (target.equals(ANY)) {
            return ref -> true;
        }
        try {
            Filter filter = FrameworkUtil.createFilter(target);
            return filter::match;
        } catch (InvalidSyntaxException e) {
            throw new SyrinxException(
                    "an OSGi filter for " + role.key() + ".target, such as (syrinx.model=default)",
                    "\"" + target + "\"",
                    "correct the configuration");
        }
    }
}
