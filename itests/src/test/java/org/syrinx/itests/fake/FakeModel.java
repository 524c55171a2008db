package org.syrinx.itests.fake;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.syrinx.api.Backend;
import org.syrinx.api.Denoiser;
import org.syrinx.api.Encoder;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Lease;
import org.syrinx.api.ModelFailure;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.SyrinxModel;
import org.syrinx.api.Vocoder;

/**
 * An instance: loads on a thread of its own, counts its leases, frees its native memory with the
 * last. What is used after that throws: that is the failure which no swap may cause.
 */
final class FakeModel {
    static final LatentSpec SPEC = LatentSpec.of("fake.z", 2, 16000, 160);

    /** So much native memory belongs to each instance, in bytes. */
    private static final long WEIGHTS = 4 << 20;

    /** System property: true lets hung calls go on. */
    private static final String LET_GO = "fake.let.go";

    private final BundleContext context;
    private final Backend backend;
    private final String name;
    private final String fault;
    private final float level;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private NDManager manager;
    private int leases;
    private boolean closed;

    FakeModel(
            BundleContext context,
            Backend backend,
            String name,
            String loading,
            String fault,
            float level) {
        this.context = context;
        this.backend = backend;
        this.name = name;
        this.fault = fault;
        this.level = level;
        Thread loader = new Thread(() -> load(loading), "fake-loader-" + name);
        loader.setDaemon(true);
        loader.start();
    }

    private void load(String loading) {
        if (loading.equals("never")) {
            return;
        }
        if (Character.isDigit(loading.charAt(0))) {
            try {
                Thread.sleep(Long.parseLong(loading));
            } catch (InterruptedException e) {
                return;
            }
        }
        try {
            register(loading);
        } catch (IllegalStateException e) {
            // the bundle was stopped while it loaded
            return;
        }
    }

    private synchronized void register(String loading) {
        if (closed) {
            return;
        }
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(SyrinxModel.MODEL, name);
        properties.put(SyrinxModel.PLUGIN, "fake");
        properties.put(SyrinxModel.LATENT, SPEC.id());
        if (loading.equals("fails") || fault.equals("fails")) {
            SyrinxException why =
                    new SyrinxException(
                            "weights that load", "the fake weights are broken", "mend them");
            registrations.add(
                    context.registerService(
                            ModelFailure.class, new ModelFailure(name, "fake", why), properties));
            return;
        }
        manager = backend.newManager("cpu", name);
        manager.ones(new ai.djl.ndarray.types.Shape(WEIGHTS / 4));
        registrations.add(
                context.registerService(Encoder.class, new FakeEncoder(this), properties));
        registrations.add(
                context.registerService(Denoiser.class, new FakeDenoiser(this), properties));
        registrations.add(
                context.registerService(Vocoder.class, new FakeVocoder(this), properties));
    }

    StageInfo info() {
        return new StageInfo(
                name, "fake", context.getBundle().getVersion().toString(), "", "cpu", Map.of());
    }

    String fault() {
        return fault;
    }

    float level() {
        return level;
    }

    /** The manager of the weights, which is closed when the model is freed. */
    synchronized NDManager manager() {
        if (manager == null) {
            throw new IllegalStateException(name + " is used after it was freed");
        }
        return manager;
    }

    /** As deaf as native code: no interrupt ends it, only the test. */
    static void hang() {
        while (!Boolean.getBoolean(LET_GO)) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                continue;
            }
        }
    }

    synchronized Lease lease() {
        manager();
        leases++;
        boolean[] open = {true};
        return () -> {
            synchronized (this) {
                if (open[0]) {
                    open[0] = false;
                    leases--;
                    freeIfUnused();
                }
            }
        };
    }

    void close() {
        List<ServiceRegistration<?>> all;
        synchronized (this) {
            all = List.copyOf(registrations);
            registrations.clear();
        }
        for (ServiceRegistration<?> registration : all) {
            try {
                registration.unregister();
            } catch (IllegalStateException e) {
                // the framework has done it
                continue;
            }
        }
        synchronized (this) {
            closed = true;
            freeIfUnused();
        }
    }

    private void freeIfUnused() {
        if (closed && leases == 0 && manager != null) {
            manager.close();
            manager = null;
        }
    }
}
