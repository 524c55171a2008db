package org.syrinx.launcher.internal.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.launcher.internal.shell.Completion.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class CompletionTest {
    /** The shape of wire and swap. */
    @Command(mixinStandardHelpOptions = true)
    static class Wiring implements Subcommand {
        @Parameters(index = "0", paramLabel = "PIPELINE")
        private String pipeline;

        @Parameters(index = "1..*", paramLabel = "ROLE=MODEL")
        private Map<String, String> stages;

        @Option(
                names = {"-d", "--device"},
                paramLabel = "DEVICE",
                description = "It's where it runs.")
        private String device;

        @Option(names = "--quiet")
        private boolean quiet;

        @Option(names = "--voice", paramLabel = "NAME")
        private String voice;

        @Option(names = "--seed", paramLabel = "N")
        private long seed;

        @Override
        public CommandResult run(CommandIo io) {
            return CommandResult.text("");
        }
    }

    private static final Completion WIRE = new Completion("wire", new Wiring());

    private static Optional<Kind> wanted(String... words) {
        return WIRE.wanted(List.of(words), words.length - 1);
    }

    @Test
    void positionsAreCountedWithoutOptionsAndTheirValues() {
        assertEquals(Optional.of(Kind.PIPELINE), wanted("wire", ""));
        assertEquals(Optional.of(Kind.STAGE), wanted("wire", "demo", "enc"));
        assertEquals(Optional.of(Kind.STAGE), wanted("wire", "demo", "encoder=a", ""));
        assertEquals(Optional.of(Kind.PIPELINE), wanted("wire", "--device", "cpu", ""));
        assertEquals(Optional.of(Kind.PIPELINE), wanted("wire", "--quiet", ""));
        assertEquals(Optional.of(Kind.STAGE), wanted("wire", "--quiet", "demo", ""));
    }

    @Test
    void anOptionsValueIsWhatItsLabelSays() {
        assertEquals(Optional.of(Kind.DEVICE), wanted("wire", "demo", "-d", ""));
        assertEquals(Optional.of(Kind.MODEL), wanted("wire", "--voice", ""));
        assertEquals(Optional.empty(), wanted("wire", "--seed", ""));
    }

    @Test
    void definitionsCoverTheCommandItsOptionsAndItsArguments() {
        List<String> lines = WIRE.definitions("wires");
        assertEquals("complete -c syrinx:wire -d 'wires'", lines.get(0));
        assertTrue(
                lines.contains(
                        "complete -c syrinx:wire -s d -l device -d 'It\u2019s where it runs.'"),
                lines.toString());
        assertTrue(lines.contains("complete -c syrinx:wire -l quiet -d ''"), lines.toString());
        assertEquals(
                "complete -c syrinx:wire -a '_arguments wire ($.commandLine words)"
                        + " ($.commandLine wordIndex)'",
                lines.get(lines.size() - 1));
    }
}
