package org.syrinx.launcher.internal.stages;

import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.syrinx.api.Role;

/** The stages that are services at this moment. */
final class StageCatalog {
    private final BundleContext context;

    StageCatalog(BundleContext context) {
        this.context = context;
    }

    List<InstalledStage> list() {
        List<InstalledStage> all = new ArrayList<>();
        for (Role role : Role.values()) {
            for (ServiceReference<?> reference : references(role)) {
                Object service = context.getService(reference);
                if (service != null) {
                    InstalledStage.of(role, service).ifPresent(all::add);
                    context.ungetService(reference);
                }
            }
        }
        return all;
    }

    private List<ServiceReference<?>> references(Role role) {
        try {
            return List.copyOf(context.getServiceReferences(role.service(), null));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
