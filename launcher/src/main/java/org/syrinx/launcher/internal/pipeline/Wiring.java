package org.syrinx.launcher.internal.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.syrinx.api.Denoiser;
import org.syrinx.api.Encoder;
import org.syrinx.api.LatentMismatchException;
import org.syrinx.api.LatentSpace;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Lease;
import org.syrinx.api.Role;
import org.syrinx.api.Stage;
import org.syrinx.api.StageInfo;
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

    private Wiring(Map<Role, Stage> stages) {
        this.stages = Collections.unmodifiableMap(new EnumMap<>(stages));
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
        Wiring wiring = new Wiring(stages);
        Encoder encoder = wiring.encoder();
        wiring.check(Role.ENCODER, encoder.latentSpec(), Role.LATENTSPACE);
        wiring.check(Role.ENCODER, encoder.latentSpec(), Role.DENOISER);
        wiring.check(Role.ENCODER, encoder.latentSpec(), Role.VOCODER);
        return wiring;
    }

    private void check(Role from, LatentSpec made, Role to) {
        Stage consumer = stages.get(to);
        if (consumer == null) {
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

    boolean uses(Stage stage) {
        return stages.values().stream().anyMatch(s -> s == stage);
    }

    boolean sameAs(Wiring other) {
        return other != null && stages.equals(other.stages);
    }

    /** Keeps every stage able to serve for one request. */
    Lease leaseAll() {
        List<Lease> leases = new ArrayList<>();
        try {
            for (Stage stage : stages.values()) {
                leases.add(stage.lease());
            }
        } catch (RuntimeException e) {
            leases.forEach(Lease::close);
            throw e;
        }
        return () -> leases.forEach(Lease::close);
    }
}
