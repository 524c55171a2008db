package org.syrinx.corpus.internal.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.corpus.CorpusBuilder;
import org.syrinx.corpus.CorpusSize;
import org.syrinx.corpus.CorpusSummary;
import org.syrinx.corpus.Teacher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./syrinx corpus}. */
@Component(
        service = Subcommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {
            Subcommand.NAME + "=corpus",
            Subcommand.SUMMARY + "=Build a training corpus from synthesized speech"
        })
@Command(
        name = "corpus",
        mixinStandardHelpOptions = true,
        description = {
            "Builds a training corpus: sentences of this project, spoken by an installed speech"
                    + " synthesizer,",
            "with speakers, styles, phone times and splits. An interrupted build continues when"
                    + " called again."
        })
public final class CorpusCommand implements Subcommand {
    private final List<Teacher> teachers;

    @Spec private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Folder of the corpus (default: corpora/SIZE).")
    private Path output;

    @Option(
            names = "--size",
            defaultValue = "default",
            description = "tiny, default, voices or large (default: ${DEFAULT-VALUE}).")
    private String size;

    @Option(
            names = "--teacher",
            defaultValue = "flite",
            description =
                    "The synthesizer: flite (a program) or freetts (pure Java) (default:"
                            + " ${DEFAULT-VALUE}).")
    private String teacher;

    @Option(
            names = "--seed",
            defaultValue = "" + CorpusBuilder.DEFAULT_SEED,
            description = "Seed of the sentences (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--threads",
            description = "Sentences spoken at once (default: the number of processors).")
    private Integer threads;

    @Option(
            names = "--replace",
            description = "Replace a corpus of another configuration in the folder.")
    private boolean replace;

    /**
     * Called by the framework.
     *
     * @param teachers the synthesizers that are there
     */
    @Activate
    public CorpusCommand(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<Teacher> teachers) {
        this.teachers = List.copyOf(teachers);
    }

    @Override
    public CommandResult run(CommandIo io) {
        CorpusSize amount = usage(() -> CorpusSize.parse(size));
        Teacher chosen = usage(this::choose);
        int workers = threads != null ? threads : Runtime.getRuntime().availableProcessors();
        Path folder = io.resolve(output != null ? output : Path.of("corpora", amount.id()));
        CorpusBuilder builder = usage(() -> CorpusBuilder.to(folder).threads(workers));
        CorpusSummary summary =
                builder.size(amount)
                        .seed(seed)
                        .teacher(chosen)
                        .replace(replace)
                        .build(io.progress());
        String text =
                String.format(
                        Locale.ROOT,
                        "%s: %d utterances, %.2f hours (%d spoken now in %.0f s).",
                        summary.folder(),
                        summary.utterances(),
                        summary.hours(),
                        summary.spoken(),
                        summary.wallSeconds());
        return CommandResult.of(
                text,
                Map.of(
                        "folder", summary.folder().toString(),
                        "spoken", summary.spoken(),
                        "wall_seconds", summary.wallSeconds(),
                        "corpus", summary.details()),
                0);
    }

    /** An argument that is refused before any work is wrong usage: exit code 2. */
    private <T> T usage(Supplier<T> typed) {
        try {
            return typed.get();
        } catch (SyrinxException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Teacher choose() {
        return teachers.stream()
                .filter(t -> t.name().equals(teacher))
                .findFirst()
                .orElseThrow(
                        () ->
                                new SyrinxException(
                                        "a teacher: "
                                                + String.join(
                                                        ", ",
                                                        teachers.stream()
                                                                .map(Teacher::name)
                                                                .sorted()
                                                                .toList()),
                                        "the teacher \"" + teacher + "\"",
                                        "choose one of these, or install the bundle that brings"
                                                + " it"));
    }
}
