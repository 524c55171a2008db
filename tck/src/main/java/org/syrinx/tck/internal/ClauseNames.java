package org.syrinx.tck.internal;

import java.lang.reflect.Method;
import java.util.Locale;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.syrinx.tck.Clause;

/** {@code V-3 chunk size changes when sound is delivered}: the clause, then the method's name. */
public final class ClauseNames extends DisplayNameGenerator.Standard {
    /** For JUnit. */
    public ClauseNames() {}

    @Override
    public String generateDisplayNameForMethod(Class<?> testClass, Method method) {
        Clause clause = method.getAnnotation(Clause.class);
        return clause == null
                ? super.generateDisplayNameForMethod(testClass, method)
                : clause.value() + " " + words(method.getName());
    }

    static String words(String camelCase) {
        return camelCase.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT).strip();
    }
}
