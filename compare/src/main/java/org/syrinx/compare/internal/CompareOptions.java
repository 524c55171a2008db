package org.syrinx.compare.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.syrinx.api.Role;
import org.syrinx.api.SyrinxException;
import org.syrinx.compare.internal.arms.ArmSpec;
import org.syrinx.compare.internal.prompts.PromptSet;
import org.syrinx.compare.internal.prompts.PromptSets;
import org.syrinx.compare.internal.run.Plan;
import picocli.CommandLine.Option;

/** What is compared, as options, and the plan that they make. */
final class CompareOptions {
    private static final double DEFAULT_LOUDNESS = -23;

    @Option(
            names = "--pipelines",
            paramLabel = "ARM",
            split = ",",
            description = {
                "What to compare, the baseline first. Each is [LABEL=]WHAT[@SPEAKER], and WHAT is",
                "a pipeline or a model by name (see ./syrinx models),",
                "DIR/ - a model folder,",
                "program:NAME - espeak-ng or flite, if installed,",
                "folder:DIR - recordings named ID.wav,",
                "aligned-folder:DIR - the same with the references' timing (given durations),",
                "resynthesis:SPACE+VOCODER - the references through a latent space and back."
            })
    private List<String> pipelines = List.of();

    @Option(
            names = "--swap",
            paramLabel = "ROLE=MODEL[,MODEL]",
            description = {
                "Vary one role of the one pipeline or model of --pipelines and hold everything",
                "else: --pipelines gradtts-small --swap vocoder=vocoder-16k,griffinlim-16k.",
                "The baseline is the pipeline as it is; the first model of the list, if it lacks",
                "the role."
            })
    private String swap;

    @Option(
            names = "--prompts",
            paramLabel = "FILE",
            description = {
                "A file with one text a line, or ID, tab, text, or ID, tab, text, tab, speaker;",
                "or one of the sets",
                "@varied, @digits, @grid, @hard (default: @varied)."
            })
    private String prompts;

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            description = "A text in place of --prompts; may be repeated.")
    private List<String> texts = List.of();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "0",
            description = "At most the first N prompts (default: all).")
    private int limit;

    @Option(
            names = "--reference",
            paramLabel = "DIR",
            description = "Recordings of the prompts, ID.wav or ID.flac: what they should be like.")
    private Path reference;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            split = ",",
            description = "Say every prompt once with each seed (default: 1).")
    private List<Long> seeds = List.of();

    @Option(
            names = "--rate",
            paramLabel = "HZ",
            defaultValue = "0",
            description = {
                "Sample rate of the compared sound (default: the lowest of the arms, at least",
                "16000)."
            })
    private int rate;

    @Option(
            names = "--loudness",
            paramLabel = "LUFS",
            defaultValue = "-23",
            description = "Loudness of the compared sound (default: ${DEFAULT-VALUE}).")
    private double loudness = DEFAULT_LOUDNESS;

    @Option(
            names = "--device",
            paramLabel = "D",
            defaultValue = "auto",
            description = "auto, cpu, gpu0 ... for model folders (default: ${DEFAULT-VALUE}).")
    private String device = "auto";

    @Option(
            names = "--metrics",
            paramLabel = "ID",
            split = ",",
            description = {
                "What to measure; mcd stands for all of mcd.*, none for nothing",
                "(default: all that is installed)."
            })
    private List<String> metrics = List.of();

    Path reference() {
        return reference;
    }

    String device() {
        return device;
    }

    /** Whether nothing but the place of the references was given. */
    boolean empty() {
        return pipelines.isEmpty()
                && swap == null
                && prompts == null
                && texts.isEmpty()
                && seeds.isEmpty()
                && metrics.isEmpty()
                && limit == 0
                && rate == 0
                && loudness == DEFAULT_LOUDNESS
                && device.equals("auto");
    }

    /**
     * The plan.
     *
     * @param resolve a path as typed to an absolute one
     * @param base finds what a swap varies
     */
    Plan plan(UnaryOperator<Path> resolve, Function<String, SwapBase> base) {
        if (limit < 0
                || rate < 0
                || rate > 0 && rate < 8000
                || !(loudness < -5 && loudness > -60)) {
            throw new SyrinxException(
                    "--limit 0 or more, --rate 8000 or more, --loudness between -60 and -5",
                    limit + ", " + rate + ", " + loudness,
                    "correct the option");
        }
        List<ArmSpec> arms =
                (swap == null ? arms() : swapped(what -> base.apply(located(what, resolve))))
                        .stream().map(arm -> arm.at(resolve)).toList();
        Set<String> names = new HashSet<>();
        for (ArmSpec arm : arms) {
            if (!names.add(arm.name())) {
                throw new SyrinxException(
                        "arms of different names",
                        "\"" + arm.name() + "\" twice",
                        "give one a label: LABEL=" + arm.what());
            }
        }
        return new Plan(
                arms,
                set(resolve).first(limit),
                seeds.isEmpty() ? List.of(1L) : List.copyOf(new LinkedHashSet<>(seeds)),
                reference == null ? null : resolve.apply(reference),
                rate,
                loudness,
                device,
                Set.copyOf(metrics),
                swap == null ? "" : role().key());
    }

    private static String located(String what, UnaryOperator<Path> resolve) {
        return new ArmSpec("", what, "").at(resolve).what();
    }

    private List<ArmSpec> arms() {
        if (pipelines.isEmpty()) {
            throw new SyrinxException(
                    "something to compare",
                    "neither --pipelines nor --swap nor --from",
                    "name at least one pipeline: --pipelines default,program:flite");
        }
        return pipelines.stream().map(ArmSpec::parse).toList();
    }

    private Role role() {
        int equals = swap.indexOf('=');
        if (equals <= 0 || equals == swap.length() - 1) {
            throw new SyrinxException(
                    "--swap ROLE=MODEL,MODEL", "\"" + swap + "\"", "name a role and its models");
        }
        return Role.of(swap.substring(0, equals));
    }

    private List<ArmSpec> swapped(Function<String, SwapBase> open) {
        if (pipelines.size() > 1) {
            throw new SyrinxException(
                    "one pipeline that --swap varies",
                    pipelines.size() + " in --pipelines",
                    "name one");
        }
        Role role = role();
        ArmSpec given = ArmSpec.parse(pipelines.isEmpty() ? "default" : pipelines.get(0));
        SwapBase base = open.apply(given.what());
        List<ArmSpec> arms = new ArrayList<>();
        String own = base.models().getOrDefault(role, "none");
        if (base.whole()) {
            arms.add(new ArmSpec(own, given.what(), given.speaker()));
        }
        for (String name : swap.substring(swap.indexOf('=') + 1).split(",")) {
            String model = name.strip();
            if (!model.equals(own) || !base.whole()) {
                arms.add(ArmSpec.variant(base.name(), role, model, given.speaker()));
            }
        }
        if (arms.size() < 2) {
            throw new SyrinxException(
                    "two models that take turns as the " + role.key(),
                    base.whole()
                            ? "only \"" + own + "\", which " + given.what() + " has already"
                            : "only one, and " + given.what() + " has none of its own",
                    "name another one after --swap");
        }
        return arms;
    }

    private PromptSet set(UnaryOperator<Path> resolve) {
        if (!texts.isEmpty()) {
            if (prompts != null) {
                throw new SyrinxException(
                        "--prompts or --text", "both of them", "leave one of them out");
            }
            return PromptSets.texts(texts);
        }
        String name = prompts == null ? "@varied" : prompts;
        return name.startsWith("@")
                ? PromptSets.builtIn(name)
                : PromptSets.file(resolve.apply(Path.of(name)));
    }
}
