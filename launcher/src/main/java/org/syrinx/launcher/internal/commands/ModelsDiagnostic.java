package org.syrinx.launcher.internal.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.syrinx.api.Diagnostic;
import org.syrinx.api.SyrinxException;
import org.syrinx.launcher.internal.model.ActivationFailures;
import org.syrinx.launcher.internal.model.ModelEntry;
import org.syrinx.launcher.internal.model.Models;
import org.syrinx.launcher.internal.model.Pipelines;

/** Models, pipelines and components: what is installed, and what is not up. */
@Component
public final class ModelsDiagnostic implements Diagnostic {
    private final Models models;
    private final Pipelines pipelines;
    private final ActivationFailures failures;

    /**
     * Creates the diagnostic.
     *
     * @param models the model instances
     * @param pipelines the pipelines
     * @param failures of Declarative Services
     */
    @Activate
    public ModelsDiagnostic(
            @Reference Models models,
            @Reference Pipelines pipelines,
            @Reference ActivationFailures failures) {
        this.models = models;
        this.pipelines = pipelines;
        this.failures = failures;
    }

    @Override
    public String area() {
        return "models";
    }

    @Override
    public List<Finding> examine() {
        List<Finding> found = new ArrayList<>();
        for (ModelEntry e : models.list()) {
            String state = e.state().name().toLowerCase(Locale.ROOT);
            found.add(
                    e.failure()
                            .map(f -> new Finding(Level.ERROR, e.name(), f.getMessage()))
                            .orElseGet(
                                    () ->
                                            new Finding(
                                                    Level.OK,
                                                    e.name(),
                                                    e.family() + ", " + state + ": " + e.about())));
        }
        if (found.isEmpty()) {
            found.add(new Finding(Level.WARNING, "installed", "no plug-in brings a model"));
        }
        pipelines
                .list()
                .forEach(
                        p ->
                                found.add(
                                        p.problem()
                                                .map(SyrinxException::getMessage)
                                                .map(m -> new Finding(Level.ERROR, p.name(), m))
                                                .orElseGet(
                                                        () ->
                                                                new Finding(
                                                                        Level.OK,
                                                                        p.name(),
                                                                        "pipeline that can"
                                                                                + " speak"))));
        failures.all()
                .forEach(
                        f ->
                                found.add(
                                        new Finding(
                                                f.broken() ? Level.ERROR : Level.WARNING,
                                                f.component(),
                                                f.reason())));
        return found;
    }
}
