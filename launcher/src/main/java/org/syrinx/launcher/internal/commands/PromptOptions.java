package org.syrinx.launcher.internal.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.syrinx.api.Edit;
import org.syrinx.api.Prompt;
import org.syrinx.launcher.internal.pipeline.PipelineOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say how a text is spoken, whichever pipeline speaks it. */
final class PromptOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--speaker", paramLabel = "NAME", description = "One of the model's speakers.")
    private String speaker;

    @Option(
            names = "--language",
            paramLabel = "TAG",
            description = "Language of the text (BCP 47).")
    private String language;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = "Speaking rate; 1 is the voice's own.")
    private Double speed;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Same seed, same sound. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--noise", paramLabel = "X", description = "Scale of the noise, 0 for none.")
    private Double noise;

    @Option(
            names = "--duration-noise",
            paramLabel = "X",
            description = "Scale of the noise of the durations, 0 for none.")
    private Double durationNoise;

    @Option(names = "--steps", paramLabel = "N", description = "Steps of the denoiser.")
    private Integer steps;

    @Option(names = "--guidance", paramLabel = "X", description = "Scale of guidance.")
    private Double guidance;

    @Option(
            names = "--edit",
            paramLabel = "NAME=STRENGTH",
            converter = EditConverter.class,
            description = {
                "Move along a direction, for example gender=+1; repeatable. See ./syrinx directions"
                        + " list.",
                "Over time, in seconds or in %% of each sentence: level=0@0%%,2@50%%,0@100%% joins"
                        + " points by lines, gender=1@0.5s-1.2s edits that span alone."
            })
    private List<Edit> edits = new ArrayList<>();

    @Option(
            names = "--normalize",
            negatable = true,
            description =
                    "Write numbers and abbreviations out, or not. Default: as the model wants.")
    private Boolean normalize;

    @Option(
            names = "--chunk",
            paramLabel = "N",
            description = "Decode in chunks of N latent frames; never changes the sound.")
    private Integer chunk;

    @Option(
            names = "--split",
            negatable = true,
            description =
                    "Speak sentence by sentence, or all at once. Default: all at once for a"
                            + " --model-dir, whose own rules alone apply, up to 1000 characters.")
    private Boolean split;

    @Option(
            names = "--pause",
            paramLabel = "SECONDS",
            description = "Silence between sentences. Default: " + PipelineOptions.DEFAULT_PAUSE)
    private Double pause;

    /**
     * Makes the prompt.
     *
     * @param text what to say
     * @param splitByDefault whether to speak sentence by sentence when the user does not say
     * @throws picocli.CommandLine.ParameterException if a value is out of its range
     */
    Prompt prompt(String text, boolean splitByDefault) {
        return Usage.of(command, () -> make(text, splitByDefault));
    }

    private Prompt make(String text, boolean splitByDefault) {
        Prompt.Builder b = Prompt.say(text).seed(seed).normalize(normalize);
        Optional.ofNullable(speaker).ifPresent(b::speaker);
        Optional.ofNullable(language).ifPresent(b::language);
        Optional.ofNullable(speed).ifPresent(b::speed);
        Optional.ofNullable(noise).ifPresent(b::temperature);
        Optional.ofNullable(durationNoise).ifPresent(b::durationTemperature);
        Optional.ofNullable(steps).ifPresent(b::steps);
        Optional.ofNullable(guidance).ifPresent(b::guidance);
        edits.forEach(b::edit);
        Optional.ofNullable(chunk)
                .ifPresent(n -> b.option(PipelineOptions.CHUNK, Integer.toString(n)));
        Optional.ofNullable(pause)
                .ifPresent(s -> b.option(PipelineOptions.PAUSE, Double.toString(s)));
        boolean splitting = split == null ? splitByDefault : split;
        return b.option(PipelineOptions.SPLIT, Boolean.toString(splitting)).build();
    }
}
