package org.syrinx.baselines.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.syrinx.api.SyrinxException;

/**
 * How one program is called. Text goes in as a file or on standard input, never as an argument: it
 * may begin with a dash.
 */
interface Program {
    /** The programs that need nothing but themselves, with what each is. */
    Map<String, String> KNOWN =
            Map.of(
                    "espeak-ng",
                    "the formant synthesiser espeak-ng, if it is installed; --language chooses its"
                            + " voice",
                    "flite",
                    "the unit and parametric voices of flite, if it is installed; --speaker slt,"
                            + " rms, awb, kal16");

    /** Its name, which is also what is looked for on the path. */
    String name();

    /** How to get it, as the action of an error. */
    String howToGet();

    /** Voices that can be asked for as speakers, the default first; empty for only one. */
    List<String> speakers();

    /**
     * The languages that it can be asked for, as BCP 47 tags; empty if it does not list them here.
     */
    default List<String> languages() {
        return List.of();
    }

    /**
     * Whether it can be asked for a language.
     *
     * @param tag a BCP 47 tag
     * @return true too if only the program itself can know
     */
    default boolean reads(String tag) {
        return languages().stream().anyMatch(tag::equalsIgnoreCase);
    }

    /** Arguments that make it say its version. */
    List<String> versionArguments();

    /**
     * Arguments of one call.
     *
     * @param speech what is to be said
     * @param text a UTF-8 file with the text
     * @param wav the file to write
     */
    List<String> arguments(Speech speech, Path text, Path wav);

    /** Whether the program reads the text file on its standard input. */
    default boolean readsStandardInput() {
        return false;
    }

    /** Files besides the program that decide how it sounds: voices. */
    default List<Path> voiceFiles() {
        return List.of();
    }

    /**
     * What is to be said.
     *
     * @param speaker one of {@link #speakers()}, or null
     * @param language a BCP 47 tag, or null
     * @param speed speaking rate, 1 for the voice's own
     */
    record Speech(String speaker, String language, double speed) {}

    /**
     * A known program.
     *
     * @param name of {@link #KNOWN}
     * @throws SyrinxException for another name
     */
    static Program of(String name) {
        return switch (name) {
            case "espeak-ng" -> new Espeak();
            case "flite" -> new Flite();
            default ->
                    throw new SyrinxException(
                            "one of " + KNOWN.keySet().stream().sorted().toList(),
                            "the program \"" + name + "\"",
                            "correct model.builtin");
        };
    }

    /** espeak-ng: one voice a language; 175 words a minute is its normal rate. */
    record Espeak() implements Program {
        @Override
        public String name() {
            return "espeak-ng";
        }

        @Override
        public String howToGet() {
            return "install it (Debian, Ubuntu: apt install espeak-ng)";
        }

        @Override
        public List<String> speakers() {
            return List.of();
        }

        @Override
        public List<String> versionArguments() {
            return List.of("--version");
        }

        @Override
        public boolean reads(String tag) {
            return true; // it ends with an error for a language that it does not have
        }

        @Override
        public List<String> arguments(Speech speech, Path text, Path wav) {
            String voice = speech.language() == null ? "en-us" : speech.language();
            return List.of(
                    "-v" + voice,
                    "-s" + Math.round(175 * speech.speed()),
                    "-b1",
                    "-f" + text,
                    "-w" + wav);
        }
    }

    /** flite: the voices of 16 kHz that Debian's package has. */
    record Flite() implements Program {
        @Override
        public String name() {
            return "flite";
        }

        @Override
        public String howToGet() {
            return "install it (Debian, Ubuntu: apt install flite)";
        }

        @Override
        public List<String> speakers() {
            return List.of("slt", "rms", "awb", "kal16");
        }

        @Override
        public List<String> languages() {
            return List.of("en", "en-US");
        }

        @Override
        public List<String> versionArguments() {
            return List.of("--version");
        }

        @Override
        public List<String> arguments(Speech speech, Path text, Path wav) {
            String voice = speech.speaker() == null ? speakers().get(0) : speech.speaker();
            return List.of(
                    "-voice",
                    voice,
                    "--setf",
                    "duration_stretch=" + 1 / speech.speed(),
                    "-f",
                    text.toString(),
                    "-o",
                    wav.toString());
        }
    }

    /**
     * piper with one of its voices.
     *
     * @param voice the voice: a file with the ending onnx, its configuration beside it
     */
    record Piper(Path voice) implements Program {
        @Override
        public String name() {
            return "piper";
        }

        @Override
        public String howToGet() {
            return "install it (pip install piper-tts) so that it is on the path";
        }

        @Override
        public List<String> speakers() {
            return List.of();
        }

        @Override
        public List<String> versionArguments() {
            return List.of("--version");
        }

        @Override
        public List<String> arguments(Speech speech, Path text, Path wav) {
            return List.of(
                    "--model",
                    voice.toString(),
                    "--length_scale",
                    Double.toString(1 / speech.speed()),
                    "--output_file",
                    wav.toString());
        }

        @Override
        public boolean readsStandardInput() {
            return true;
        }

        @Override
        public List<Path> voiceFiles() {
            return List.of(voice);
        }
    }
}
