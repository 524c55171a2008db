package org.syrinx.launcher.internal.pipeline;

import org.syrinx.api.Prompt;
import org.syrinx.api.SyrinxException;

/**
 * The options of a prompt that the pipeline itself understands. They are taken away before a stage
 * sees the prompt.
 *
 * @param chunkFrames size of the vocoder's chunks in latent frames, 0 for its default
 * @param pauseSeconds silence between two sentences
 * @param split whether the text is split into sentences
 */
public record PipelineOptions(int chunkFrames, double pauseSeconds, boolean split) {
    /** Name of the option for the size of chunks, in latent frames. */
    public static final String CHUNK = "pipeline.chunk";

    /** Name of the option for the silence between sentences, in seconds. */
    public static final String PAUSE = "pipeline.pause";

    /** Name of the option for splitting: {@code true} or {@code false}. */
    public static final String SPLIT = "pipeline.split";

    /** Silence between sentences when nobody asks for another, in seconds. */
    public static final double DEFAULT_PAUSE = 0.25;

    static PipelineOptions of(Prompt prompt) {
        return new PipelineOptions(
                (int) number(prompt, CHUNK, 0, 1_000_000),
                number(prompt, PAUSE, DEFAULT_PAUSE, 10),
                !"false".equals(prompt.options().get(SPLIT)));
    }

    static Prompt.Builder strip(Prompt prompt) {
        return prompt.toBuilder().option(CHUNK, null).option(PAUSE, null).option(SPLIT, null);
    }

    private static double number(Prompt prompt, String name, double absent, double max) {
        String text = prompt.options().get(name);
        if (text == null) {
            return absent;
        }
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!(value >= 0 && value <= max)) {
            throw new SyrinxException(
                    "a number between 0 and " + max + " for " + name,
                    "\"" + text + "\"",
                    "pass a number in that range");
        }
        return value;
    }
}
