package org.syrinx.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;

/**
 * Declares, on any class of a bundle, that the bundle brings a model family: a capability in the
 * namespace {@value #NAMESPACE}, so that nobody writes a manifest header.
 */
@Capability(namespace = ProvideModel.NAMESPACE, effective = "active")
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ProvideModel {
    /** The namespace of the capability. */
    String NAMESPACE = "org.syrinx.model";

    /**
     * The family.
     *
     * @return for example {@code "vits"}
     */
    @Attribute(NAMESPACE)
    String value();

    /**
     * The roles that it provides, by key.
     *
     * @return for example {@code {"encoder", "vocoder"}}
     */
    @Attribute("roles")
    String[] roles();
}
