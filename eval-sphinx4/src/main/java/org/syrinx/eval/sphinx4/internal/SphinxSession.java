package org.syrinx.eval.sphinx4.internal;

import edu.cmu.sphinx.api.AbstractSpeechRecognizer;
import edu.cmu.sphinx.api.Configuration;
import edu.cmu.sphinx.api.Context;
import edu.cmu.sphinx.frontend.util.StreamDataSource;
import edu.cmu.sphinx.recognizer.Recognizer;
import edu.cmu.sphinx.result.Result;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.dsp.Resampler;
import org.syrinx.eval.Recogniser.Session;
import org.syrinx.eval.Recogniser.Task;

/**
 * One allocated Sphinx-4 recogniser.
 *
 * <p>Every utterance is padded with 0.15 s of silence before and 0.25 s after, and given as one
 * whole data segment.
 */
final class SphinxSession extends AbstractSpeechRecognizer implements Session {
    private static final String MODELS = "resource:/edu/cmu/sphinx/models/en-us/";
    private static final int RATE = 16_000;
    private static final int LEAD = (int) (0.15 * RATE);
    private static final int TAIL = (int) (0.25 * RATE);

    /** Held, because a logger that nobody holds is collected, and its level with it. */
    private static final List<Logger> LOGGERS =
            Stream.of("default.config", "edu.cmu.sphinx", "stateless.config", "global")
                    .map(Logger::getLogger)
                    .toList();

    private final Recognizer decoder;
    private final Path folder;
    private final boolean phones;

    private SphinxSession(Context context, Path folder, boolean phones) throws IOException {
        super(context);
        this.folder = folder;
        this.phones = phones;
        if (phones) {
            context.setLocalProperty("decoder->searchManager", "allphoneSearchManager");
        }
        this.decoder = context.getInstance(Recognizer.class);
        decoder.allocate();
    }

    static SphinxSession open(Task task, List<String> words) {
        try {
            return open(task, words, Files.createTempDirectory("syrinx-sphinx4"));
        } catch (IOException e) {
            throw new SyrinxException(
                    "to start the recogniser sphinx4",
                    "it could not write or read its files: " + e.getMessage(),
                    "check the temporary folder " + System.getProperty("java.io.tmpdir"),
                    e);
        }
    }

    /**
     * Opens a session.
     *
     * @param folder for its files; deleted when it is closed, or here if it cannot begin
     */
    static SphinxSession open(Task task, List<String> words, Path folder) throws IOException {
        boolean opened = false;
        try {
            SphinxSession session = allocated(task, words, folder);
            opened = true;
            return session;
        } finally {
            if (!opened) {
                delete(folder);
            }
        }
    }

    private static SphinxSession allocated(Task task, List<String> words, Path folder)
            throws IOException {
        quiet();
        Configuration c = new Configuration();
        c.setSampleRate(RATE);
        c.setAcousticModelPath(MODELS + "en-us");
        c.setDictionaryPath(MODELS + "cmudict-en-us.dict");
        c.setLanguageModelPath(MODELS + "en-us.lm.bin");
        switch (task) {
            case OPEN -> c.setDictionaryPath(Vocabulary.write(folder, words));
            case DIGITS -> grammar(c, folder, "digits", Grammars.DIGITS);
            case GRID -> grammar(c, folder, "grid", Grammars.GRID);
            case PHONES -> {}
            case FULL ->
                    throw new SyrinxException(
                            "a task that sphinx4 does in reasonable time (open, digits, grid,"
                                    + " phones)",
                            "the task full, which takes about three seconds per second of speech",
                            "use pocketsphinx for the full vocabulary");
            default -> throw new IllegalArgumentException(task.name());
        }
        Context context =
                new Context("resource:/org/syrinx/eval/sphinx4/internal/stateless.config.xml", c);
        return new SphinxSession(context, folder, task == Task.PHONES);
    }

    private static void grammar(Configuration c, Path folder, String name, String text)
            throws IOException {
        Files.writeString(folder.resolve(name + ".gram"), text, StandardCharsets.US_ASCII);
        c.setUseGrammar(true);
        c.setGrammarPath(folder.toUri().toString());
        c.setGrammarName(name);
    }

    @Override
    public String recognise(Audio audio) {
        context.getInstance(StreamDataSource.class)
                .setInputStream(new ByteArrayInputStream(pcm(audio)));
        StringJoiner heard = new StringJoiner(" ");
        // one data segment gives one result; the bound guards against a front end that never ends
        for (int i = 0; i < 20; i++) {
            Result result = decoder.recognize();
            if (result == null) {
                break;
            }
            String words =
                    !phones
                            ? result.getBestFinalResultNoFiller()
                            : result.getBestToken() == null
                                    ? ""
                                    : result.getBestToken().getWordUnitPath();
            if (words != null && !words.isBlank()) {
                heard.add(words.strip());
            }
        }
        String all = heard.toString().toLowerCase(Locale.ROOT);
        return String.join(
                " ",
                Arrays.stream(all.split("\\s+"))
                        .filter(
                                w ->
                                        !w.isEmpty()
                                                && !w.equals("sil")
                                                && !w.startsWith("<")
                                                && !w.startsWith("+"))
                        .toList());
    }

    private static byte[] pcm(Audio audio) {
        float[] x =
                audio.sampleRate() == RATE
                        ? audio.samples()
                        : Resampler.resample(audio, RATE).samples();
        ByteBuffer out =
                ByteBuffer.allocate(2 * (LEAD + x.length + TAIL)).order(ByteOrder.LITTLE_ENDIAN);
        out.position(2 * LEAD);
        for (float v : x) {
            out.putShort((short) Math.max(-32768, Math.min(32767, Math.round(v * 32768))));
        }
        return out.array();
    }

    @Override
    public void close() {
        decoder.deallocate();
        delete(folder);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path p : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(p);
            }
        } catch (IOException e) {
            Logger.getLogger(SphinxSession.class.getName())
                    .log(Level.FINE, "temporary files stay in " + folder, e);
        }
    }

    /** Sphinx-4 logs to the root logger's children at INFO, several lines an utterance. */
    private static void quiet() {
        for (Logger logger : LOGGERS) {
            logger.setLevel(Level.OFF);
            for (Handler h : logger.getHandlers()) {
                h.setLevel(Level.OFF);
            }
        }
    }
}
