package org.syrinx.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.itests.framework.Terminal;
import org.syrinx.itests.framework.TestBundle;
import org.syrinx.itests.greeting.GreetingActivator;

/** TAB on a real terminal, while the bundle that brings a command comes, changes and goes. */
class ShellCompletionTest {
    /** Ctrl-U: whatever an earlier TAB left is gone. */
    private static final String CLEAR = "\u0015";

    @TempDir Path folder;

    private Path jar(String version) throws IOException {
        Path jar = folder.resolve("greeting-" + version + ".jar");
        try (InputStream in =
                TestBundle.of(
                        GreetingActivator.class,
                        "org.osgi.framework,org.syrinx.api.command,picocli",
                        Map.of("Bundle-Version", version))) {
            Files.write(jar, in.readAllBytes());
        }
        return jar;
    }

    /** Types until the answer is as wanted: the shell is told in the background. */
    private static void until(Terminal shell, String keys, String wanted)
            throws IOException, InterruptedException {
        String seen = "";
        for (int i = 0; i < 60; i++) {
            // what is typed is seen as well, so the end must read otherwise than its echo
            seen = shell.type(CLEAR + keys + "\recho 'end' '" + i + "'\r", "end " + i);
            if (seen.contains(wanted)) {
                return;
            }
            Thread.sleep(500);
        }
        throw new AssertionError("no " + wanted + " after " + keys + " but: " + seen);
    }

    @Test
    void aCommandIsCompletedFromWhenItsBundleComesUntilItGoes() throws Exception {
        Path first = jar("1.0.0");
        Path second = jar("2.0.0");
        String known = "($.completions containsKey syrinx:greet)";
        try (Terminal shell = new Terminal()) {
            until(shell, known, "false");
            until(shell, "start file:" + first, "");
            until(shell, "greet --pol\t", "good day, and a bow");
            until(shell, known, "true");

            // the new one is started beside the old one, which then goes
            until(shell, "update " + second, "is now 2.0.0, was 1.0.0");
            until(shell, "greet --mer\t", "hello, and a song");

            String listed = shell.type(CLEAR + "lb -s greeting\r", "greeting (2.0.0)");
            Matcher id = Pattern.compile("(\\d+)\\|Active").matcher(listed);
            assertTrue(id.find(), listed);
            until(shell, "uninstall " + id.group(1), "");
            until(shell, known, "false");
        }
    }
}
