package org.syrinx.itests.framework;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.syrinx.itests.driver.DriverActivator;

/** Speaks and runs commands inside the running framework, from any thread of a test. */
public final class Driver implements AutoCloseable {
    private static final String IMPORTS =
            "org.osgi.framework,org.osgi.service.cm,org.syrinx.api,org.syrinx.api.command,"
                    + "picocli";

    private final RunningSyrinx syrinx;
    private final Bundle bundle;

    /**
     * Installs it.
     *
     * @param syrinx the framework
     * @throws IOException if its classes cannot be read
     * @throws BundleException if it does not start
     */
    public Driver(RunningSyrinx syrinx) throws IOException, BundleException {
        this.syrinx = syrinx;
        this.bundle =
                syrinx.context()
                        .installBundle("driver", TestBundle.of(DriverActivator.class, IMPORTS));
        bundle.start();
    }

    /**
     * Speaks on three threads while something changes.
     *
     * @param pipeline who speaks
     * @param times how often the change is made; a request ends between two
     * @param change made on this thread
     * @return "calls", "failures" and "sounds"
     */
    public Map<String, Object> underLoad(String pipeline, int times, Runnable change) {
        return underLoad(3, pipeline, times, change);
    }

    /**
     * Speaks on several threads while something changes.
     *
     * @param callers how many threads
     * @param pipeline who speaks
     * @param times how often the change is made; a request ends between two
     * @param change made on this thread
     * @return "calls", "failures" and "sounds"
     */
    public Map<String, Object> underLoad(int callers, String pipeline, int times, Runnable change) {
        Function<Map<String, Object>, Map<String, Object>> load = syrinx.service("(driver=load)");
        return load.apply(
                Map.of("callers", callers, "pipeline", pipeline, "times", times, "change", change));
    }

    /**
     * Speaks once.
     *
     * @param pipeline who
     * @param text what
     * @return "samples", or "error", or "thrown"
     */
    public Map<String, Object> speak(String pipeline, String text) {
        Function<Map<String, Object>, Map<String, Object>> speak = syrinx.service("(driver=speak)");
        return speak.apply(Map.of("pipeline", pipeline, "text", text));
    }

    /**
     * Speaks once and expects it to work.
     *
     * @param pipeline who
     * @param text what
     * @return the first sample
     */
    public float firstSample(String pipeline, String text) {
        Map<String, Object> result = speak(pipeline, text);
        if (!result.containsKey("samples")) {
            throw new AssertionError(pipeline + " does not speak: " + result);
        }
        return ((float[]) result.get("samples"))[0];
    }

    /**
     * Runs a command.
     *
     * @param words name and arguments
     * @return "text" and "json", or "error"
     */
    public Map<String, Object> command(String... words) {
        Function<List<String>, Map<String, Object>> command = syrinx.service("(driver=command)");
        return command.apply(List.of(words));
    }

    /**
     * Runs a command and expects it to work.
     *
     * @param words name and arguments
     * @return its JSON
     */
    @SuppressWarnings("unchecked")
    public Map<String, Object> json(String... words) {
        Map<String, Object> result = command(words);
        if (result.containsKey("error")) {
            throw new AssertionError(String.join(" ", words) + ": " + result.get("error"));
        }
        return (Map<String, Object>) result.get("json");
    }

    /**
     * Runs a command and expects it to fail.
     *
     * @param words name and arguments
     * @return its message
     */
    public String error(String... words) {
        Map<String, Object> result = command(words);
        if (!result.containsKey("error")) {
            throw new AssertionError(String.join(" ", words) + " should fail: " + result);
        }
        return (String) result.get("error");
    }

    /**
     * Makes or changes a factory configuration, as a file or a person does.
     *
     * @param pid factory PID, a tilde and a name
     * @param properties what it says
     */
    public void configure(String pid, Map<String, Object> properties) {
        BiFunction<String, Map<String, Object>, Integer> configure =
                syrinx.service("(driver=configure)");
        configure.apply(pid, properties);
    }

    /**
     * Deletes configurations.
     *
     * @param filter of them
     * @return how many there were
     */
    public int deleteConfigurations(String filter) {
        BiFunction<String, Map<String, Object>, Integer> configure =
                syrinx.service("(driver=configure)");
        return configure.apply(filter, null);
    }

    @Override
    public void close() throws BundleException {
        bundle.uninstall();
    }
}
