package org.syrinx.launcher.internal.commands;

import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.syrinx.api.Backend;
import org.syrinx.api.Diagnostic;
import org.syrinx.api.MemoryReport;
import org.syrinx.api.SyrinxException;

/** The tensor engine, as far as its service tells. */
@Component
public final class EngineDiagnostic implements Diagnostic {
    private static final long MIB = 1 << 20;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Backend backend;

    @Override
    public String area() {
        return "engine";
    }

    @Override
    public List<Finding> examine() {
        Backend engine = backend;
        if (engine == null) {
            return List.of(
                    new Finding(
                            Level.ERROR,
                            "engine",
                            "no bundle offers one; look below for the bundle or component that is"
                                    + " not running"));
        }
        List<Finding> found = new ArrayList<>();
        try {
            found.add(new Finding(Level.OK, "engine", engine.description()));
            found.add(new Finding(Level.INFO, "devices", String.join(", ", engine.devices())));
            found.add(new Finding(Level.OK, "auto means", engine.resolve("auto")));
            found.add(new Finding(Level.INFO, "threads", Integer.toString(engine.threads())));
            MemoryReport memory = engine.memory();
            found.add(
                    new Finding(
                            Level.INFO,
                            "memory",
                            memory.resident() / MIB
                                    + " MiB resident, heap "
                                    + memory.jvmUsed() / MIB
                                    + " MiB"));
        } catch (SyrinxException e) {
            found.add(new Finding(Level.ERROR, "engine", e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            found.add(new Finding(Level.ERROR, "engine", "could not be loaded: " + e));
        }
        return found;
    }
}
