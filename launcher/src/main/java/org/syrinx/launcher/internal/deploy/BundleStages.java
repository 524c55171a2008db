package org.syrinx.launcher.internal.deploy;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.syrinx.api.Role;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.SyrinxModel;

/** The stages that bundles offer. */
final class BundleStages {
    private BundleStages() {}

    /**
     * A stage that a bundle offers.
     *
     * @param model of which model
     * @param role in which role
     */
    record Served(String model, Role role) {}

    static Set<Served> served(Bundle bundle) {
        Set<Served> served = new HashSet<>();
        for (ServiceReference<?> ref : services(bundle)) {
            if (ref.getProperty(SyrinxModel.MODEL) instanceof String model) {
                for (Role role : Role.values()) {
                    if (provides(ref, role.service())) {
                        served.add(new Served(model, role));
                    }
                }
            }
        }
        return served;
    }

    static ServiceReference<?>[] services(Bundle bundle) {
        ServiceReference<?>[] found = bundle.getRegisteredServices();
        return found == null ? new ServiceReference<?>[0] : found;
    }

    static boolean provides(ServiceReference<?> ref, Class<?> type) {
        return Set.of((String[]) ref.getProperty(Constants.OBJECTCLASS)).contains(type.getName());
    }

    /** Whether one of some stages is of one of some bundles. */
    static boolean uses(Map<Role, ServiceReference<?>> stages, Collection<Bundle> bundles) {
        return stages.values().stream().anyMatch(ref -> bundles.contains(ref.getBundle()));
    }

    /**
     * The stage of a new version that stands for one of the old version.
     *
     * @param fresh the new version
     * @param role of the stage
     * @param of the stage of the old version
     * @return the same model in the same role
     * @throws SyrinxException if there is none any more
     */
    static ServiceReference<?> successor(Bundle fresh, Role role, ServiceReference<?> of) {
        for (ServiceReference<?> ref : services(fresh)) {
            if (provides(ref, role.service())
                    && of.getProperty(SyrinxModel.MODEL)
                            .equals(ref.getProperty(SyrinxModel.MODEL))) {
                return ref;
            }
        }
        throw new SyrinxException(
                "the new version to serve what the old one serves",
                "the "
                        + role.key()
                        + " of \""
                        + of.getProperty(SyrinxModel.MODEL)
                        + "\" has gone again",
                "correct the plug-in; the old version serves as before");
    }
}
