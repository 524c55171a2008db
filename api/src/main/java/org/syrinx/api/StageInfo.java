package org.syrinx.api;

import java.util.Map;
import java.util.Objects;

/**
 * Who a stage is: enough to cite it, to tell two instances apart and to run it again.
 *
 * @param model the id of the model instance, as in the service property {@code syrinx.model};
 *     unique in a framework
 * @param plugin the family that made it, for example {@code "vits"}
 * @param version the version of the bundle that made it
 * @param fingerprint a hash of the weights ({@code "sha256:..."}), or an empty string for a stage
 *     without weights
 * @param device where it really runs: {@code "cpu"}, {@code "gpu0"} ..., or {@code "jvm"} for pure
 *     Java
 * @param details anything else worth showing: parameter count, folder, licence of the weights ...
 */
public record StageInfo(
        String model,
        String plugin,
        String version,
        String fingerprint,
        String device,
        Map<String, String> details) {
    public StageInfo {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(plugin, "plugin");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(device, "device");
        details = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(details));
    }
}
