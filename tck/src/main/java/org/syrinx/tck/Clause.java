package org.syrinx.tck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** A test of one clause of the contract. */
@Test
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Clause {
    /**
     * The number of the clause in {@code docs/contract.md}.
     *
     * @return for example {@code "V-3"}
     */
    String value();
}
