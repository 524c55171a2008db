package org.syrinx.launcher.internal.pipeline;

import org.syrinx.api.Audio;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Denoiser;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Role;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;

/**
 * What a stage made, looked at before the next stage sees it: so an error names the stage that made
 * it and not the one that stumbled over it.
 */
final class StageChecks {
    static final String CORRECT =
            "try another model, or correct the plug-in: its contract is in docs/contract.md";

    private StageChecks() {}

    static void conditioning(Conditioning made, LatentSpec promised, StageInfo who) {
        if (made == null) {
            throw fault(Role.ENCODER, who, "a conditioning", "returned null");
        }
        if (!made.spec().fits(promised)) {
            throw fault(
                    Role.ENCODER,
                    who,
                    "a conditioning for the latent " + promised.id(),
                    "returned one for another: " + differences(promised, made.spec()));
        }
        if (made.start().isPresent()) {
            shape(Role.ENCODER, made.start().get(), promised, made.frames(), who);
        }
        if (!made.finite()) {
            throw fault(
                    Role.ENCODER, who, "finite tensors", "returned a tensor with NaN or infinity");
        }
    }

    static void latent(Latent made, LatentSpec promised, long frames, StageInfo who) {
        if (made == null) {
            throw fault(Role.DENOISER, who, "a latent", "returned null");
        }
        shape(Role.DENOISER, made, promised, frames, who);
        if (!made.finite()) {
            throw fault(Role.DENOISER, who, "a finite latent", "returned one with NaN or infinity");
        }
    }

    static void encoded(Latent made, LatentSpec promised, StageInfo who) {
        if (made == null) {
            throw fault(Role.LATENTSPACE, who, "a latent", "returned null");
        }
        shape(Role.LATENTSPACE, made, promised, Math.max(1, made.length()), who);
        if (!made.finite()) {
            throw fault(
                    Role.LATENTSPACE, who, "a finite latent", "returned one with NaN or infinity");
        }
    }

    private static void shape(
            Role role, Latent made, LatentSpec promised, long frames, StageInfo who) {
        if (!made.spec().fits(promised)) {
            throw fault(
                    role,
                    who,
                    "the latent " + promised.id() + " that it promised",
                    "returned another: " + differences(promised, made.spec()));
        }
        if (made.length() != frames) {
            throw fault(
                    role,
                    who,
                    "a latent of the " + frames + " frames that the conditioning states",
                    "returned one of " + made.length());
        }
    }

    /** That a tensor is missing is nobody's fault: the two stages do not belong together. */
    static void required(Conditioning made, Denoiser denoiser, StageInfo encoder, StageInfo who) {
        for (String name : denoiser.requires()) {
            if (made.optional(name).isEmpty()) {
                throw new SyrinxException(
                        "a conditioning with the tensor \"" + name + "\"",
                        StageCall.name(Role.DENOISER, who)
                                + " needs it, and "
                                + StageCall.name(Role.ENCODER, encoder)
                                + " gives only "
                                + made.tensors().keySet(),
                        "wire an encoder that provides it, or another denoiser");
            }
        }
    }

    static void chunk(Audio made, int rate, StageInfo who) {
        if (made == null) {
            throw fault(Role.VOCODER, who, "sound", "delivered null");
        }
        if (made.sampleRate() != rate) {
            throw fault(
                    Role.VOCODER,
                    who,
                    "sound at the " + rate + " Hz that it promised",
                    "delivered sound at " + made.sampleRate() + " Hz");
        }
        float[] samples = made.samples();
        for (int i = 0; i < samples.length; i++) {
            if (!Float.isFinite(samples[i])) {
                throw fault(
                        Role.VOCODER,
                        who,
                        "finite sound",
                        "delivered " + samples[i] + " at sample " + i + " of a chunk");
            }
        }
    }

    static StageFault silent(StageInfo who) {
        return fault(Role.VOCODER, who, "sound", "delivered none");
    }

    private static String differences(LatentSpec promised, LatentSpec made) {
        return promised.differences(made).toString();
    }

    private static StageFault fault(Role role, StageInfo who, String expected, String found) {
        return new StageFault(
                role,
                expected + " from the " + role.key(),
                StageCall.name(role, who) + " " + found,
                CORRECT,
                null);
    }
}
