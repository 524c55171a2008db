package org.syrinx.text.tools;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The phones that flite gives to our test sentences, and the tool that asks it for them:
 *
 * <pre>
 * java -cp target/test-classes org.syrinx.text.tools.FliteFixture src/test/resources/org/syrinx/text/flite-phones.tsv
 * </pre>
 *
 * <p>The tool rewrites the second column of the file; it needs the program {@code flite} (Debian
 * package flite 2.2).
 */
public final class FliteFixture {
    /**
     * One sentence.
     *
     * @param text the sentence
     * @param phones flite's phones without stress, with pauses
     */
    public record Entry(String text, List<String> phones) {}

    private FliteFixture() {}

    /**
     * The committed fixture.
     *
     * @return its sentences in order
     * @throws IOException if it cannot be read
     */
    public static List<Entry> load() throws IOException {
        List<Entry> out = new ArrayList<>();
        try (InputStream in =
                FliteFixture.class.getResourceAsStream("/org/syrinx/text/flite-phones.tsv")) {
            for (String line :
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                String[] f = line.split("\t");
                out.add(new Entry(f[0], List.of(f[1].split(" "))));
            }
        }
        return out;
    }

    /**
     * Asks flite again.
     *
     * @param args the fixture file
     * @throws IOException if flite cannot be run
     * @throws InterruptedException if the wait for flite is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path file = Path.of(args[0]);
        List<String> out = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String text = line.split("\t")[0];
            Process flite =
                    new ProcessBuilder("flite", "-voice", "slt", "-ps", "-t", text, "-o", "none")
                            .redirectErrorStream(true)
                            .start();
            String phones =
                    new String(flite.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                            .strip();
            if (flite.waitFor() != 0) {
                throw new IOException("flite failed: " + phones);
            }
            out.add(text + "\t" + phones);
        }
        Files.write(file, out);
    }
}
