package org.syrinx.launcher.internal.pipeline;

import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.syrinx.api.Denoiser;
import org.syrinx.api.Directions;
import org.syrinx.api.Encoder;
import org.syrinx.api.LatentSpace;
import org.syrinx.api.Pipeline;
import org.syrinx.api.Role;
import org.syrinx.api.SentenceSplitter;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Vocoder;

/**
 * A configuration {@code org.syrinx.pipeline~name} as Declarative Services sees it: takes all
 * stages that the configured filters find, and offers a {@link Pipeline} service whenever there is
 * one for every role and they fit.
 *
 * <p>References take references, not services: a stage is fetched when it is chosen and given back
 * when the last request on it has ended. And they take several: while a plug-in is updated, both
 * versions are there.
 */
@Component(
        name = PipelineComponent.PID,
        service = PipelineStatus.class,
        immediate = true,
        configurationPid = PipelineComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        reference = {
            @Reference(
                    name = "encoder",
                    service = Encoder.class,
                    cardinality = ReferenceCardinality.MULTIPLE,
                    policy = ReferencePolicy.DYNAMIC,
                    bind = "bind",
                    unbind = "unbind"),
            @Reference(
                    name = "latentspace",
                    service = LatentSpace.class,
                    cardinality = ReferenceCardinality.MULTIPLE,
                    policy = ReferencePolicy.DYNAMIC,
                    bind = "bind",
                    unbind = "unbind"),
            @Reference(
                    name = "denoiser",
                    service = Denoiser.class,
                    cardinality = ReferenceCardinality.MULTIPLE,
                    policy = ReferencePolicy.DYNAMIC,
                    bind = "bind",
                    unbind = "unbind"),
            @Reference(
                    name = "vocoder",
                    service = Vocoder.class,
                    cardinality = ReferenceCardinality.MULTIPLE,
                    policy = ReferencePolicy.DYNAMIC,
                    bind = "bind",
                    unbind = "unbind")
        })
@Designate(ocd = PipelineConfig.class, factory = true)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"org.syrinx.api.Pipeline\"")
public final class PipelineComponent implements PipelineStatus {
    /** The factory PID. */
    public static final String PID = "org.syrinx.pipeline";

    /** Service property of {@link Pipeline}: its name. */
    public static final String NAME = "syrinx.pipeline";

    private final BundleContext context;
    private final String name;
    private final PipelineWiring wiring;
    private final SpeakingPipeline service;
    private final AtomicInteger announcements = new AtomicInteger();
    private ServiceRegistration<Pipeline> registration;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile SentenceSplitter splitter;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Directions directions;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile SleepingModels sleeping;

    /**
     * Creates the pipeline, without stages.
     *
     * @param context of the launcher
     * @param retiring bundles that are being replaced
     * @param config the targets
     * @param properties with the PID, for the name
     */
    @Activate
    public PipelineComponent(
            BundleContext context,
            @Reference Retiring retiring,
            PipelineConfig config,
            Map<String, Object> properties) {
        this.context = context;
        this.name = nameOf(config, properties);
        this.wiring =
                new PipelineWiring(name, context, config, retiring, () -> sleeping, this::announce);
        this.service =
                new SpeakingPipeline(
                        name, wiring, () -> splitter, () -> directions, () -> sleeping);
    }

    private static String nameOf(PipelineConfig config, Map<String, Object> properties) {
        if (!config.name().isBlank()) {
            return config.name();
        }
        String pid = String.valueOf(properties.get("service.pid"));
        return pid.substring(pid.indexOf('~') + 1);
    }

    /** Starts to offer the service: the first stages have been bound. */
    @Activate
    void start() {
        wiring.start();
    }

    /** Withdraws the service; running requests go on. */
    @Deactivate
    void stop() {
        wiring.stop();
    }

    @Modified
    void modified(PipelineConfig changed) {
        wiring.configure(changed);
    }

    void bind(ServiceReference<?> stage) {
        wiring.offer(stage);
    }

    void unbind(ServiceReference<?> stage) {
        wiring.retract(stage);
    }

    /**
     * Registers and unregisters. Listeners may bind other stages meanwhile, so no lock is held:
     * whoever is inside looks again instead.
     */
    private void announce() {
        if (announcements.getAndIncrement() != 0) {
            return;
        }
        int seen;
        do {
            seen = announcements.get();
            boolean speaks = wiring.holder().peek() != null;
            if (speaks && registration == null) {
                Hashtable<String, Object> properties = new Hashtable<>();
                properties.put(NAME, name);
                registration = context.registerService(Pipeline.class, service, properties);
            } else if (!speaks && registration != null) {
                ServiceRegistration<Pipeline> old = registration;
                registration = null;
                old.unregister();
            }
        } while (!announcements.compareAndSet(seen, 0));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Pipeline pipeline() {
        return service;
    }

    @Override
    public Map<Role, String> targets() {
        return wiring.targets();
    }

    @Override
    public Map<Role, StageInfo> bound() {
        Wiring now = wiring.holder().peek();
        return now == null ? Map.of() : now.infos();
    }

    @Override
    public Map<Role, ServiceReference<?>> references() {
        return references(wiring.holder().peek());
    }

    private static Map<Role, ServiceReference<?>> references(Wiring now) {
        return now == null ? Map.of() : now.references();
    }

    @Override
    public Optional<SyrinxException> problem() {
        return wiring.problem();
    }

    @Override
    public boolean refused() {
        return wiring.refused();
    }

    @Override
    public Optional<SyrinxException> pending() {
        return wiring.pending();
    }

    @Override
    public Map<Role, SyrinxException> quarantined() {
        return wiring.quarantined();
    }

    @Override
    public boolean release() {
        return wiring.release();
    }

    @Override
    public int abandoned() {
        return wiring.holder().abandoned();
    }

    @Override
    public SwapMode mode() {
        return SwapMode.of(wiring.config().swap());
    }

    @Override
    public Duration silence() {
        return Duration.ofMillis(wiring.config().stage_timeout());
    }

    @Override
    public void rewire() {
        wiring.rewire();
    }

    @Override
    public void switchTo(Map<Role, ServiceReference<?>> stages) {
        wiring.switchTo(stages);
    }

    @Override
    public boolean awaitConfigured(Duration patience) {
        return wiring.awaitConfigured(patience);
    }

    @Override
    public void pause(SyrinxException why) {
        wiring.pause(why);
    }

    @Override
    public void resume() {
        wiring.pause(null);
    }

    @Override
    public boolean awaitWiring(
            Predicate<Map<Role, ServiceReference<?>>> wanted, Duration patience) {
        return wiring.holder().await(now -> wanted.test(references(now)), patience);
    }

    @Override
    public boolean awaitDrained(ServiceReference<?> stage, Duration patience) {
        return wiring.holder().awaitDrained(w -> w.uses(stage), patience);
    }
}
