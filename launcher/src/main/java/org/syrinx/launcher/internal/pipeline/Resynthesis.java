package org.syrinx.launcher.internal.pipeline;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioSink;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentMismatchException;
import org.syrinx.api.LatentSpace;
import org.syrinx.api.Lease;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.Role;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Vocoder;
import org.syrinx.api.VoiceConverter;

/**
 * Sound to latent and back, once: two stages that need no pipeline, with the protection that a
 * pipeline gives. What they break is one plain error that names the stage, and a call that gives no
 * sign of life is left behind. One thread.
 */
public final class Resynthesis implements AutoCloseable {
    private final Wiring wiring;
    private final Lease lease;
    private volatile Role running;
    private boolean begun;

    private Resynthesis(Wiring wiring) {
        this.wiring = wiring;
        this.lease = wiring.leaseAll();
    }

    /**
     * Takes a latent space and a vocoder that fit. One of them may be replaced at this moment: so
     * they are looked for twice.
     *
     * @param context who takes them
     * @param stages finds them: role to stage
     * @return the two, leased until the work has ended or this is closed without any
     * @throws SyrinxException if one cannot be had, or they do not fit
     */
    public static Resynthesis open(
            BundleContext context, Supplier<Map<Role, ServiceReference<?>>> stages) {
        try {
            return of(Wiring.open(context, stages.get()));
        } catch (LatentMismatchException e) {
            throw e;
        } catch (SyrinxException e) {
            return of(Wiring.open(context, stages.get()));
        }
    }

    private static Resynthesis of(Wiring wiring) {
        try {
            return new Resynthesis(wiring);
        } catch (RuntimeException | LinkageError e) {
            wiring.close();
            throw new SyrinxException(
                    "stages that can be taken",
                    "one of them failed with " + e,
                    StageCall.ANOTHER_MODEL,
                    e);
        }
    }

    /**
     * What is to be done.
     *
     * @param audio a recording
     * @param from who speaks in it, or null
     * @param to who is to speak, or null for the same
     * @param temperature scale of the posterior noise
     * @param noise its source
     */
    public record Request(
            Audio audio, String from, String to, double temperature, NoiseSource noise) {}

    /**
     * Who does the work.
     *
     * @param role latent space or vocoder
     * @return the stage
     */
    public StageInfo info(Role role) {
        return wiring.infos().get(role);
    }

    /**
     * The rate of the sound.
     *
     * @return in Hz
     */
    public int sampleRate() {
        return wiring.sampleRate();
    }

    /**
     * The latent between the two.
     *
     * @return its id
     */
    public String latent() {
        return wiring.latentSpec().id();
    }

    /**
     * Does the work; once.
     *
     * @param request what
     * @param sink hears the sound, on this thread
     * @param progress hears of progress, on another thread
     * @param silence how long a stage may give no sign of life; zero for ever
     * @return how many latent frames there were
     * @throws SyrinxException if a stage refuses, or breaks its contract: then it is named
     */
    public long run(Request request, AudioSink sink, Progress progress, Duration silence) {
        begun = true;
        try {
            return new WatchedRun<Long>(
                            "syrinx-resynthesis",
                            (out, steps, alive) -> work(request, out, steps, alive),
                            this::free,
                            sink,
                            progress,
                            silence)
                    .call();
        } catch (WatchedRun.HungException e) {
            Role role = running;
            throw role == null
                    ? StageCall.hungBetween("the resynthesis", silence, "--timeout")
                    : StageCall.hung(role, info(role), silence, "--timeout");
        }
    }

    private long work(Request request, AudioSink sink, Progress progress, Runnable alive) {
        try (Latent encoded = encode(request, progress, alive);
                Latent spoken = convert(encoded, request, alive)) {
            Latent latent = spoken == null ? encoded : spoken;
            decode(latent, request.noise, sink, progress, alive);
            return latent.length();
        }
    }

    private Latent encode(Request request, Progress progress, Runnable alive) {
        LatentSpace.EncodeOptions how =
                new LatentSpace.EncodeOptions(request.from, request.temperature, request.noise);
        return checked(
                call(
                        Role.LATENTSPACE,
                        alive,
                        () -> wiring.space().encode(request.audio, how, progress)));
    }

    /** Null if nobody else is to speak. */
    private Latent convert(Latent encoded, Request request, Runnable alive) {
        if (request.to == null) {
            return null;
        }
        if (wiring.space() instanceof VoiceConverter converter) {
            return checked(
                    call(
                            Role.LATENTSPACE,
                            alive,
                            () -> converter.convert(encoded, request.from, request.to)));
        }
        throw new SyrinxException(
                "a latent space that can change the speaker",
                "\"" + info(Role.LATENTSPACE).model() + "\" cannot",
                "leave --to-speaker out, or choose another --latent-space");
    }

    private Latent checked(Latent made) {
        try {
            StageChecks.encoded(made, wiring.latentSpec(), info(Role.LATENTSPACE));
            return made;
        } catch (RuntimeException e) {
            if (made != null) {
                made.close();
            }
            throw e;
        }
    }

    private void decode(
            Latent latent, NoiseSource noise, AudioSink sink, Progress progress, Runnable alive) {
        Vocoder vocoder = wiring.vocoder();
        long[] samples = {0};
        AudioSink checking =
                chunk -> {
                    StageChecks.chunk(chunk, sampleRate(), info(Role.VOCODER));
                    samples[0] += chunk.samples().length;
                    sink.accept(chunk);
                };
        call(
                Role.VOCODER,
                alive,
                () -> {
                    vocoder.decode(
                            latent, null, new Vocoder.DecodeOptions(0, noise), checking, progress);
                    return latent;
                });
        if (samples[0] == 0) {
            throw StageChecks.silent(info(Role.VOCODER));
        }
    }

    private <T> T call(Role role, Runnable alive, Supplier<T> work) {
        alive.run();
        running = role;
        try {
            return StageCall.of(role, info(role), work);
        } finally {
            running = null;
            alive.run();
        }
    }

    private void free() {
        try {
            lease.close();
        } finally {
            wiring.close();
        }
    }

    /** Gives the stages back, if the work has not begun; else the work does it at its end. */
    @Override
    public void close() {
        if (!begun) {
            begun = true;
            free();
        }
    }
}
