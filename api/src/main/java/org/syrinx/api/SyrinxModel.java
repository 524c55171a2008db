package org.syrinx.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The service properties of a stage: {@code syrinx.model} and {@code syrinx.latent}. On a component
 * class; families that register their stages by hand use the constants.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface SyrinxModel {
    /** Properties are {@code syrinx.model}, {@code syrinx.latent} ... */
    String PREFIX_ = "syrinx.";

    /** Service property: the id of the model instance. */
    String MODEL = "syrinx.model";

    /** Service property: the id of the latent spec. */
    String LATENT = "syrinx.latent";

    /** Service property: the family. */
    String PLUGIN = "syrinx.plugin";

    /**
     * The id of the model instance.
     *
     * @return unique in a framework
     */
    String model();

    /**
     * The id of the latent that it makes or wants.
     *
     * @return the id of its {@link LatentSpec}
     */
    String latent();

    /**
     * The family.
     *
     * @return for example {@code "griffinlim"}
     */
    String plugin();
}
