package org.syrinx.launcher.internal.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.syrinx.api.command.Subcommand;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What can be typed after a sub-command, from its own description of its options. */
final class Completion {
    /** Kinds of values that can be listed; the rest is for the user to know. */
    enum Kind {
        MODEL,
        PIPELINE,
        ROLE,
        STAGE,
        DEVICE,
        COMMAND,
        FILE
    }

    private final String name;
    private final CommandSpec spec;

    Completion(String name, Subcommand command) {
        this.name = name;
        this.spec = new CommandLine(command).getCommandSpec();
    }

    /**
     * The definitions for Gogo's {@code complete}: one for the command, one for each option, one
     * for the values of options and parameters.
     */
    List<String> definitions(String summary) {
        List<String> lines = new ArrayList<>();
        String head = "complete -c " + GogoCommands.SCOPE + ":" + name;
        lines.add(head + " -d " + quoted(summary));
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                StringBuilder line = new StringBuilder(head);
                for (String spelling : option.names()) {
                    line.append(
                            spelling.startsWith("--")
                                    ? " -l " + spelling.substring(2)
                                    : " -s " + spelling.substring(1));
                }
                line.append(" -d ").append(quoted(String.join(" ", option.description())));
                lines.add(line.toString());
            }
        }
        // values of options too: Gogo would offer those of each option in every place
        lines.add(
                head
                        + " -a '_arguments "
                        + name
                        + " ($.commandLine words) ($.commandLine wordIndex)'");
        return lines;
    }

    /**
     * What is wanted at a place of the line.
     *
     * @param words of the line, the command first
     * @param index of the word under the cursor
     * @return the kind of its values, or empty if it is free
     */
    Optional<Kind> wanted(List<String> words, int index) {
        int position = 0;
        for (int i = 1; i < index; i++) {
            if (!words.get(i).startsWith("-") && !isValue(words, i)) {
                position++;
            }
        }
        if (isValue(words, index)) {
            return kind(spec.findOption(words.get(index - 1)));
        }
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            if (parameter.index().contains(position)) {
                return kind(parameter);
            }
        }
        return Optional.empty();
    }

    private boolean isValue(List<String> words, int index) {
        if (index < 2 || !words.get(index - 1).startsWith("-")) {
            return false;
        }
        OptionSpec option = spec.findOption(words.get(index - 1));
        return option != null && takesValue(option);
    }

    private static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0 && option.typeInfo().getType() != boolean.class;
    }

    /** By the label of the value; several options that call it NAME mean a model. */
    private static Optional<Kind> kind(ArgSpec argument) {
        String label = argument.paramLabel();
        if (argument instanceof OptionSpec option
                && Arrays.asList(option.names()).stream()
                        .anyMatch(n -> n.matches("--(voice|load|vocoder|encoder|denoiser)"))) {
            return Optional.of(Kind.MODEL);
        }
        if (argument instanceof OptionSpec option
                && Arrays.asList(option.names()).contains("--pipeline")) {
            return Optional.of(Kind.PIPELINE);
        }
        return switch (label) {
            case "MODEL" -> Optional.of(Kind.MODEL);
            case "PIPELINE" -> Optional.of(Kind.PIPELINE);
            case "ROLE" -> Optional.of(Kind.ROLE);
            case "ROLE=MODEL" -> Optional.of(Kind.STAGE);
            case "DEVICE" -> Optional.of(Kind.DEVICE);
            case "COMMAND" -> Optional.of(Kind.COMMAND);
            case "FILE", "DIR", "IN", "OUT", "FOLDER" -> Optional.of(Kind.FILE);
            default -> Optional.empty();
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace('\'', '\u2019').replaceAll("\\s+", " ") + "'";
    }
}
