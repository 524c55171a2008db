package org.syrinx.corpus.internal.command;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.syrinx.api.Progress;
import org.syrinx.api.command.CommandIo;
import org.syrinx.corpus.FakeTeacher;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class CorpusCommandTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "--size, enormous, tiny",
        "--threads, 0, 1 to 256",
        "--threads, 9999, 1 to 256",
        "--teacher, nobody, Expected: A teacher: fake"
    })
    void anArgumentThatCannotBeIsWrongUsageAndMakesNothing(
            String option, String value, String says) {
        FakeTeacher teacher = new FakeTeacher();
        CorpusCommand command = new CorpusCommand(List.of(teacher));
        new CommandLine(command)
                .parseArgs(
                        option.equals("--teacher")
                                ? new String[] {"-o", "made", option, value}
                                : new String[] {
                                    "-o", "made", "--teacher", teacher.name(), option, value
                                });
        ParameterException refused =
                assertThrows(ParameterException.class, () -> command.run(new Silent()));
        assertTrue(refused.getMessage().contains(says), refused.getMessage());
        assertFalse(Files.exists(folder.resolve("made")));
    }

    /** Paths are those of the test; nothing is said or read. */
    private final class Silent implements CommandIo {
        @Override
        public OutputStream output() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public PrintStream messages() {
            return new PrintStream(OutputStream.nullOutputStream());
        }

        @Override
        public InputStream input() {
            return InputStream.nullInputStream();
        }

        @Override
        public boolean inputIsTerminal() {
            return false;
        }

        @Override
        public Progress progress() {
            return Progress.NONE;
        }

        @Override
        public Path resolve(Path path) {
            return folder.resolve(path);
        }

        @Override
        public boolean json() {
            return false;
        }
    }
}
