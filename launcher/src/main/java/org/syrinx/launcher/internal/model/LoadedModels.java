package org.syrinx.launcher.internal.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.syrinx.api.ModelFailure;
import org.syrinx.api.Role;
import org.syrinx.api.Stage;
import org.syrinx.api.StageInfo;

/** The models whose stages, or whose failures, are services now. Thread-safe. */
final class LoadedModels {
    private final BundleContext context;

    LoadedModels(BundleContext context) {
        this.context = context;
    }

    /** A model with stages that are services now. */
    record Loaded(String name, StageInfo info, Set<Role> roles) {
        ModelEntry entry(String about) {
            return new ModelEntry(
                    name,
                    info.plugin(),
                    roles,
                    ModelEntry.State.LOADED,
                    about.isEmpty() ? info.details().getOrDefault("folder", "") : about,
                    Optional.of(info),
                    Optional.empty());
        }
    }

    Map<String, Loaded> now() {
        Map<String, Loaded> found = new TreeMap<>();
        for (Role role : Role.values()) {
            for (ServiceReference<?> ref : references(role.service())) {
                Object service = context.getService(ref);
                if (service instanceof Stage stage) {
                    StageInfo info = stage.info();
                    found.computeIfAbsent(
                                    info.model(),
                                    n -> new Loaded(n, info, EnumSet.noneOf(Role.class)))
                            .roles()
                            .add(role);
                    context.ungetService(ref);
                }
            }
        }
        return found;
    }

    List<ModelFailure> failures() {
        List<ModelFailure> found = new ArrayList<>();
        for (ServiceReference<ModelFailure> ref : references(ModelFailure.class)) {
            ModelFailure failure = context.getService(ref);
            if (failure != null) {
                found.add(failure);
                context.ungetService(ref);
            }
        }
        return found;
    }

    private <T> List<ServiceReference<T>> references(Class<T> type) {
        try {
            return List.copyOf(context.getServiceReferences(type, null));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
