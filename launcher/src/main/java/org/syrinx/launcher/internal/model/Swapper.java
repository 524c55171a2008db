package org.syrinx.launcher.internal.model;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.syrinx.api.Role;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.launcher.internal.pipeline.PipelineStatus;
import org.syrinx.launcher.internal.pipeline.SwapMode;
import org.syrinx.launcher.internal.pipeline.Trial;

/**
 * Replaces stages of running pipelines, one change at a time. Whatever fails before the switch
 * leaves the old stage where it is.
 */
@Component(service = Swapper.class)
public final class Swapper {
    private static final Duration SWITCHING = Duration.ofSeconds(20);
    private static final Duration WAKING = Duration.ofSeconds(1);
    private static final Duration DRAINING = Duration.ofSeconds(60);
    private static final String NONE = "none";

    private final BundleContext context;
    private final Models models;
    private final Pipelines pipelines;
    private final Occupancy occupancy;
    private final MemoryMeter meter;

    /** One for all: what a swap of one pipeline loads, that of another must not free meanwhile. */
    private final ReentrantLock lock = new ReentrantLock(true);

    /**
     * Creates the service.
     *
     * @param context of the launcher
     * @param models the model instances
     * @param pipelines the pipelines
     * @param occupancy who uses which model
     * @param meter measures memory
     */
    @Activate
    public Swapper(
            BundleContext context,
            @Reference Models models,
            @Reference Pipelines pipelines,
            @Reference Occupancy occupancy,
            @Reference MemoryMeter meter) {
        this.context = context;
        this.models = models;
        this.pipelines = pipelines;
        this.occupancy = occupancy;
        this.meter = meter;
    }

    /**
     * What is to be replaced.
     *
     * @param pipeline name of a configured pipeline
     * @param role the role of the stage
     * @param model a model by name or folder, or {@code none}
     * @param device {@code auto}, {@code cpu} ..., or null
     * @param mode or empty for the pipeline's own
     * @param keep whether the old model stays in memory
     */
    public record Request(
            String pipeline,
            Role role,
            String model,
            String device,
            Optional<SwapMode> mode,
            boolean keep) {}

    /**
     * What was done.
     *
     * @param mode how it was done, which is not always how it was asked for
     * @param from the model before, or {@code none}
     * @param to the model now, or {@code none}
     * @param report times and memory
     */
    public record Result(SwapMode mode, String from, String to, ChangeReport report) {}

    /**
     * Replaces a stage. Returns when the new one serves and the old one has been freed, or when
     * that would take too long.
     *
     * @param request what
     * @return what was done
     * @throws SyrinxException if the new stage cannot be loaded, does not fit, or fails its trial:
     *     then the old one serves as before
     */
    public Result swap(Request request) {
        lock.lock();
        try {
            PipelineStatus status = pipelines.require(request.pipeline);
            SwapMode mode = request.mode.orElseGet(status::mode);
            if (status.references().isEmpty()) {
                // what was unloaded is wanted again: a stage is tried with all the others
                status.targets().forEach(models::wake);
                status.awaitWiring(refs -> !refs.isEmpty(), WAKING);
            }
            ChangeReport.Builder report = new ChangeReport.Builder(meter);
            Change change = new Change(request, status, report);
            SwapMode done = SwapMode.AVAILABLE;
            if (mode == SwapMode.FRUGAL && change.canFreeFirst()) {
                done = SwapMode.FRUGAL;
                change.frugal();
            } else {
                change.available();
            }
            return new Result(done, change.from, change.to, report.build());
        } finally {
            lock.unlock();
        }
    }

    /** One swap. */
    private final class Change {
        private final Request request;
        private final PipelineStatus status;
        private final ChangeReport.Builder report;
        private final Map<Role, ServiceReference<?>> before;
        private final String from;
        private String to = NONE;

        Change(Request request, PipelineStatus status, ChangeReport.Builder report) {
            this.request = request;
            this.status = status;
            this.report = report;
            Map<Role, ServiceReference<?>> serving = status.references();
            this.before = serving.isEmpty() ? pipelines.configured(status) : serving;
            StageInfo old = status.bound().get(request.role);
            this.from = old == null ? NONE : old.model();
        }

        /** Frees the old model first only if nobody else needs it, this pipeline included. */
        boolean canFreeFirst() {
            Optional<String> why = whyNotFirst();
            why.ifPresent(words -> report.note("Swapped as with swap=available: " + words + "."));
            return why.isEmpty();
        }

        private Optional<String> whyNotFirst() {
            if (from.equals(NONE)) {
                return Optional.of("there is nothing to free first");
            }
            if (request.keep) {
                return Optional.of("\"" + from + "\" is to be kept");
            }
            if (request.model.equals(from)) {
                return Optional.of("\"" + from + "\" is the new model too");
            }
            String unfreed = "\"" + from + "\" cannot be freed first, ";
            Optional<String> other = occupancy.of(from, status, request.role);
            if (other.isPresent()) {
                return other.map(who -> unfreed + "it serves " + who);
            }
            return models.configuration(from).isPresent()
                    ? Optional.empty()
                    : Optional.of(unfreed + "no configuration made it");
        }

        void available() {
            load();
            Map<Role, ServiceReference<?>> wanted = wanted();
            tryOut(wanted);
            report.phase("warm-up");
            switchTo(wanted);
            report.phase("switch");
            configure(wanted);
            drain();
            report.phase("drain");
            free();
            report.phase("free");
        }

        void frugal() {
            if (!NONE.equals(request.model)) {
                models.check(request.model);
            } else if (request.role == Role.ENCODER || request.role == Role.VOCODER) {
                throw Pipelines.unnamed(request.pipeline, request.role);
            }
            status.pause(
                    new SyrinxException(
                            "the " + request.role.key() + " to be replaced in time",
                            "the pipeline \""
                                    + request.pipeline
                                    + "\" is swapping it (swap=frugal) and the wait (swap.wait) is"
                                    + " over",
                            "ask again in a moment"));
            Map<Role, ServiceReference<?>> wanted;
            try {
                drain();
                report.phase("drain");
                free();
                report.phase("free");
                load();
                wanted = wanted();
                tryOut(wanted);
                report.phase("warm-up");
            } catch (SyrinxException e) {
                throw backTo(e);
            } finally {
                status.resume();
            }
            // from here on the new one serves, whatever becomes of the configuration
            switchTo(wanted);
            report.phase("switch");
            configure(wanted);
        }

        /** Loads the old model again; what went wrong first is told in any case. */
        private SyrinxException backTo(SyrinxException why) {
            String words = "\"" + from + "\" was loaded again and serves";
            try {
                models.ensure(from, null);
            } catch (SyrinxException again) {
                words = "\"" + from + "\" could not be loaded again: " + again.found();
            }
            return new SyrinxException(
                    why.expected(), why.found() + " (" + words + ")", why.action(), why);
        }

        private void load() {
            if (!NONE.equals(request.model)) {
                to = models.ensure(request.model, request.device);
            }
            report.phase("load");
        }

        private Map<Role, ServiceReference<?>> wanted() {
            Map<Role, ServiceReference<?>> wanted = new EnumMap<>(Role.class);
            wanted.putAll(before);
            wanted.remove(request.role);
            if (!NONE.equals(to)) {
                wanted.put(
                        request.role,
                        models.reference(request.role, to)
                                .orElseThrow(() -> Pipelines.lacking(request.role, to)));
            }
            return wanted;
        }

        private void tryOut(Map<Role, ServiceReference<?>> wanted) {
            if (!complete(wanted)) {
                return; // another stage is missing: the pipeline will say so
            }
            try {
                Trial.of(context, request.pipeline, wanted, status.silence());
            } catch (SyrinxException e) {
                giveUp(e);
                throw e;
            }
        }

        /** What was loaded for nothing goes again, and is listed with the reason. */
        private void giveUp(SyrinxException why) {
            if (!NONE.equals(to) && occupancy.of(to, status, null).isEmpty()) {
                models.free(to);
                models.refuse(to, why);
            }
        }

        private boolean complete(Map<Role, ServiceReference<?>> wanted) {
            return wanted.containsKey(Role.ENCODER) && wanted.containsKey(Role.VOCODER);
        }

        /** The next request takes the new stage; the configuration, a file, follows. */
        private void switchTo(Map<Role, ServiceReference<?>> wanted) {
            if (complete(wanted)) {
                status.switchTo(wanted);
            }
        }

        private void configure(Map<Role, ServiceReference<?>> wanted) {
            pipelines.wire(request.pipeline, Map.of(request.role, to));
            if (complete(wanted) && !status.awaitConfigured(SWITCHING)) {
                throw new SyrinxException(
                        "the pipeline \"" + request.pipeline + "\" to be configured so",
                        "it has not within " + SWITCHING.toSeconds() + " s",
                        "look at ./syrinx pipelines");
            }
        }

        private void drain() {
            ServiceReference<?> old = before.get(request.role);
            if (old != null && !status.awaitDrained(old, DRAINING)) {
                report.note(
                        "A request still runs on \""
                                + from
                                + "\"; its memory goes when that ends.");
            }
            if (status.abandoned() > 0) {
                report.note(
                        status.abandoned()
                                + " call(s) that gave no sign of life were left behind; they keep"
                                + " their model's memory until a restart.");
            }
        }

        private void free() {
            if (request.keep || from.equals(NONE) || from.equals(to)) {
                return;
            }
            Optional<String> other = occupancy.of(from, status, request.role);
            if (other.isPresent()) {
                report.note("\"" + from + "\" stays in memory: it serves " + other.get() + ".");
            } else if (!models.free(from)) {
                report.note(
                        "\""
                                + from
                                + "\" stays: no configuration made it, so it lives as long as"
                                + " its bundle runs.");
            } else {
                meter.trim();
            }
        }
    }
}
