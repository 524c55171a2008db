package org.syrinx.itests.driver;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.syrinx.api.AudioCollector;
import org.syrinx.api.Pipelines;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;
import org.syrinx.api.SyrinxException;

/** Speaks once with a pipeline. Safe for use by several threads. */
final class OneRequest implements Function<Map<String, Object>, Map<String, Object>> {
    private final BundleContext context;

    OneRequest(BundleContext context) {
        this.context = context;
    }

    /**
     * Takes "pipeline" and "text"; gives "samples" (float[]), or "error" (the plain message), or
     * "thrown" (what should not come).
     */
    @Override
    public Map<String, Object> apply(Map<String, Object> request) {
        ServiceReference<Pipelines> ref = context.getServiceReference(Pipelines.class);
        Map<String, Object> result = new HashMap<>();
        try {
            AudioCollector sound = new AudioCollector();
            context.getService(ref)
                    .open((String) request.get("pipeline"))
                    .speak(
                            Prompt.say((String) request.get("text")).seed(3).build(),
                            sound,
                            Progress.NONE);
            result.put("samples", sound.audio().samples());
        } catch (SyrinxException e) {
            result.put("error", e.getMessage());
        } catch (RuntimeException | Error e) {
            result.put("thrown", e.toString());
        }
        return result;
    }
}
