package org.syrinx.launcher.internal.model;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.syrinx.api.SyrinxException;

/**
 * Unloads models that nobody has used for a while. There only with a configuration {@code
 * org.syrinx.idle}, which {@code ./syrinx shell --idle} makes.
 */
@Component(
        service = IdleModels.class,
        immediate = true,
        configurationPid = IdleModels.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = IdleModels.Config.class)
public final class IdleModels {
    /** The PID. */
    public static final String PID = "org.syrinx.idle";

    private static final System.Logger LOG = System.getLogger(IdleModels.class.getName());

    private final Models models;
    private final Unloader unloader;
    private final long idle;
    private final ScheduledExecutorService clock;

    /** Settings. */
    @ObjectClassDefinition(name = "Syrinx: idle models")
    public @interface Config {
        /** The time-out. */
        @AttributeDefinition(
                description = "Seconds without a request after which a model is unloaded; 0: never")
        long seconds() default 0;
    }

    /**
     * Starts to look, if there is a time-out.
     *
     * @param models the model instances
     * @param unloader unloads them
     * @param config the time-out
     */
    @Activate
    public IdleModels(@Reference Models models, @Reference Unloader unloader, Config config) {
        this.models = models;
        this.unloader = unloader;
        this.idle = TimeUnit.SECONDS.toNanos(config.seconds());
        if (config.seconds() <= 0) {
            clock = null;
            return;
        }
        clock =
                Executors.newSingleThreadScheduledExecutor(
                        look -> {
                            Thread thread = new Thread(null, look, "syrinx-idle", 0, false);
                            thread.setDaemon(true);
                            return thread;
                        });
        long often = Math.max(100, Math.min(10_000, config.seconds() * 250));
        clock.scheduleWithFixedDelay(this::look, often, often, TimeUnit.MILLISECONDS);
    }

    private void look() {
        for (String model : models.unusedFor(idle)) {
            try {
                unloader.unload(model);
            } catch (SyrinxException e) {
                // it was unloaded or replaced meanwhile, or is not ours to unload
                LOG.log(System.Logger.Level.DEBUG, e::getMessage);
            }
        }
    }

    @Deactivate
    void stop() {
        if (clock != null) {
            clock.shutdownNow();
        }
    }
}
