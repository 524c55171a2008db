package org.syrinx.api;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a plug-in says about its kind of model, so that the launcher can make instances of it
 * without naming a class.
 *
 * <p>An instance is a factory configuration {@code factoryPid~name} with {@code model.dir} (a
 * folder) or {@code model.builtin} (a name of {@link #builtIn()}), and {@code device}. When it has
 * loaded and passed its self-test, its stages appear as services with the property {@code
 * syrinx.model=name}; when it cannot load, a {@link ModelFailure} service with the same property
 * says why.
 */
@ConsumerType
public interface ModelFamily {
    /**
     * The name of the family.
     *
     * @return for example {@code "vits"}
     */
    String id();

    /**
     * The factory PID of instances.
     *
     * @return for example {@code "org.syrinx.vits"}
     */
    String factoryPid();

    /**
     * The roles that an instance provides.
     *
     * @return at least one
     */
    Set<Role> roles();

    /**
     * The models that the bundle carries.
     *
     * @return name to one sentence about it
     */
    Map<String, String> builtIn();

    /**
     * Whether a folder looks like a model of this family; cheap, reads configuration only,
     * allocates nothing native.
     *
     * @param folder an existing folder
     * @return empty if it does; else one sentence that says why not
     */
    Optional<String> reject(Path folder);
}
