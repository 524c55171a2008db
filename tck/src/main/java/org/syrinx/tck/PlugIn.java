package org.syrinx.tck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Where the plug-in under test is. Without values: the bundle that this Maven module makes, and the
 * one stage of the role that it registers.
 */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PlugIn {
    /**
     * The bundle: a jar, or the folder of classes and manifest that bnd makes.
     *
     * @return a path, relative to the working directory
     */
    String bundle() default "target/classes";

    /**
     * Which stage, if the bundle registers several of the role.
     *
     * @return the value of its service property {@code syrinx.model}; empty for any
     */
    String model() default "";

    /**
     * Which service, where {@link #model()} does not tell.
     *
     * @return an OSGi filter, for example {@code "(finder.kind=pca)"}
     */
    String target() default "";

    /**
     * For plug-ins that make instances from configurations: the factory PID.
     *
     * @return the PID of the family; empty if the stage needs no configuration. The instance is
     *     called {@link #model()}, or {@code contract}
     */
    String factoryPid() default "";

    /**
     * The configuration of the instance.
     *
     * @return {@code name=value}; {@code model.dir} is resolved against the working directory
     */
    String[] configuration() default {};

    /**
     * Other bundles that the plug-in needs and that are not on the class path of the tests.
     *
     * @return paths, relative to the working directory
     */
    String[] with() default {};
}
