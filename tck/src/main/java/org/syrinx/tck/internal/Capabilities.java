package org.syrinx.tck.internal;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.syrinx.api.ProvideModel;

/** The families that a bundle declares, with their roles. */
public final class Capabilities {
    private final Map<String, Set<String>> roles = new TreeMap<>();

    private Capabilities() {}

    /**
     * Reads the capabilities of a bundle.
     *
     * @param bundle installed
     * @return what it declares
     */
    public static Capabilities of(Bundle bundle) {
        Capabilities all = new Capabilities();
        for (BundleCapability c :
                bundle.adapt(BundleRevision.class)
                        .getDeclaredCapabilities(ProvideModel.NAMESPACE)) {
            Object family = c.getAttributes().get(ProvideModel.NAMESPACE);
            Object declared = c.getAttributes().get("roles");
            Set<String> roles =
                    all.roles.computeIfAbsent(String.valueOf(family), f -> new TreeSet<>());
            if (declared instanceof Collection<?> several) {
                several.forEach(r -> roles.add(r.toString()));
            } else if (declared != null) {
                roles.add(declared.toString());
            }
        }
        return all;
    }

    /**
     * The families.
     *
     * @return sorted
     */
    public Set<String> families() {
        return roles.keySet();
    }

    /**
     * The roles of a family.
     *
     * @param family its id
     * @return keys of roles, empty for an unknown family
     */
    public Set<String> roles(String family) {
        return roles.getOrDefault(family, Set.of());
    }
}
