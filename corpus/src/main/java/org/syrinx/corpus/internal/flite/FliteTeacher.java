package org.syrinx.corpus.internal.flite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.AudioReader;
import org.syrinx.corpus.Speaker;
import org.syrinx.corpus.Teacher;

/**
 * CMU Flite as a separate program, one process per utterance: it keeps no state between utterances,
 * so its output depends on the request alone.
 */
@Component(service = Teacher.class)
public final class FliteTeacher implements Teacher {
    private static final int WORDS_PER_CALL = 200;

    private final FliteProgram flite;

    /** Uses the flite on the search path. */
    @Activate
    public FliteTeacher() {
        this("flite");
    }

    FliteTeacher(String program) {
        this.flite = new FliteProgram(program);
    }

    @Override
    public String name() {
        return "flite";
    }

    @Override
    public void check() {
        Set<String> voices = new TreeSet<>(Arrays.asList(flite.run(List.of("-lv")).split("\\s+")));
        Set<String> missing = new TreeSet<>();
        speakers().stream()
                .map(Speaker::base)
                .filter(v -> !voices.contains(v))
                .forEach(missing::add);
        if (!missing.isEmpty()) {
            throw new SyrinxException(
                    "a flite with the voices slt, rms, awb and kal16",
                    "a flite without " + String.join(", ", missing),
                    "install the distribution's flite (Debian, Ubuntu: apt-get install flite)");
        }
    }

    @Override
    public String version() {
        return flite.version()
                .lines()
                .filter(l -> l.contains("version:"))
                .map(l -> l.substring(l.indexOf("version:") + 8).strip())
                .findFirst()
                .orElse("unknown");
    }

    @Override
    public String licence() {
        return "CMU Flite: BSD-style, use and distribution without restriction with its notices"
                + " kept; run as a program, no part of it is contained in the corpus";
    }

    @Override
    public List<Speaker> speakers() {
        return FliteSpeakers.SPEAKERS;
    }

    @Override
    public Map<String, List<String>> pronounce(Collection<String> words) {
        List<String> all = List.copyOf(words);
        Map<String, List<String>> phones = new HashMap<>();
        for (int i = 0; i < all.size(); i += WORDS_PER_CALL) {
            List<String> part = all.subList(i, Math.min(all.size(), i + WORDS_PER_CALL));
            List<List<String>> spoken = pronounceTogether(part);
            for (int w = 0; w < part.size(); w++) {
                // A word with a pause inside upsets the count: then each is asked for alone.
                List<String> one =
                        spoken.size() == part.size()
                                ? spoken.get(w)
                                : pronounceTogether(part.subList(w, w + 1)).stream()
                                        .flatMap(List::stream)
                                        .toList();
                phones.put(part.get(w), one);
            }
        }
        return phones;
    }

    /** Words as one-word sentences, which pauses separate. */
    private List<List<String>> pronounceTogether(List<String> words) {
        Path file = null;
        try {
            file = Files.createTempFile("flite", ".words");
            Files.writeString(file, String.join(".\n", words) + ".\n");
            String out =
                    flite.run(
                            List.of("-voice", "kal16", "-ps", "-f", file.toString(), "-o", "none"));
            return Arrays.stream(out.split("\\bpau\\b"))
                    .map(String::strip)
                    .filter(s -> !s.isEmpty())
                    .map(s -> List.of(s.split("\\s+")))
                    .toList();
        } catch (IOException e) {
            throw temporary(e);
        } finally {
            FliteProgram.delete(file);
        }
    }

    @Override
    public Session open() {
        try {
            return new FliteSession(flite, Files.createTempFile("flite", ".wav"));
        } catch (IOException e) {
            throw temporary(e);
        }
    }

    private static SyrinxException temporary(IOException e) {
        return new SyrinxException(
                "a folder for temporary files",
                e.getMessage(),
                "free some space, or set java.io.tmpdir",
                e);
    }

    private record FliteSession(FliteProgram flite, Path wav) implements Session {
        @Override
        public Speech speak(Request request) {
            List<String> arguments = new ArrayList<>(List.of("-voice", request.voice(), "-psdur"));
            set(arguments, "duration_stretch", request.stretch());
            if (request.f0Mean() > 0) {
                set(arguments, "int_f0_target_mean", request.f0Mean());
            }
            if (request.f0Spread() > 0) {
                set(arguments, "int_f0_target_stddev", request.f0Spread());
            }
            // -t, because flite takes a bare argument without spaces for a file name
            arguments.addAll(List.of("-t", request.text(), "-o", wav.toString()));
            String labels = flite.run(arguments);
            Audio audio = AudioReader.read(wav);
            List<String> phones = new ArrayList<>();
            List<Double> ends = new ArrayList<>();
            for (String label : labels.strip().split("\\s+")) {
                int colon = label.lastIndexOf(':');
                if (colon <= 0) {
                    throw unexpected(request.text(), labels, null);
                }
                try {
                    ends.add(Double.parseDouble(label.substring(colon + 1)));
                } catch (NumberFormatException e) {
                    throw unexpected(request.text(), labels, e);
                }
                phones.add(label.substring(0, colon));
            }
            return new Speech(audio, phones, ends);
        }

        private static void set(List<String> arguments, String feature, double value) {
            arguments.add("--setf");
            arguments.add(String.format(Locale.ROOT, "%s=%.4f", feature, value));
        }

        private static SyrinxException unexpected(String text, String found, Exception cause) {
            return new SyrinxException(
                    "phones with end times from flite -psdur",
                    "\"" + found.strip() + "\" for \"" + text + "\"",
                    "check the version of flite (2.2 is known to work)",
                    cause);
        }

        @Override
        public void close() {
            FliteProgram.delete(wav);
        }
    }
}
