package org.syrinx.launcher.internal.pipeline;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
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
import org.syrinx.api.Stage;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Vocoder;

/**
 * A configuration {@code org.syrinx.pipeline~name} as Declarative Services sees it: binds one stage
 * a role by the configured filters, and offers a {@link Pipeline} service whenever the stages are
 * all there and fit.
 *
 * <p>SCR binds a replacement before it unbinds the old stage, so an unbind only counts when the
 * stage is still the bound one. References are optional, so that a pipeline that cannot speak is
 * there to say why.
 */
@Component(
        name = PipelineComponent.PID,
        service = PipelineStatus.class,
        immediate = true,
        configurationPid = PipelineComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = PipelineConfig.class, factory = true)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"org.syrinx.api.Pipeline\"")
public final class PipelineComponent implements PipelineStatus {
    /** The factory PID. */
    public static final String PID = "org.syrinx.pipeline";

    /** Service property of {@link Pipeline}: its name. */
    public static final String NAME = "syrinx.pipeline";

    /** Below SCR's lock time-out of 5 s, so that a long request never blocks the framework. */
    private static final Duration DRAIN = Duration.ofSeconds(3);

    private static final String NONE = "none";

    private final BundleContext context;
    private final String name;
    private final LeasedHolder<Wiring> holder;
    private final SpeakingPipeline service;
    private final Map<Role, Stage> bound = new EnumMap<>(Role.class);
    private final AtomicInteger announcements = new AtomicInteger();
    private volatile PipelineConfig config;
    private volatile SyrinxException problem;
    private volatile boolean refused;
    private volatile boolean active;
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

    /**
     * Creates the pipeline, without stages.
     *
     * @param context of the launcher
     * @param config the targets
     * @param properties with the PID, for the name
     */
    @Activate
    public PipelineComponent(
            BundleContext context, PipelineConfig config, Map<String, Object> properties) {
        this.context = context;
        this.config = config;
        this.name = nameOf(config, properties);
        this.holder = new LeasedHolder<>(Wiring::leaseAll, this::unavailable);
        this.service =
                new SpeakingPipeline(
                        name, holder, () -> splitter, () -> directions, this::patience);
    }

    /** A mismatch may be half of a swap of two stages, so even that is given a moment. */
    private Duration patience() {
        long wait = config.swap_wait();
        return Duration.ofMillis(refused ? Math.min(wait, 1000) : wait);
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
        active = true;
        rewire();
    }

    /** Withdraws the service; running requests go on. */
    @Deactivate
    void stop() {
        active = false;
        rewire();
    }

    @Modified
    void modified(PipelineConfig changed) {
        config = changed;
        rewire();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            name = "encoder",
            unbind = "unbindEncoder")
    void bindEncoder(Encoder stage) {
        bind(Role.ENCODER, stage);
    }

    void unbindEncoder(Encoder stage) {
        unbind(Role.ENCODER, stage);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            name = "latentspace",
            unbind = "unbindLatentSpace")
    void bindLatentSpace(LatentSpace stage) {
        bind(Role.LATENTSPACE, stage);
    }

    void unbindLatentSpace(LatentSpace stage) {
        unbind(Role.LATENTSPACE, stage);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            name = "denoiser",
            unbind = "unbindDenoiser")
    void bindDenoiser(Denoiser stage) {
        bind(Role.DENOISER, stage);
    }

    void unbindDenoiser(Denoiser stage) {
        unbind(Role.DENOISER, stage);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            name = "vocoder",
            unbind = "unbindVocoder")
    void bindVocoder(Vocoder stage) {
        bind(Role.VOCODER, stage);
    }

    void unbindVocoder(Vocoder stage) {
        unbind(Role.VOCODER, stage);
    }

    private void bind(Role role, Stage stage) {
        synchronized (bound) {
            bound.put(role, stage);
        }
        rewire();
    }

    private void unbind(Role role, Stage stage) {
        synchronized (bound) {
            if (bound.get(role) == stage) {
                bound.remove(role);
            }
        }
        rewire();
        holder.awaitDrained(wiring -> wiring.uses(stage), DRAIN);
    }

    /** Brings the holder in line with what is bound, then the service with the holder. */
    private void rewire() {
        synchronized (bound) {
            Wiring next = null;
            SyrinxException why = null;
            boolean mismatch = false;
            Map<Role, Stage> wanted = wanted();
            String missing = missing(wanted);
            if (!active) {
                why = stopped();
            } else if (!missing.isEmpty()) {
                why = incomplete(missing);
            } else {
                try {
                    next = Wiring.of(wanted);
                } catch (SyrinxException e) {
                    why = e;
                    mismatch = true;
                }
            }
            problem = why;
            refused = mismatch;
            if (next == null) {
                holder.withdraw(this::unavailable);
            } else if (!next.sameAs(holder.peek())) {
                holder.publish(next);
            }
        }
        announce();
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
            boolean speaks = holder.peek() != null;
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

    private Map<Role, Stage> wanted() {
        Map<Role, Stage> wanted = new EnumMap<>(bound);
        if (NONE.equals(config.denoiser())) {
            wanted.remove(Role.DENOISER);
        }
        if (NONE.equals(config.latentspace())) {
            wanted.remove(Role.LATENTSPACE);
        }
        return wanted;
    }

    private String missing(Map<Role, Stage> wanted) {
        return targets().entrySet().stream()
                .filter(e -> !NONE.equals(e.getValue()) && !wanted.containsKey(e.getKey()))
                .map(e -> e.getKey().key() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }

    private SyrinxException incomplete(String missing) {
        return new SyrinxException(
                "every stage of the pipeline \"" + name + "\" to be there",
                "missing: " + missing,
                "look at ./syrinx models, and install or load the model, or change the target");
    }

    private SyrinxException stopped() {
        return new SyrinxException(
                "a configured pipeline", "the pipeline \"" + name + "\" was removed", "create it");
    }

    private SyrinxException unavailable() {
        SyrinxException why = problem;
        return why == null ? incomplete("nothing any more, it came back this moment") : why;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<Role, String> targets() {
        PipelineConfig c = config;
        Map<Role, String> targets = new EnumMap<>(Role.class);
        targets.put(Role.ENCODER, any(c.encoder_target()));
        targets.put(
                Role.LATENTSPACE,
                NONE.equals(c.latentspace()) ? NONE : any(c.latentspace_target()));
        targets.put(Role.DENOISER, NONE.equals(c.denoiser()) ? NONE : any(c.denoiser_target()));
        targets.put(Role.VOCODER, any(c.vocoder_target()));
        return targets;
    }

    private static String any(String filter) {
        return filter.isBlank() ? "(any)" : filter;
    }

    @Override
    public Map<Role, StageInfo> bound() {
        Map<Role, StageInfo> infos = new EnumMap<>(Role.class);
        synchronized (bound) {
            wanted().forEach((role, stage) -> infos.put(role, stage.info()));
        }
        return infos;
    }

    @Override
    public Optional<SyrinxException> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public boolean refused() {
        return refused;
    }
}
