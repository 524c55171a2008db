package org.syrinx.text.phonemes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.syrinx.api.SyrinxException;

/**
 * IPA for many languages from the program {@code espeak-ng}, if the user has installed it. It is
 * run as a separate program, one process per clause, and never linked: espeak-ng is licensed under
 * the GPL. Immutable; safe for many threads.
 *
 * <p>Punctuation is kept where it stands, as the Python package phonemizer does with {@code
 * preserve_punctuation}: the text is cut at the marks, every piece is pronounced by itself, and the
 * marks are put back.
 */
public final class EspeakPhonemizer {
    /** How long one clause may take by default. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    private static final Pattern MARKS =
            Pattern.compile(
                    "(?:\\s*[;:,.!?\u00a1\u00bf\u2014\u2026\"\u00ab\u00bb\u201c\u201d(){}\\[\\]]+\\s*)+");
    private static final Pattern LANGUAGE_SWITCH = Pattern.compile("\\([a-z-]+\\)");
    private static final Pattern STRESS = Pattern.compile("[ˈˌ]");

    private final String program;
    private final String language;
    private final boolean stress;
    private final Duration timeout;

    /**
     * Creates a phonemizer that keeps stress marks and uses the {@code espeak-ng} of the search
     * path.
     *
     * @param language a language or voice name of espeak-ng, for example {@code en-us} or {@code
     *     de}
     */
    public EspeakPhonemizer(String language) {
        this("espeak-ng", language, true, DEFAULT_TIMEOUT);
    }

    /**
     * Creates a phonemizer.
     *
     * @param program the program's name or path
     * @param language a language or voice name of espeak-ng: letters, digits, {@code -}, {@code _},
     *     {@code +}
     * @param stress whether the marks of primary and secondary stress are kept
     * @param timeout how long one clause may take
     * @throws SyrinxException if the language cannot be a name
     */
    public EspeakPhonemizer(String program, String language, boolean stress, Duration timeout) {
        if (!language.matches("[A-Za-z0-9][A-Za-z0-9_+/-]*")) {
            throw new SyrinxException(
                    "a language of espeak-ng such as en-us",
                    "the language \"" + language + "\"",
                    "Choose one that espeak-ng --voices lists.");
        }
        this.program = program;
        this.language = language;
        this.stress = stress;
        this.timeout = timeout;
    }

    /**
     * Pronounces a text.
     *
     * @param text any text; line breaks count as spaces
     * @return IPA with the punctuation of the text and single spaces between words, without white
     *     space at the ends
     * @throws SyrinxException if the program is missing, does not know the language, fails, or
     *     takes too long
     */
    public String phonemize(String text) {
        StringBuilder out = new StringBuilder();
        String line = text.replaceAll("\\s+", " ").strip();
        Matcher marks = MARKS.matcher(line);
        int from = 0;
        while (marks.find()) {
            clause(line.substring(from, marks.start()), out);
            out.append(marks.group());
            from = marks.end();
        }
        clause(line.substring(from), out);
        return out.toString().replaceAll("\\s+", " ").strip();
    }

    private void clause(String text, StringBuilder out) {
        if (text.isBlank()) {
            out.append(text);
            return;
        }
        String ipa = run(text).replaceAll("\\s+", " ").strip();
        ipa = LANGUAGE_SWITCH.matcher(ipa).replaceAll("");
        out.append(stress ? ipa : STRESS.matcher(ipa).replaceAll(""));
    }

    private String run(String text) {
        Process process = start();
        CompletableFuture<String> result =
                CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
        CompletableFuture<String> complaint =
                CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write(text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // a program that ends before it reads: its exit status and its complaint say why
                process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            }
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw slow(null);
            }
            String message = complaint.get(timeout.toMillis(), TimeUnit.MILLISECONDS).strip();
            if (process.exitValue() != 0) {
                throw new SyrinxException(
                        "espeak-ng to pronounce text in the language \"" + language + "\"",
                        "it ended with status " + process.exitValue() + ": " + message,
                        "Choose a language that espeak-ng --voices lists.");
            }
            return result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw slow(e);
        } catch (ExecutionException e) {
            throw new SyrinxException(
                    "the output of espeak-ng", "it could not be read", "Try again.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SyrinxException(
                    "time for espeak-ng to finish", "the wait was interrupted", "Try again.", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start() {
        try {
            return new ProcessBuilder(program, "-q", "--ipa", "-b", "1", "-v", language, "--stdin")
                    .start();
        } catch (IOException e) {
            throw new SyrinxException(
                    "the program espeak-ng",
                    "\"" + program + "\" could not be started",
                    "Install the package espeak-ng (Debian, Ubuntu: apt install espeak-ng), or use"
                            + " a model that needs no IPA.",
                    e);
        }
    }

    private SyrinxException slow(Exception cause) {
        return new SyrinxException(
                "espeak-ng to answer within " + timeout.toMillis() + " ms",
                "it did not",
                "Check that \"" + program + "\" is espeak-ng, or allow more time.",
                cause);
    }

    private static String read(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // the process was ended from outside: its status is reported instead
        }
    }
}
