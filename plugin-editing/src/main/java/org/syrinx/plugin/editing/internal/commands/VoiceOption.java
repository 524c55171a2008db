package org.syrinx.plugin.editing.internal.commands;

import java.nio.file.Path;
import org.syrinx.api.Denoiser;
import org.syrinx.api.Encoder;
import org.syrinx.api.Pipelines;
import org.syrinx.api.Role;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Vocoder;
import org.syrinx.api.command.CommandIo;
import org.syrinx.plugin.editing.internal.capture.Voice;
import picocli.CommandLine.Option;

/** Whose bottleneck it is: a pipeline, a model, or a model folder. */
final class VoiceOption {
    @Option(
            names = {"--pipeline", "--voice"},
            paramLabel = "NAME",
            description = "A pipeline or a model whose denoiser has a bottleneck.")
    private String pipeline;

    @Option(names = "--model-dir", paramLabel = "DIR", description = "A model folder instead.")
    private Path folder;

    @Option(
            names = "--vocoder",
            paramLabel = "MODEL",
            description = "The vocoder for a model that ends in a latent, such as griffinlim-22k.")
    private String vocoder;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "auto",
            description = "For --model-dir: auto, cpu, gpu0 ... Default: ${DEFAULT-VALUE}.")
    private String device = "auto";

    Voice open(Pipelines pipelines, CommandIo io) {
        if ((pipeline == null) == (folder == null)) {
            throw new SyrinxException(
                    "either --pipeline or --model-dir",
                    pipeline == null ? "neither was given" : "both were given",
                    "name one of " + pipelines.names() + ", or a folder");
        }
        if (folder != null) {
            Path at = io.resolve(folder);
            return Voice.of(
                    pipelines,
                    vocoder == null
                            ? pipelines.openFolder(at, device)
                            : pipelines.openFolder(at, device, vocoder));
        }
        return vocoder == null
                ? Voice.of(pipelines, pipelines.open(pipeline))
                : new Voice(
                        (Encoder) pipelines.stage(Role.ENCODER, pipeline),
                        (Denoiser) pipelines.stage(Role.DENOISER, pipeline),
                        (Vocoder) pipelines.stage(Role.VOCODER, vocoder));
    }
}
