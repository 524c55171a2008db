package org.syrinx.launcher.internal.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.syrinx.api.Denoiser;
import org.syrinx.api.Encoder;
import org.syrinx.api.LatentMismatchException;
import org.syrinx.api.LatentSpace;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Lease;
import org.syrinx.api.Role;
import org.syrinx.api.Stage;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.SyrinxModel;
import org.syrinx.api.Vocoder;

/**
 * Stages that fit. There is no other way to make one than {@link #of}, so a pipeline that speaks
 * has been checked. Immutable.
 */
public final class Wiring {
    private static final String NO_ADAPTER =
            "no adapter between the two is installed: choose stages of one latent";

    private final Map<Role, Stage> stages;
    private final Map<Role, StageInfo> infos;
    private final Map<Role, ServiceReference<?>> references;
    private final Runnable disposer;
    private LatentSpec latentSpec;
    private int sampleRate;
    private volatile boolean lost;

    private Wiring(
            Map<Role, Stage> stages, Map<Role, ServiceReference<?>> references, Runnable disposer) {
        this.stages = Collections.unmodifiableMap(new EnumMap<>(stages));
        this.references = references;
        this.disposer = disposer;
        Map<Role, StageInfo> all = new EnumMap<>(Role.class);
        stages.forEach((role, stage) -> all.put(role, stage.info()));
        this.infos = Collections.unmodifiableMap(all);
    }

    /**
     * Checks the stages against each other: what the encoder leads to is what the denoiser makes
     * and the vocoder wants, and what the latent space means.
     *
     * @param stages at least an encoder and a vocoder
     * @return the wiring
     * @throws LatentMismatchException for the first pair that does not fit, with every field
     */
    public static Wiring of(Map<Role, Stage> stages) {
        return new Wiring(stages, Map.of(), () -> {}).checked();
    }

    /**
     * Takes stages from the service registry and checks them. Whoever asked closes the wiring, when
     * nobody uses it any more: a stage that its component makes on demand lives as long as somebody
     * holds it.
     *
     * @param context who takes them
     * @param references role to stage, at least a vocoder and who makes its latent: an encoder, or,
     *     to speak what was recorded, a latent space
     * @return the wiring
     * @throws SyrinxException if a stage cannot be had, or does not fit; nothing stays taken
     */
    public static Wiring open(BundleContext context, Map<Role, ServiceReference<?>> references) {
        List<ServiceReference<?>> taken = new ArrayList<>();
        Runnable giveBack = () -> taken.forEach(ref -> giveBack(context, ref));
        try {
            Map<Role, Stage> stages = new EnumMap<>(Role.class);
            references.forEach(
                    (role, ref) -> {
                        Object stage = context.getService(ref);
                        if (stage == null) {
                            throw new SyrinxException(
                                    "the " + role.key() + " that is registered to come up",
                                    "its component failed when it was asked for",
                                    "run it again with --debug, which shows the component's log");
                        }
                        taken.add(ref);
                        stages.put(role, (Stage) stage);
                    });
            return new Wiring(stages, Map.copyOf(references), giveBack).checked();
        } catch (SyrinxException e) {
            giveBack.run();
            throw e;
        } catch (RuntimeException | LinkageError | AssertionError e) {
            giveBack.run();
            throw new SyrinxException(
                    "stages that say what they are",
                    "one of " + names(references) + " failed with " + e,
                    "try another model; --debug shows the details",
                    e);
        }
    }

    private static void giveBack(BundleContext context, ServiceReference<?> ref) {
        try {
            context.ungetService(ref);
        } catch (IllegalStateException e) {
            // the launcher is being stopped: the framework has given everything back
            return;
        }
    }

    private static String names(Map<Role, ServiceReference<?>> references) {
        return references.values().stream()
                .map(ref -> String.valueOf(ref.getProperty(SyrinxModel.MODEL)))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private Wiring checked() {
        Role first = stages.containsKey(Role.ENCODER) ? Role.ENCODER : Role.LATENTSPACE;
        latentSpec = spec(stages.get(first));
        check(first, latentSpec, Role.LATENTSPACE);
        check(first, latentSpec, Role.DENOISER);
        check(first, latentSpec, Role.VOCODER);
        sampleRate = vocoder().sampleRate();
        return this;
    }

    /** The latent that the stages agree on. */
    LatentSpec latentSpec() {
        return latentSpec;
    }

    /** The rate that the vocoder promised, in Hz. */
    int sampleRate() {
        return sampleRate;
    }

    private void check(Role from, LatentSpec made, Role to) {
        Stage consumer = stages.get(to);
        if (consumer == null || from == to) {
            return;
        }
        LatentSpec wanted = spec(consumer);
        if (!made.fits(wanted)) {
            throw new LatentMismatchException(name(from), made, name(to), wanted, NO_ADAPTER);
        }
    }

    private String name(Role role) {
        return "the " + role.key() + " of \"" + infos.get(role).model() + "\"";
    }

    private static LatentSpec spec(Stage stage) {
        if (stage instanceof Encoder encoder) {
            return encoder.latentSpec();
        }
        if (stage instanceof LatentSpace space) {
            return space.latentSpec();
        }
        if (stage instanceof Denoiser denoiser) {
            return denoiser.latentSpec();
        }
        return ((Vocoder) stage).latentSpec();
    }

    Encoder encoder() {
        return (Encoder) stages.get(Role.ENCODER);
    }

    /** The latent space, or null. */
    LatentSpace space() {
        return (LatentSpace) stages.get(Role.LATENTSPACE);
    }

    /** The denoiser, or null. */
    Denoiser denoiser() {
        return (Denoiser) stages.get(Role.DENOISER);
    }

    Vocoder vocoder() {
        return (Vocoder) stages.get(Role.VOCODER);
    }

    Map<Role, StageInfo> infos() {
        return infos;
    }

    /** Where the stages came from; empty for stages that are no services. */
    Map<Role, ServiceReference<?>> references() {
        return references;
    }

    boolean uses(ServiceReference<?> stage) {
        return references.containsValue(stage);
    }

    /** Whether every stage is still registered. */
    boolean alive() {
        return !lost;
    }

    /** One of the stages has been withdrawn. */
    void lose() {
        lost = true;
    }

    /** Gives the stages back. */
    public void close() {
        disposer.run();
    }

    /** Keeps every stage able to serve for one request. */
    Lease leaseAll() {
        List<Lease> leases = new ArrayList<>();
        try {
            for (Stage stage : stages.values()) {
                leases.add(stage.lease());
            }
        } catch (RuntimeException | Error e) {
            leases.forEach(Lease::close);
            throw e;
        }
        return () -> leases.forEach(Lease::close);
    }
}
