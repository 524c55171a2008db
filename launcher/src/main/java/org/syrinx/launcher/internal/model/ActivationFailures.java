package org.syrinx.launcher.internal.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * What Declarative Services knows about components that are not up. Without asking, such a failure
 * is invisible: the service is just not there.
 */
@Component(service = ActivationFailures.class)
public final class ActivationFailures {
    private final ServiceComponentRuntime runtime;

    /**
     * Creates the service.
     *
     * @param runtime of Declarative Services
     */
    @Activate
    public ActivationFailures(@Reference ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    /**
     * Why a configured component is not active.
     *
     * @param pid the PID of its configuration
     * @return the last line that says what happened, or empty if it did not fail
     */
    public Optional<String> of(String pid) {
        for (ComponentDescriptionDTO description : runtime.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO c : runtime.getComponentConfigurationDTOs(description)) {
                if (c.state == ComponentConfigurationDTO.FAILED_ACTIVATION
                        && c.properties != null
                        && pid.equals(c.properties.get("service.pid"))) {
                    return Optional.of(cause(c.failure));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Why a component of a bundle failed.
     *
     * @param bundle whose
     * @return the first failure, or empty if none failed
     */
    public Optional<String> of(Bundle bundle) {
        for (ComponentDescriptionDTO d : runtime.getComponentDescriptionDTOs(bundle)) {
            for (ComponentConfigurationDTO c : runtime.getComponentConfigurationDTOs(d)) {
                if (c.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    return Optional.of(d.name + " failed: " + cause(c.failure));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * All components that are not up although they are configured.
     *
     * @return in the order of the bundles
     */
    public List<Failure> all() {
        List<Failure> found = new ArrayList<>();
        for (ComponentDescriptionDTO d : runtime.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO c : runtime.getComponentConfigurationDTOs(d)) {
                if (c.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    found.add(new Failure(d.name, true, cause(c.failure)));
                } else if (c.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
                    String missing =
                            Arrays.stream(c.unsatisfiedReferences)
                                    .map(r -> interfaceOf(d, r.name) + filter(r.target))
                                    .collect(Collectors.joining(", "));
                    found.add(new Failure(d.name, false, "waits for " + missing));
                }
            }
        }
        return found;
    }

    private static String interfaceOf(ComponentDescriptionDTO d, String reference) {
        return Arrays.stream(d.references)
                .filter(r -> r.name.equals(reference))
                .map(r -> r.interfaceName)
                .findFirst()
                .orElse(reference);
    }

    private static String filter(String target) {
        return target == null ? "" : " " + target;
    }

    /** The innermost cause of a printed stack trace. */
    private static String cause(String trace) {
        String text = Objects.requireNonNullElse(trace, "no reason was recorded");
        String first = text.lines().findFirst().orElse(text);
        return text.lines()
                .filter(line -> line.startsWith("Caused by: "))
                .reduce((a, b) -> b)
                .map(line -> line.substring("Caused by: ".length()))
                .orElse(first)
                .strip();
    }

    /**
     * A component that is not up.
     *
     * @param component its name
     * @param broken true when it failed, false when it waits for a service
     * @param reason for people
     */
    public record Failure(String component, boolean broken, String reason) {}
}
