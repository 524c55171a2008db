package org.syrinx.launcher.internal.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
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
            found.add(new Finding(Level.INFO, "memory", text(engine.memory())));
        } catch (SyrinxException e) {
            found.add(new Finding(Level.ERROR, "engine", e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            found.add(new Finding(Level.ERROR, "engine", "could not be loaded: " + e));
        }
        return found;
    }

    /** What the platform does not tell is left out. */
    static String text(MemoryReport memory) {
        StringBuilder text =
                new StringBuilder("heap ")
                        .append(memory.jvmUsed() / MIB)
                        .append(" of ")
                        .append(memory.jvmMax() / MIB)
                        .append(" MiB");
        if (memory.nativeUsed() >= 0) {
            text.append(", native ").append(memory.nativeUsed() / MIB).append(" MiB");
        }
        if (memory.resident() >= 0) {
            text.append(", ").append(memory.resident() / MIB).append(" MiB resident");
        }
        if (memory.peakResident() >= 0) {
            text.append(" (at most ").append(memory.peakResident() / MIB).append(')');
        }
        new TreeMap<>(memory.device())
                .forEach(
                        (device, bytes) ->
                                text.append(", ")
                                        .append(device)
                                        .append(' ')
                                        .append(bytes / MIB)
                                        .append(" MiB"));
        return text.toString();
    }
}
