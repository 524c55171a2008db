package org.syrinx.eval.metric;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * What a figure means.
 *
 * @param id unique, lower case, dots from the general to the special: {@code mcd.dtw}; a third
 *     party's metric begins with its own name
 * @param name for people, short enough for a table's head
 * @param unit {@code "dB"}, {@code "%"}, {@code "cents"}, {@code "s"}; empty for a plain number
 * @param family which part of a report it stands in
 * @param better which direction is better
 * @param needs what a sample must have besides its sound
 * @param pooling how the figures of utterances become the figure of a set
 * @param formula how it is computed, in one or two sentences, with the constants
 * @param source paper, standard or book with section or equation
 * @param limits when not to believe it
 */
public record MetricInfo(
        String id,
        String name,
        String unit,
        Family family,
        Better better,
        Set<Need> needs,
        Pooling pooling,
        String formula,
        String source,
        String limits) {
    public MetricInfo {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(family, "family");
        Objects.requireNonNull(better, "better");
        Objects.requireNonNull(pooling, "pooling");
        Objects.requireNonNull(formula, "formula");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(limits, "limits");
        EnumSet<Need> ordered = EnumSet.noneOf(Need.class);
        ordered.addAll(needs);
        needs = java.util.Collections.unmodifiableSet(ordered);
    }

    /** Which part of a report a figure stands in. */
    public enum Family {
        /** Can it be understood. */
        INTELLIGIBILITY,
        /** Distance of spectra from a reference. */
        SPECTRAL,
        /** Pitch, rhythm and pauses. */
        PROSODY,
        /** Level, clipping, silence, voice quality. */
        SIGNAL,
        /** Whose voice it is. */
        SPEAKER,
        /** Distance of two sets. */
        DISTRIBUTION,
        /** Time and memory. */
        SPEED
    }

    /** Which direction is better. */
    public enum Better {
        /** Less is better. */
        LOWER,
        /** More is better. */
        HIGHER,
        /** The reference's own figure is the goal; without a reference it only describes. */
        AS_REFERENCE,
        /** Neither: it describes. */
        NEITHER
    }

    /** What a sample must have besides its sound. */
    public enum Need {
        /** {@link Sample#reference()}: another reading of the same text, by the same speaker. */
        REFERENCE,
        /** {@link Sample#aligned()}: the reference has the same timing, sample by sample. */
        ALIGNED,
        /** {@link Sample#text()}. */
        TEXT,
        /** {@link Sample#speech()}: what the pipeline reported while it spoke. */
        SPEECH,
        /** {@link Sample#memory()}: memory of the process after it spoke. */
        MEMORY,
        /** Not an utterance's figure but a set's: {@link SetMetric}. */
        SET
    }

    /** How the figures of utterances become the figure of a set. */
    public enum Pooling {
        /** Mean, weighted by {@link MetricResult#weight()}: errors over tokens, for example. */
        MEAN,
        /** Root of the mean of squares, weighted: for root-mean-square errors. */
        RMS,
        /** Median, linear interpolation. */
        MEDIAN,
        /** The sum. */
        SUM,
        /** The largest. */
        MAX
    }
}
