package org.syrinx.compare.internal.arms;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.syrinx.api.SyrinxException;

/**
 * An arm as it is asked for: {@code [LABEL=]WHAT[@SPEAKER]}.
 *
 * @param name unique in a comparison; names folders, so letters, digits and {@code . _ + -} only
 * @param what a pipeline or model by name, a model folder, {@code program:NAME}, {@code
 *     folder:DIR}, {@code aligned-folder:DIR} or {@code resynthesis:SPACE+VOCODER}; for a variant
 *     of a swap, {@code swap:BASE:ROLE=MODEL}
 * @param speaker one of its speakers, or empty
 */
public record ArmSpec(String name, String what, String speaker) {
    static final String FOLDER = "folder:";
    static final String ALIGNED = "aligned-folder:";
    static final String PROGRAM = "program:";
    static final String RESYNTHESIS = "resynthesis:";
    static final String SWAP = "swap:";

    /**
     * Reads one.
     *
     * @param text as typed
     * @return the arm
     * @throws SyrinxException if it has no form of an arm
     */
    public static ArmSpec parse(String text) {
        String rest = text.strip();
        String label = "";
        int equals = rest.indexOf('=');
        if (equals >= 0) {
            label = rest.substring(0, equals).strip();
            rest = rest.substring(equals + 1).strip();
            if (!label.matches("[A-Za-z0-9][A-Za-z0-9._+-]*")) {
                throw malformed(text, "the label \"" + label + "\"");
            }
        }
        String speaker = "";
        int at = rest.lastIndexOf('@');
        if (at >= 0 && rest.indexOf('/', at) < 0) {
            speaker = rest.substring(at + 1);
            rest = rest.substring(0, at);
            if (speaker.isBlank()) {
                throw malformed(text, "an empty speaker");
            }
        }
        if (rest.isBlank()) {
            throw malformed(text, "nothing to compare");
        }
        return new ArmSpec(label.isEmpty() ? nameOf(rest, speaker) : label, rest, speaker);
    }

    /**
     * One variant of a swap.
     *
     * @param pipeline the name of the pipeline that is varied
     * @param role the role
     * @param model the model that takes it
     * @param speaker one of the speakers, or empty
     * @return the arm, named after the model
     */
    public static ArmSpec variant(
            String pipeline, org.syrinx.api.Role role, String model, String speaker) {
        return new ArmSpec(
                nameOf(model, ""), SWAP + pipeline + ":" + role.key() + "=" + model, speaker);
    }

    /**
     * The same with an absolute path, so that it means the same in every working folder.
     *
     * @param resolve a path as typed to an absolute one
     * @return the arm, under the same name
     */
    public ArmSpec at(UnaryOperator<Path> resolve) {
        String kind = kind();
        return kind == null
                ? this
                : new ArmSpec(
                        name,
                        kind + resolve.apply(Path.of(what.substring(kind.length()))).normalize(),
                        speaker);
    }

    /**
     * What it is, but not where: the content of a folder counts, its place does not.
     *
     * @return the same text for the same arm, wherever its files lie
     */
    public String identity() {
        String kind = kind();
        return name + "=" + (kind == null ? what : kind + "/") + "@" + speaker;
    }

    /** The prefix of what names a folder; null for what names none. */
    private String kind() {
        for (String prefix : List.of(FOLDER, ALIGNED)) {
            if (what.startsWith(prefix)) {
                return prefix;
            }
        }
        boolean other = List.of(PROGRAM, RESYNTHESIS, SWAP).stream().anyMatch(what::startsWith);
        return !other && what.contains("/") ? "" : null;
    }

    private static SyrinxException malformed(String text, String found) {
        return new SyrinxException(
                "an arm as [LABEL=]WHAT[@SPEAKER]",
                found + " in \"" + text + "\"",
                "see ./syrinx compare --help");
    }

    private static String nameOf(String what, String speaker) {
        String stem = what.replaceFirst("^(" + FOLDER + "|" + ALIGNED + "|" + PROGRAM + ")", "");
        if (!what.startsWith(RESYNTHESIS)) {
            stem = stem.replaceFirst("/+$", "").replaceFirst("^.*/", "");
        }
        if (!speaker.isEmpty()) {
            stem = stem + "-" + speaker;
        }
        String plain = stem.replaceAll("[^A-Za-z0-9._+-]+", "-").replaceFirst("^[._+-]+", "");
        return plain.isEmpty() ? "arm" : plain;
    }

    /**
     * As on a command line.
     *
     * @return text; {@link #parse} takes it, except that of a variant
     */
    public String text() {
        return name + "=" + what + (speaker.isEmpty() ? "" : "@" + speaker);
    }
}
