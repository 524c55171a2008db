package org.syrinx.compare.internal.arms;

import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.syrinx.api.Pipeline;
import org.syrinx.api.Pipelines;
import org.syrinx.api.Role;
import org.syrinx.api.SyrinxException;

/** Opens arms. */
public final class Arms {
    private final Pipelines pipelines;
    private final UnaryOperator<Path> resolve;
    private final Path reference;
    private final String device;
    private final Function<Collection<String>, String> code;

    /**
     * An opener.
     *
     * @param pipelines makes the pipelines
     * @param resolve a path as typed to an absolute one
     * @param reference folder of reference recordings, or null
     * @param device for model folders: {@code auto}, {@code cpu}, {@code gpu0} ...
     * @param code families of models to a fingerprint of the bundles that make sound
     */
    public Arms(
            Pipelines pipelines,
            UnaryOperator<Path> resolve,
            Path reference,
            String device,
            Function<Collection<String>, String> code) {
        this.pipelines = pipelines;
        this.resolve = resolve;
        this.reference = reference;
        this.device = device;
        this.code = code;
    }

    /**
     * Opens one; blocks until it can speak.
     *
     * @param spec which
     * @return the arm
     * @throws SyrinxException if it cannot speak, with the reason
     */
    public Arm open(ArmSpec spec) {
        String what = spec.what();
        if (what.startsWith(ArmSpec.FOLDER)) {
            noSpeaker(spec);
            return new FolderArm(spec, resolve.apply(Path.of(after(what, ArmSpec.FOLDER))), null);
        }
        if (what.startsWith(ArmSpec.ALIGNED)) {
            noSpeaker(spec);
            if (reference == null) {
                throw new SyrinxException(
                        "the recordings that " + what + " is aligned with",
                        "no --reference",
                        "pass --reference DIR, or say folder: in place of aligned-folder:");
            }
            return new FolderArm(
                    spec, resolve.apply(Path.of(after(what, ArmSpec.ALIGNED))), reference);
        }
        if (what.startsWith(ArmSpec.RESYNTHESIS)) {
            noSpeaker(spec);
            return ResynthesisArm.open(
                    spec, pipelines, after(what, ArmSpec.RESYNTHESIS), reference, code);
        }
        return new PipelineArm(spec, pipeline(what), code);
    }

    private Pipeline pipeline(String what) {
        if (what.startsWith(ArmSpec.SWAP)) {
            String[] parts = after(what, ArmSpec.SWAP).split(":", 2);
            int equals = parts[1].indexOf('=');
            return pipelines.variant(
                    parts[0],
                    Role.of(parts[1].substring(0, equals)),
                    parts[1].substring(equals + 1));
        }
        if (what.startsWith(ArmSpec.PROGRAM)) {
            return pipelines.open(after(what, ArmSpec.PROGRAM));
        }
        return what.contains("/")
                ? pipelines.openFolder(resolve.apply(Path.of(what)), device)
                : pipelines.open(what);
    }

    private static String after(String what, String prefix) {
        return what.substring(prefix.length());
    }

    private static void noSpeaker(ArmSpec spec) {
        if (!spec.speaker().isEmpty()) {
            throw new SyrinxException(
                    "a speaker for a pipeline only",
                    "\"" + spec.speaker() + "\" for " + spec.what(),
                    "leave @" + spec.speaker() + " out");
        }
    }
}
