package org.syrinx.launcher.internal.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.syrinx.api.Role;
import org.syrinx.api.SyrinxException;
import org.syrinx.launcher.internal.pipeline.PipelineStatus;

/**
 * Gives the memory of models back. Pipelines stay configured: the next request loads the model
 * again. Thread-safe.
 */
@Component(service = Unloader.class)
public final class Unloader {
    private static final Duration DRAINING = Duration.ofSeconds(60);

    private static final double MIB = 1 << 20;

    private final Models models;
    private final Occupancy occupancy;
    private final MemoryMeter meter;

    /**
     * Creates the service.
     *
     * @param models the model instances
     * @param occupancy who uses which
     * @param meter measures memory
     */
    @Activate
    public Unloader(
            @Reference Models models,
            @Reference Occupancy occupancy,
            @Reference MemoryMeter meter) {
        this.models = models;
        this.occupancy = occupancy;
        this.meter = meter;
    }

    /**
     * Unloads a model. Requests that run on it finish first, within limits.
     *
     * @param model a loaded model
     * @return times and memory; garbage is collected and the native heap trimmed before both
     *     measurements, so that they can be compared
     * @throws SyrinxException if there is no such model, or it is not loaded, or no configuration
     *     made it
     */
    public ChangeReport unload(String model) {
        ModelEntry entry = models.entry(model);
        if (entry.state() != ModelEntry.State.LOADED) {
            throw new SyrinxException(
                    "a loaded model", "\"" + model + "\" is not loaded", "look at ./syrinx models");
        }
        meter.settle();
        ChangeReport.Builder report = new ChangeReport.Builder(meter);
        List<ServiceReference<?>> stages = new ArrayList<>();
        for (Role role : Role.values()) {
            models.reference(role, model).ifPresent(stages::add);
        }
        List<PipelineStatus> users = occupancy.pipelines(model);
        if (!models.free(model)) {
            throw new SyrinxException(
                    "a model that a configuration made",
                    "\"" + model + "\" lives as long as its bundle runs",
                    "stop the bundle, or remove it");
        }
        report.phase("withdraw");
        for (PipelineStatus user : users) {
            for (ServiceReference<?> stage : stages) {
                if (!user.awaitDrained(stage, DRAINING)) {
                    report.note(
                            "A request still runs on it in "
                                    + user.name()
                                    + "; the memory goes when that ends.");
                    break;
                }
            }
            if (user.abandoned() > 0) {
                report.note(
                        user.abandoned()
                                + " call(s) of "
                                + user.name()
                                + " gave no sign of life and were left behind; their memory stays"
                                + " until a restart.");
            }
        }
        report.phase("drain");
        meter.settle();
        report.phase("free");
        if (!users.isEmpty()) {
            report.note(
                    "It comes back with the next request of "
                            + String.join(", ", users.stream().map(PipelineStatus::name).toList())
                            + ".");
        }
        ChangeReport done = report.build();
        long[] resident = done.memory().rows().get("resident");
        if (resident != null) {
            models.remember(
                    model,
                    String.format(
                            Locale.ROOT, "gave %.1f MiB back", (resident[0] - resident[1]) / MIB));
        }
        return done;
    }
}
