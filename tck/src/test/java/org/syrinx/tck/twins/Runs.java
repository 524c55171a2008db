package org.syrinx.tck.twins;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.syrinx.tck.Clause;

/** Runs contract tests from within tests. */
final class Runs {
    private Runs() {}

    /** The outcome of every clause of a contract. */
    static Map<String, TestExecutionResult> all(Class<?> contract) {
        return run(selectClass(contract));
    }

    /** The outcome of one clause. */
    static TestExecutionResult one(Class<?> contract, String clause) {
        Method method = clauses(contract).get(clause);
        if (method == null) {
            throw new IllegalArgumentException(contract + " has no test of " + clause);
        }
        return run(selectMethod(contract, method)).get(clause);
    }

    private static Map<String, TestExecutionResult> run(DiscoverySelector what) {
        Map<String, TestExecutionResult> outcomes = new LinkedHashMap<>();
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(what).build();
        LauncherFactory.create()
                .execute(
                        request,
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(
                                    TestIdentifier id, TestExecutionResult result) {
                                id.getSource()
                                        .filter(MethodSource.class::isInstance)
                                        .map(MethodSource.class::cast)
                                        .map(s -> s.getJavaMethod().getAnnotation(Clause.class))
                                        .ifPresentOrElse(
                                                c -> outcomes.put(c.value(), result),
                                                () -> outside(outcomes, result));
                            }
                        });
        return outcomes;
    }

    /** A failure outside a test, such as one while uninstalling. */
    private static void outside(
            Map<String, TestExecutionResult> outcomes, TestExecutionResult result) {
        if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            outcomes.put("outside", result);
        }
    }

    /** Clause to test, in a contract and its base classes. */
    static Map<String, Method> clauses(Class<?> contract) {
        Map<String, Method> found = new TreeMap<>();
        for (Class<?> c = contract; c != null; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                Clause clause = method.getAnnotation(Clause.class);
                if (clause != null && found.put(clause.value(), method) != null) {
                    throw new AssertionError("two tests of " + clause.value());
                }
            }
        }
        return found;
    }
}
